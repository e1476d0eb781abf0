using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class StartupBudgetTooShortRule : Rule
{
    private const long ShortestBudgetSeconds = 30;
    private const long UsualBudgetSeconds = 60;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2022",
        name: "startup-budget-too-short",
        title: "A startupProbe gives up before the container is expected to be up",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        ContainerView container = context.Container;
        if (container.StartupProbe is not { IsKnown: true, Kind: not HandlerKind.Unknown } startup || context.Workload is not { HasOwnTemplate: true, IsPartial: false, IsHelmHook: false })
            return;

        long budget = startup.KillSeconds;
        if (FindLongerDelay(container, budget) is { } slow)
        {
            long delay = slow.InitialDelaySeconds;
            Report(context, startup, $"startupProbe gives {container.Describe()} {budget} s, but its {slow.Purpose} probe expects it to need {delay} s", delay);
        }
        else if (context.IsStrict && budget < ShortestBudgetSeconds)
        {
            Report(context, startup, $"startupProbe gives {container.Describe()} {budget} s, so a start that takes longer becomes a restart loop", delay: 0);
        }
    }

    private static ProbeView? FindLongerDelay(ContainerView container, long budget)
    {
        ProbeView? longest = null;
        foreach (ProbeView probe in container.Probes)
        {
            if (probe is { IsKnown: true, Purpose: not "startup" } && probe.InitialDelaySeconds > (longest?.InitialDelaySeconds ?? budget))
                longest = probe;
        }

        return longest;
    }

    private static void Report(ContainerContext context, ProbeView startup, string message, long delay)
    {
        long threshold = StartTimes.DivideUp(Math.Max(UsualBudgetSeconds, StartTimes.HalfAgain(delay)), startup.PeriodSeconds);
        context.Report(
            startup.GetWritten("failureThreshold")?.Node ?? startup.Entry.Key,
            message,
            CodeFix.Unsafe(
                $"Set failureThreshold of the startupProbe to {threshold}",
                startup.Mapping,
                editor => editor.Set(YamlPath.Of(startup.Mapping) / "failureThreshold", YamlValue.Integer(threshold))));
    }
}
