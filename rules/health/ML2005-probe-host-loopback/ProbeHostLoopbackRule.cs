using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ProbeHostLoopbackRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2005",
        name: "probe-host-loopback",
        title: "A probe connects to the node's own loopback address",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        ContainerView container = context.Container;
        foreach (ProbeView probe in container.Probes)
        {
            if (probe.Kind is not (HandlerKind.HttpGet or HandlerKind.TcpSocket) || LoopbackHost.Find(container, probe.Handler) is not { } host)
                continue;

            context.Report(
                host.Node,
                $"{probe.Describe(container)} connects to {LoopbackHost.Describe(host)}, so it tests the wrong process or always fails",
                LoopbackHost.Delete(host));
        }
    }
}
