using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary><c>maxSurge</c> and <c>maxUnavailable</c> as several rules look at them.</summary>
internal static class RolloutNumbers
{
    /// <summary>Whether <c>maxUnavailable</c> is 100 %, which is every pod whatever their number.</summary>
    public static bool IsEveryPod(this RolloutArithmetic rollout) => rollout.WrittenUnavailable?.Value is { IsPercent: true, Number: 100 };

    /// <summary>Whether a rolling update may stop every pod at once, before a new one is ready.</summary>
    public static bool MayStopEveryPod(this RolloutArithmetic rollout, Replicas replicas) =>
        rollout is { Mode: RolloutMode.Rolling, IsKnown: true, AreBothZero: false } && (rollout.IsEveryPod() || rollout.Unavailable >= replicas.Count);

    /// <summary>
    /// Whether Argo Rollouts sizes the two sets of pods by the weight of the traffic, so that the two numbers do not count
    /// (CalculateReplicaCountsForTrafficRoutedCanary in utils/replicaset/canary.go).
    /// </summary>
    public static bool IsSizedByTraffic(this Workload workload) => workload.Kind == WorkloadKind.Rollout && workload.Spec.GetMapping("strategy", "canary").Get("trafficRouting") is not null;
}
