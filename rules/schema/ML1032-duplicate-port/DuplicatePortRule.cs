using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class DuplicatePortRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1032",
        name: "duplicate-port",
        title: "Two ports have the same name or number where each must have its own",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterWorkloadAction(AnalyzeWorkload);
        context.RegisterServiceAction(AnalyzeService);
    }

    private static void AnalyzeWorkload(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate)
            return;

        bool isHostNetwork = context.Workload.PodSpec.IsHostNetwork;
        ImmutableArray<ContainerView> containers = context.Workload.PodSpec.All;
        for (int i = 0; i < containers.Length; i++)
        {
            ContainerView container = containers[i];
            for (int j = 0; j < container.Ports.Length; j++)
            {
                ContainerPort port = container.Ports[j];
                if (IsDeletion(port.Mapping))
                    continue;

                if (FindSameName(container.Ports.AsSpan()[..j], port) is { } sameName)
                    Report(context, container, port, sameName, port.Name!.Value.Node, $"Port name '{port.Name.Value.Value}'");
                else if (HostPort.Of(port, isHostNetwork) is { } hostPort && FindSameHostPort(containers.AsSpan()[..(i + 1)], j, hostPort, isHostNetwork) is { } sameHostPort)
                    Report(context, container, port, sameHostPort, hostPort.Node, hostPort.ToString());
            }
        }
    }

    private static void AnalyzeService(ServiceContext context)
    {
        Resource service = context.Service.Resource;
        ImmutableArray<ServicePort> ports = context.Service.Ports;
        for (int i = 1; i < ports.Length; i++)
        {
            ServicePort port = ports[i];
            foreach (ServicePort earlier in ports.AsSpan()[..i])
            {
                if (IsDeletion(port.Mapping) || IsDeletion(earlier.Mapping) || FindClash(earlier, port) is not var (what, place))
                    continue;

                context.Report(place, $"{what} is already used by {service.PathOf(earlier.Mapping)}", DeleteEqualItem(service.Spec, port.Mapping, earlier.Mapping));
                break;
            }
        }
    }

    private static (string What, YamlNode Place)? FindClash(ServicePort earlier, ServicePort port)
    {
        bool isSameProtocol = earlier.Protocol == port.Protocol;
        if (isSameProtocol && port.Port is { } number && number.Value == earlier.Port?.Value)
            return ($"Port {number.Value} ({port.Protocol})", number.Node);
        if (port.Name is { Value.Length: > 0 } name && name.Value == earlier.Name?.Value && !TemplateMarkers.IsTemplated(name.Value))
            return ($"Port name '{name.Value}'", name.Node);
        return isSameProtocol && port.Mapping.GetInteger("nodePort") is { Value: not 0 } nodePort && nodePort.Value == earlier.Mapping.GetInteger("nodePort")?.Value
            ? ($"nodePort {nodePort.Value} ({port.Protocol})", nodePort.Node)
            : null;
    }

    // An invalid name is told once, by ML1031.
    private static ContainerPort? FindSameName(ReadOnlySpan<ContainerPort> earlier, ContainerPort port)
    {
        if (port.Name is not { } name)
            return null;

        foreach (ContainerPort other in earlier)
        {
            if (other.Name?.Value == name.Value && !IsDeletion(other.Mapping) && Names.CheckPortName(name.Value) is null)
                return other;
        }

        return null;
    }

    // The regular containers share the node's ports; an init container runs alone, so the API server compares its ports with each other only.
    private static ContainerPort? FindSameHostPort(ReadOnlySpan<ContainerView> containers, int portsOfLast, HostPort hostPort, bool isHostNetwork)
    {
        int first = containers[^1].Role == ContainerRole.Regular ? 0 : containers.Length - 1;
        for (int i = first; i < containers.Length; i++)
        {
            ImmutableArray<ContainerPort> ports = containers[i].Ports;
            foreach (ContainerPort other in ports.AsSpan()[..(i == containers.Length - 1 ? portsOfLast : ports.Length)])
            {
                if (HostPort.Of(other, isHostNetwork) is { } its && its.IsSameAs(hostPort) && !IsDeletion(other.Mapping))
                    return other;
            }
        }

        return null;
    }

    private static bool IsDeletion(YamlMapping port) => port.Find("$patch") is not null;

    private static void Report(WorkloadContext context, ContainerView container, ContainerPort port, ContainerPort earlier, YamlNode place, string what) => context.Report(
        place,
        $"{what} is already used by {context.Workload.Resource.PathOf(earlier.Mapping)}",
        DeleteEqualItem(container.Mapping, port.Mapping, earlier.Mapping));

    private static CodeFix? DeleteEqualItem(YamlMapping? holder, YamlMapping port, YamlMapping earlier)
    {
        // An item that is an alias, or stands in another list, is not to be deleted where it is written.
        bool areItems = holder.Get("ports") is YamlSequence ports && port.Parent == ports && earlier.Parent == ports;
        return areItems && YamlValue.From(port).Equals(YamlValue.From(earlier))
            ? CodeFix.Safe("Delete the second of two equal ports", port, editor => editor.RemoveItem(YamlPath.Of(port)))
            : null;
    }
}
