using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Workloads whose number of pods is the business of a release: of a controller, or of the other side of a pair.</summary>
internal static class ReleaseOwners
{
    /// <summary>Whether a controller of releases sets the workload's replicas: Argo Rollouts those of a Deployment in <c>workloadRef</c>, Flagger those of its target.</summary>
    public static bool IsScaledByRelease(this ResourceSet resources, Workload workload) =>
        workload.OwningRollout is not null || resources.IsWorkloadOfFlagger(workload.Resource, workload.Name);

    /// <summary>Whether a Canary of Flagger or a <c>workloadRef</c> of Argo Rollouts names a workload, of whichever kind, in the namespace of the asker.</summary>
    public static bool HasReleaseController(this ResourceSet resources, Resource asker, string name) =>
        resources.IsWorkloadOfFlagger(asker, name)
        || resources.InNamespaceOf(asker, "Rollout", NamespaceMatch.SameOrUnnamed).Any(rollout =>
            rollout.Group == "argoproj.io" && rollout.Spec.GetMapping("workloadRef").GetString("name")?.Value == name);

    /// <summary>Whether the workload is one side of a release, such as <c>shop-blue</c> beside <c>shop-green</c>. Not for the silent case.</summary>
    public static bool HasOtherSide(this ResourceSet resources, Workload workload) =>
        resources.InNamespaceOf(workload.Resource, workload.Resource.Kind).Any(resource =>
            resources.WorkloadOf(resource) is { } other && ReleasePair.IsPair(workload, other));
}
