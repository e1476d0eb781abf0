using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ProbeToOtherHostRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2016",
        name: "probe-to-other-host",
        title: "A probe tests another machine instead of its own pod",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, _, _) = context;
        foreach (ProbeView probe in container.Probes)
        {
            if (probe is not { Kind: HandlerKind.HttpGet or HandlerKind.TcpSocket, Host: { Value.Length: > 0 } host } || !IsOtherMachine(host.Value))
                continue;
            if (workload is not { IsLongRunning: true, HasOwnTemplate: true } || workload.Kind == WorkloadKind.KnativeService || !container.Pod.HasOwnNetwork)
                continue;

            context.Report(
                host.Node,
                $"{ProbeText.Capital(probe)} of container '{container.Name?.Value}' depends on host '{host.Value}', so an outage there {ConsequenceOf(probe)}",
                AskOwnPod(container, probe, host));
        }
    }

    // "$(POD_IP)" and the like are filled in by somebody else.
    private static bool IsOtherMachine(string host) =>
        !LoopbackHosts.Contains(host) && !host.Contains("$(", StringComparison.Ordinal) && !TemplateMarkers.IsTemplated(host);

    // Where the container declares nothing of the kind, the port is the other machine's: the pod would never pass.
    private static CodeFix? AskOwnPod(ContainerView container, ProbeView probe, Located<string> host) =>
        probe.Port is { } port && container.Ports.Any(declared => declared.IsNamedBy(port.Value))
            ? CodeFix.Unsafe("Delete host", host.Node, editor => editor.RemoveEntry(YamlPath.Of(host.Node)))
            : null;

    private static string ConsequenceOf(ProbeView probe) => probe.Purpose switch
    {
        "readiness" => "takes every pod out of traffic",
        "liveness" => "restarts every pod",
        _ => "keeps every new pod from starting",
    };
}
