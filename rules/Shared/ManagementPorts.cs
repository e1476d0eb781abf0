using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Ports on which a container answers questions about itself, apart from its requests.</summary>
internal static class ManagementPorts
{
    private static readonly ImmutableArray<string> Words = ["health", "probe", "admin", "manage", "mgmt", "actuator", "status", "live", "ready"];

    /// <summary>Whether the name of a port says so.</summary>
    public static bool IsNamedSo(ContainerPort port)
    {
        if (port.Name?.Value is not { } name)
            return false;

        foreach (string word in Words)
        {
            if (name.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Numbers that servers take for it by default: Spring, Quarkus, Prometheus, kube-proxy and kubelet, Istio, CoreDNS, Envoy, Linkerd, Contour, Akka,
    /// controllers.
    /// </summary>
    public static bool IsCustomary(long number) =>
        number is 8081 or 9000 or 9090 or 10254 or 15020 or 15021 or 8181 or 9901 or 4191 or 8002 or 8558 or 9440 or 19001 or 19003;

    /// <summary>Whether a path asks how the server is.</summary>
    public static bool IsHealthPath(string path)
    {
        foreach (string segment in path.Split('/', '?'))
        {
            if (segment is "actuator" or "health" or "healthz" or "healthy" or "-" or "ready" or "readyz" or "readiness" or "live" or "livez" or "liveness" or "startup")
                return true;
        }

        return false;
    }
}
