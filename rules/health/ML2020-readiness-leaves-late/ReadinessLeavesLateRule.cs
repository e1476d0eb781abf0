using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ReadinessLeavesLateRule : Rule
{
    private static readonly NumberOption MaxLeaveSeconds = new(
        "maxLeaveSeconds",
        Default: 60,
        Minimum: 1,
        Maximum: 3600,
        "seconds that a pod which stops answering may keep its traffic");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2020",
        name: "readiness-leaves-late",
        title: "A pod that stops answering keeps its traffic for long",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override ImmutableArray<RuleOption> Options => [MaxLeaveSeconds];

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, ResourceSet resources, _) = context;
        if (container.ReadinessProbe is not { IsKnown: true, Kind: not HandlerKind.Unknown } readiness || readiness.LeaveSeconds <= context.GetOption(MaxLeaveSeconds))
            return;
        if (workload is not { HasOwnTemplate: true, IsPartial: false, IsLongRunning: true } || !TakesRequests(container, resources))
            return;

        context.Report(
            readiness.GetWritten("failureThreshold")?.Node ?? readiness.GetWritten("periodSeconds")?.Node ?? readiness.Entry.Key,
            $"A pod of {workload} that stops answering keeps its traffic for {readiness.LeaveSeconds} s "
                + $"({readiness.FailureThreshold} failures, one each {readiness.PeriodSeconds} s)");
    }

    // A helper without requests of its own may be slow to notice.
    private static bool TakesRequests(ContainerView container, ResourceSet resources) =>
        resources.IsExposed(container.Pod.Workload) && (container.RequestPort is not null || resources.IsTargeted(container));
}
