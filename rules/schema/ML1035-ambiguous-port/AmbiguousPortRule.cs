using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class AmbiguousPortRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1035",
        name: "ambiguous-port",
        title: "Two containers of a pod declare the same port",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    // In this order a Service looks for a named port (pkg/api/v1/pod/util.go, FindPort).
    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        ImmutableArray<ContainerView> containers = workload.HasOwnTemplate ? workload.PodSpec.AllRunning : [];
        for (int i = 1; i < containers.Length; i++)
        {
            foreach (ContainerPort port in containers[i].Ports)
            {
                if (FindClash(containers.AsSpan()[..i], containers[i].Role, port, workload.PodSpec.IsHostNetwork) is var (other, isName))
                    Report(context, other, containers[i], port, isName);
            }
        }
    }

    private static (ContainerView Container, bool IsName)? FindClash(ReadOnlySpan<ContainerView> earlier, ContainerRole role, ContainerPort port, bool isHostNetwork)
    {
        foreach (ContainerView container in earlier)
        {
            foreach (ContainerPort other in container.Ports)
            {
                if (other.Protocol != port.Protocol || port.Mapping.Find("$patch") is not null || other.Mapping.Find("$patch") is not null)
                    continue;
                if (role == ContainerRole.Regular && IsSameHostPort(other, port, isHostNetwork))
                    return null;
                if (port.Name is { } name && other.Name?.Value == name.Value && Names.CheckPortName(name.Value) is null)
                    return (container, true);
                if (port.Number is { } number && other.Number?.Value == number.Value)
                    return (container, false);
            }
        }

        return null;
    }

    // Refused among regular containers, so ML1032 tells it.
    private static bool IsSameHostPort(ContainerPort other, ContainerPort port, bool isHostNetwork) =>
        HostPort.Of(port, isHostNetwork) is { } hostPort && HostPort.Of(other, isHostNetwork) is { } its && its.IsSameAs(hostPort);

    private static void Report(WorkloadContext context, ContainerView first, ContainerView second, ContainerPort port, bool isName)
    {
        string by = $"is declared by containers '{first.Name?.Value}' and '{second.Name?.Value}'";
        if (isName)
            context.Report(port.Name!.Value.Node, $"Port '{port.Name.Value.Value}' {by}, a Service that uses it reaches '{first.Name?.Value}'");
        else
            context.Report(port.Number!.Value.Node, $"Port {port.Number.Value.Value} ({port.Protocol}) {by}, only one of them can listen on it");
    }
}
