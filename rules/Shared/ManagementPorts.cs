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
