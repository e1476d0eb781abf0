namespace ManifestLint.Rules;

/// <summary>Names of resources that containers ask for, as the API server tells them apart (pkg/apis/core/v1/helper/helpers.go).</summary>
internal static class ResourceNames
{
    public const string HugePagesPrefix = "hugepages-";

    /// <summary>Whether it is memory in pages of one size: <c>hugepages-2Mi</c>.</summary>
    public static bool IsHugePages(string name) => name.StartsWith(HugePagesPrefix, StringComparison.Ordinal);

    /// <summary>Whether it is offered by a device plugin: a name with a domain that is not Kubernetes' own, as in <c>nvidia.com/gpu</c>.</summary>
    public static bool IsExtended(string name) => name.Contains('/') && !name.Contains("kubernetes.io/", StringComparison.Ordinal);

    /// <summary>Whether it is one of the names without a domain that a container may ask for.</summary>
    public static bool IsStandard(string name) => name is "cpu" or "memory" or "ephemeral-storage" || IsHugePages(name);

    /// <summary>Whether a request may be lower than its limit.</summary>
    public static bool MayOvercommit(string name) => !IsExtended(name) && !IsHugePages(name);
}
