using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ProbeOnUdpPortRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2015",
        name: "probe-on-udp-port",
        title: "A probe opens a TCP connection to a port that is declared for UDP",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, _, _) = context;
        foreach (ProbeView probe in container.Probes)
        {
            if (probe is not { Kind: HandlerKind.HttpGet or HandlerKind.TcpSocket or HandlerKind.Grpc, Port: { } port } || probe.ResolvePort(container) is not { } number)
                continue;
            if (!IsForDatagrams(container, number) || !probe.AsksOwnPod(container) || workload is not { IsPartial: false, HasOwnTemplate: true, IsHelmHook: false })
                continue;

            context.Report(
                port.Node,
                $"{probe.Describe(container)} opens TCP to port {number}, which is declared for UDP only, so the connection is refused unless the program listens on both");
        }
    }

    // The containers of a pod share their ports: what a neighbour declares for TCP answers too.
    private static bool IsForDatagrams(ContainerView container, long number)
    {
        bool isDeclared = false;
        foreach (ContainerPort port in container.Ports)
            isDeclared |= port.Number?.Value == number && port.Protocol == "UDP";
        if (!isDeclared || IsCustomarilyBoth(number))
            return false;

        foreach (ContainerView running in container.Pod.AllRunning)
        {
            foreach (ContainerPort port in running.Ports)
            {
                if (port.Number?.Value == number && port.Protocol != "UDP")
                    return false;
            }
        }

        return true;
    }

    // DNS, HTTP/3, syslog, TURN, SIP, gossip of Consul and memberlist: programs that listen on both protocols under one number.
    private static bool IsCustomarilyBoth(long number) =>
        number is 53 or 80 or 443 or 8443 or 514 or 6514 or 3478 or 5349 or 5060 or 5061 or 7946 or 8300 or 8301 or 8302 or 8600;
}
