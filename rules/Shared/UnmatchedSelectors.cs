using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Why a selector that accepts no pod of the manifests may be right all the same.</summary>
internal static class UnmatchedSelectors
{
    /// <summary>Whether a workload's own selector fails on the same labels as that of an object: mending the workload (ML1010) mends both.</summary>
    public static bool IsMeantForMismatch(Resource asker, Selector selector, ResourceSet resources) => !selector.MatchLabels.IsEmpty && resources.WorkloadsAround(asker).Any(workload =>
        NearMiss.IsNear(asker, workload)
        && !workload.Selector.IsEmpty
        && selector.MatchLabels.Pairs.All(pair => workload.Selector.MatchLabels.Contains(pair.Key, pair.Value.Value) || workload.TemplateLabels.Contains(pair.Key, pair.Value.Value)));
}
