using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Containers as messages show them.</summary>
internal static class ContainerText
{
    /// <summary>Inside a sentence: <c>container 'web'</c>, or <c>a container</c> when it has no name.</summary>
    public static string Describe(this ContainerView container) => container.Name is { } name ? $"container '{name.Value}'" : "a container";

    /// <summary>At the start of a sentence.</summary>
    public static string DescribeFirst(this ContainerView container) => container.Name is { } name ? $"Container '{name.Value}'" : "A container";
}
