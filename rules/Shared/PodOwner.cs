using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Who makes the pods of a template.</summary>
internal static class PodOwner
{
    /// <summary>How many pods the template gets: of a Deployment whose pods a Rollout makes, the number of the Rollout.</summary>
    public static Replicas PodsOf(this ResourceSet resources, Workload workload) => resources.ReplicasOf(workload.OwningRollout ?? workload);
}
