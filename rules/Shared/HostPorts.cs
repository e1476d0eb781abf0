using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The ports of a node that pods take, so that the node holds one of them.</summary>
internal static class HostPorts
{
    /// <summary>Such a port with the place that asks for it: its <c>hostPort</c>, else <c>hostNetwork</c>.</summary>
    public static IEnumerable<(ContainerPort Declared, HostPort Port, YamlNode Place)> ReadHostPorts(this PodSpecView pod)
    {
        Located<bool>? hostNetwork = pod.Mapping.GetBoolean("hostNetwork");
        foreach (ContainerView container in pod.AllRunning)
        {
            foreach (ContainerPort declared in container.Ports)
            {
                if (HostPort.Of(declared, pod.IsHostNetwork) is { } port)
                    yield return (declared, port, port.IsDefault ? hostNetwork!.Value.Node : port.Node);
            }
        }
    }

    /// <summary>Whether there is one.</summary>
    public static bool TakesHostPort(this PodSpecView pod) => pod.ReadHostPorts().Any();
}
