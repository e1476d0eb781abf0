using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ProbePortUnresolvedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2002",
        name: "probe-port-unresolved",
        title: "A probe names a port that its container does not declare",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        ContainerView container = context.Container;
        foreach (ProbeView probe in container.Probes)
        {
            if (probe.Kind is not (HandlerKind.HttpGet or HandlerKind.TcpSocket) || UndeclaredPort.Find(container, probe.Handler) is not { } port)
                continue;

            context.Report(
                port.Name.Node,
                $"{probe.Describe(container)} names port '{port.Name.Value}', which the container does not declare, so {ConsequenceOf(probe)}{port.Hint}",
                port.Fix());
        }
    }

    // The kubelet throws the error away: the probe keeps the result that it began with.
    private static string ConsequenceOf(ProbeView probe) => probe.Purpose switch
    {
        "readiness" => "the pod never becomes ready",
        "liveness" => "the probe never runs",
        _ => "the container never counts as started",
    };
}
