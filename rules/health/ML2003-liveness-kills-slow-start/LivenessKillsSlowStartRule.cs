using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class LivenessKillsSlowStartRule : Rule
{
    private const long PeriodOfFixSeconds = 5;
    private const long LeastBudgetOfFixSeconds = 60;

    private static readonly NumberOption MinStartSeconds = new(
        "minStartSeconds", Default: 30, Minimum: 1, Maximum: 3600, "seconds that a container is taken to need for its start when its probes do not say");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2003",
        name: "liveness-kills-slow-start",
        title: "The livenessProbe restarts a container that is still starting",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [MinStartSeconds];

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, _, _) = context;
        if (container.LivenessProbe is not { IsKnown: true } liveness || liveness.Kind == HandlerKind.Unknown || container.Mapping.Get("startupProbe") is not null)
            return;
        if (workload is not { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true } || liveness.NeverAsks(container))
            return;

        string when = $"{liveness.Describe(container)} restarts it within {liveness.KillSeconds} s of its start";
        long delay = container.ReadinessProbe is { IsKnown: true } readiness ? readiness.InitialDelaySeconds : 0;
        if (StartTimes.IsRestartedBeforeReadiness(container))
            context.Report(liveness.Entry.Key, $"{when}, but its readiness probe only begins after {delay} s", AddStartupProbe(context, liveness, delay));
        else if (container.IsApp && liveness.FailureThreshold > 1 && liveness.KillSeconds < context.GetOption(MinStartSeconds))
            context.Report(liveness.Entry.Key, $"{when} if it does not answer by then, so a slow start becomes a restart loop", AddStartupProbe(context, liveness, delay));
    }

    // Twice what readiness waits for: the start that the author expects, and one on a busy node. Knative takes no startupProbe in older versions.
    private static CodeFix? AddStartupProbe(ContainerContext context, ProbeView liveness, long delay)
    {
        if (context.Workload.Kind == WorkloadKind.KnativeService)
            return null;

        ContainerView container = context.Container;
        long budget = Math.Max(2 * delay, Math.Max(LeastBudgetOfFixSeconds, context.GetOption(MinStartSeconds)));
        return CodeFix.Unsafe(
            $"Add a startupProbe that allows {budget} s",
            container.Mapping,
            editor => editor.AddStartupProbe(container, liveness, PeriodOfFixSeconds, budget));
    }
}
