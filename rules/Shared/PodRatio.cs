using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Canaries whose share of the requests is their share of the pods behind one Service.</summary>
internal static class PodRatio
{
    /// <summary>Whether it is such a canary: no route splits the requests, and a public Service selects both sides.</summary>
    public static bool IsSplitByPods(this ReleaseSet set) =>
        set is { Strategy: ReleaseStrategy.Canary, HasRouter: false } && set.PublicServices.Any(set.SelectsBoth);

    /// <summary>The side whose share is spoken of: the canary, or the later one when no side is called so.</summary>
    public static Workload SmallerPart(this ReleaseSet set) => set.Canary ?? set.Pair.Second;

    /// <summary>For example <c>the canary's share</c>.</summary>
    public static string DescribeShare(this ReleaseSet set) => set.Canary is null ? $"the share of {set.Pair.Second}" : "the canary's share";
}
