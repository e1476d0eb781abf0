namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>The minors of Kubernetes 1 that the schema file covers, and the source of each.</summary>
internal static class Minors
{
    /// <summary>The oldest minor.</summary>
    public const int First = 28;

    /// <summary>The newest minor.</summary>
    public const int Last = 36;

    /// <summary>All minors in order; the place of a minor here is its bit in masks.</summary>
    public static IReadOnlyList<int> All { get; } = [.. Enumerable.Range(First, Last - First + 1)];

    /// <summary>The releases of the JavaScript client whose header names a minor; older ones only tell which kinds were there.</summary>
    public static IReadOnlyDictionary<int, string> ClientNode { get; } = new SortedDictionary<int, string>
    {
        [22] = "0.16.3",
        [24] = "0.17.1",
        [25] = "0.18.1",
        [27] = "0.19.0",
        [28] = "1.0.0-rc4",
        [29] = "1.0.0-rc5",
        [30] = "1.0.0-rc7",
        [32] = "1.1.2",
        [33] = "1.3.0",
        [34] = "1.4.0",
        [36] = "2.0.1",
    };

    /// <summary>The two releases of the Go modules: the facts of the older one hold for its minor and those before it.</summary>
    public const int OlderGoMinor = 32;
}
