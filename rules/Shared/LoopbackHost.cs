using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>
/// A host in a probe's or hook's handler that means the machine which asks. The kubelet asks from the node, so it does not reach the pod.
/// </summary>
internal static class LoopbackHost
{
    /// <summary>
    /// Finds it in what stands under <c>httpGet</c> or <c>tcpSocket</c>. Null when the pod shares, or may share, the node's network, when the node forwards
    /// the port to the pod (<c>hostPort</c>), and for Knative, which asks from inside the pod.
    /// </summary>
    public static Located<string>? Find(ContainerView container, YamlMapping? handler)
    {
        if (handler.GetString("host") is not { } host || !LoopbackHosts.Contains(host.Value))
            return null;

        Workload workload = container.Pod.Workload;
        bool isJudged = workload is { HasOwnTemplate: true, IsHelmHook: false } && workload.Kind != WorkloadKind.KnativeService && container.Pod.HasOwnNetwork;
        return isJudged && !IsForwarded(container, handler) ? host : null;
    }

    /// <summary>As messages name it: <c>127.0.0.1 of the node, not of the pod</c>.</summary>
    public static string Describe(Located<string> host) =>
        host.Value is "0.0.0.0" or "::" or "[::]" ? $"{host.Value}, which is the node, not the pod" : $"{host.Value} of the node, not of the pod";

    /// <summary>Without a host the kubelet asks the pod's own address.</summary>
    public static CodeFix Delete(Located<string> host) => CodeFix.Safe("Delete host", host.Node, editor => editor.RemoveEntry(YamlPath.Of(host.Node)));

    private static bool IsForwarded(ContainerView container, YamlMapping? handler)
    {
        if (PortReference.Read(handler.GetWritten("port")) is not { } port || container.ResolvePort(port.Value) is not { } number)
            return false;

        foreach (ContainerView running in container.Pod.AllRunning)
        {
            foreach (ContainerPort declared in running.Ports)
            {
                if (HostPort.Of(declared, isHostNetwork: false)?.Number == number)
                    return true;
            }
        }

        return false;
    }
}
