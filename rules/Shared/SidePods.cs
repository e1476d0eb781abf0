using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>How many pods the sides of a release have, as far as the manifests tell.</summary>
internal static class SidePods
{
    /// <summary>Whether a side has no pods, and no patch of the bundle may give it some.</summary>
    public static bool IsParked(this ResourceSet resources, Workload side) => resources.ReplicasOf(side).IsParked && !resources.MayPatchReplicas(side);

    /// <summary>Whether a side has pods, of whatever number. One that may be scaled to 0 is not sure to.</summary>
    public static bool HasPods(this ResourceSet resources, Workload side)
    {
        Replicas replicas = resources.ReplicasOf(side);
        if (replicas.IsParked || replicas.ScalesToZero)
            return false;

        // Where no number is written there is at least one pod.
        bool isKnown = !replicas.IsAssumed || (replicas.Scaler is null && side.Spec.Get("replicas") is null);
        return isKnown && !resources.MayPatchReplicas(side);
    }

    /// <summary>The number of pods of a side, the least one under an autoscaler; null when it is not known. A ScaledObject may have paused, so that its bounds say nothing.</summary>
    public static Replicas? KnownPodsOf(this ResourceSet resources, Workload side)
    {
        Replicas replicas = resources.ReplicasOf(side);
        return replicas.IsAssumed || replicas.ScalesToZero || replicas.Source == ReplicaSource.ScaledObject || resources.MayPatchReplicas(side) ? null : replicas;
    }

    /// <summary>The same behind a name: <c>blue (4 pods)</c>, or the name alone.</summary>
    public static string Describe(string side, Replicas replicas) => replicas.IsAssumed ? side : $"{side} ({Describe(replicas)})";

    /// <summary>For example <c>4 pods</c>, <c>2 to 10 pods</c>; just <c>pods</c> when the number is not known.</summary>
    public static string Describe(Replicas replicas)
    {
        if (replicas.IsAssumed)
            return "pods";
        if (replicas.ScalesToZero)
            return FormattableString.Invariant($"up to {replicas.Maximum} pods");
        if (replicas.Maximum > replicas.Count)
            return FormattableString.Invariant($"{replicas.Count} to {replicas.Maximum} pods");
        return replicas.Count == 1 ? "1 pod" : FormattableString.Invariant($"{replicas.Count} pods");
    }
}
