using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Pairs of selectors that the next release of the same object changes.</summary>
internal static class ReleaseLabels
{
    /// <summary>
    /// Whether a selector with this pair ties the workload to one release: the pair names a version, the workload's name does not (then there is one object
    /// for each version), and it is no slot such as <c>blue</c> or <c>v1</c>.
    /// </summary>
    public static bool AreTiedToRelease(Workload workload, string key, string value) =>
        VersionLabels.IsVersion(key, value)
        && value.Length > 0
        && !ReleasePair.EndsInSlotWord(value)
        && !TemplateMarkers.IsTemplated(value)
        && !AsName(workload.Name).Contains(AsName(value), StringComparison.Ordinal);

    private static string AsName(string text) => text.ToLowerInvariant().Replace('.', '-').Replace('_', '-');
}
