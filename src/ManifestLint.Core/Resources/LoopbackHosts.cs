namespace ManifestLint.Resources;

/// <summary>Host names that mean the machine which asks. The kubelet asks from the node, so they are not the pod.</summary>
public static class LoopbackHosts
{
    /// <summary>Whether a host is <c>localhost</c>, <c>127.*</c>, <c>::1</c>, <c>0.0.0.0</c> or <c>::</c>.</summary>
    public static bool Contains(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host is "0.0.0.0" or "::1" or "[::1]" or "::" or "[::]" || host.StartsWith("127.", StringComparison.Ordinal);
}
