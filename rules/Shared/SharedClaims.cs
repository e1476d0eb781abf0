using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Claims of one node or one pod that more pods than one need.</summary>
internal static class SharedClaims
{
    /// <summary>The claim that replicas of one workload write to and cannot have together (ML3021); null when there is none.</summary>
    public static SingleWriterClaim? FindClaimOfReplicas(this ResourceSet resources, Workload workload)
    {
        bool isJudged = workload is { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true, OwningRollout: null } && (workload.IsDeploymentLike || workload.Kind == WorkloadKind.ReplicaSet);
        if (!isJudged || workload.PodSpec.Mapping.Get("volumes") is null || resources.ReplicasOf(workload) is not { Count: >= 2, IsAssumed: false })
            return null;
        if (resources.FindWrittenClaim(workload) is not { } claim)
            return null;

        bool isOneNode = workload.PodSpec.FindPinnedNode() is not null || workload.PodSpec.IsKeptTogether();
        return isOneNode && !claim.IsForOnePod ? null : claim;
    }
}
