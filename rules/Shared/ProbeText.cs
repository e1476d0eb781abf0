using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>How messages speak of a probe.</summary>
internal static class ProbeText
{
    /// <summary>At the beginning of a message: <c>Readiness probe of container 'web'</c>.</summary>
    public static string Describe(this ProbeView probe, ContainerView container) => $"{Capital(probe)} probe of container '{container.Name?.Value}'";

    /// <summary>The purpose at the beginning of a message: <c>Readiness</c>.</summary>
    public static string Capital(ProbeView probe) => $"{char.ToUpperInvariant(probe.Purpose[0])}{probe.Purpose[1..]}";
}
