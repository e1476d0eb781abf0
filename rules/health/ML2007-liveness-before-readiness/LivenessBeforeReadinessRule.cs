using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class LivenessBeforeReadinessRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2007",
        name: "liveness-before-readiness",
        title: "The livenessProbe acts before the readinessProbe",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, ResourceSet resources, _) = context;
        if (container.LivenessProbe is not { IsKnown: true } liveness || container.ReadinessProbe is not { IsKnown: true } readiness)
            return;
        if (liveness.LeaveSeconds >= readiness.LeaveSeconds || workload is not { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true })
            return;

        bool isPair = CanAct(liveness, container) && CanAct(readiness, container) && !liveness.HasSameHandlerAs(readiness, container);
        if (!isPair || LivenessPatience.FindSingleFailure(liveness) is not null || !resources.IsExposed(workload))
            return;

        context.Report(
            (liveness.GetWritten("failureThreshold") ?? liveness.GetWritten("periodSeconds"))?.Node ?? liveness.Entry.Key,
            $"Liveness restarts container '{container.Name?.Value}' after {liveness.LeaveSeconds} s, before readiness takes it out of traffic after {readiness.LeaveSeconds} s",
            LivenessPatience.WaitLonger(liveness, readiness));
    }

    private static bool CanAct(ProbeView probe, ContainerView container) => probe.Kind != HandlerKind.Unknown && !probe.NeverAsks(container);
}
