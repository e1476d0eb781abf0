using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ReadinessFixedDelayRule : Rule
{
    private const long LongDelaySeconds = 60;
    private const long StartupPeriodSeconds = 5;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2021",
        name: "readiness-fixed-delay",
        title: "Every new pod waits a fixed time before its first readiness check",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, _, _) = context;
        if (container.ReadinessProbe is not { IsKnown: true, Kind: not HandlerKind.Unknown } readiness
            || readiness.GetWritten("initialDelaySeconds") is not { Value: >= LongDelaySeconds } delay)
        {
            return;
        }

        if (workload is not { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true } || container.Mapping.Get("startupProbe") is not null)
            return;
        // A container that is restarted before its first readiness check has a worse fault.
        if (StartTimes.IsRestartedBeforeReadiness(container))
            return;

        context.Report(
            delay.Node,
            $"Every new pod waits {delay.Value} s before the first readiness check of {container.Describe()}, even when it is up earlier",
            MoveIntoStartupProbe(container, readiness, delay));
    }

    // The same question from the start on, for half as long again before the container is given up. What a comment says of the delay is true of that time.
    private static CodeFix MoveIntoStartupProbe(ContainerView container, ProbeView readiness, Located<long> delay)
    {
        long budget = StartTimes.HalfAgain(delay.Value);
        long period = Math.Max(StartupPeriodSeconds, readiness.TimeoutSeconds);
        YamlPath startup = YamlPath.Of(container.Mapping) / "startupProbe";
        YamlPath threshold = startup / "failureThreshold";
        return CodeFix.Unsafe(
            $"Replace the delay by a startupProbe that allows {budget} s",
            container.Mapping,
            editor => editor
                .AddStartupProbe(container, readiness, period, budget)
                .RemoveEntry(threshold)
                .MoveEntry(YamlPath.Of(delay.Node), startup, EntryPosition.Last)
                .RenameKey(startup / "initialDelaySeconds", "failureThreshold")
                .Set(threshold, YamlValue.Integer(StartTimes.DivideUp(budget, period))));
    }
}
