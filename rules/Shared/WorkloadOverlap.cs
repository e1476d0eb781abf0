using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Workloads whose selectors accept the pods of others.</summary>
internal static class WorkloadOverlap
{
    /// <summary>Whether a workload counts: it runs until it is replaced, has a selector and is not made by another object.</summary>
    public static bool IsJudged(Workload workload) =>
        workload is { IsLongRunning: true, IsPartial: false, IsOwned: false, OwningRollout: null } && !workload.Selector.IsEmpty && workload.Kind is not WorkloadKind.Pod;

    /// <summary>Whether two workloads have nothing to do with each other: neither one object written twice, nor two sides of a release, nor a copy that a controller runs.</summary>
    public static bool AreUnrelated(ResourceSet resources, Workload workload, Workload other) =>
        workload.TemplateSource != other.TemplateSource
        && !workload.Resource.IsSameObject(other.Resource)
        && !ReleasePair.IsPair(workload, other)
        && !resources.AreTargetAndPrimary(workload, other);

    /// <summary>Whether each accepts the other's pods, which ML5003 reports.</summary>
    public static bool IsMutual(ResourceSet resources, Workload workload, Workload other) =>
        IsJudged(workload) && IsJudged(other)
        && workload.Selector.Accepts(other.TemplateLabels) && other.Selector.Accepts(workload.TemplateLabels)
        && AreUnrelated(resources, workload, other);
}
