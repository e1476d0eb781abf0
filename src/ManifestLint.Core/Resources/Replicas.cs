using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Who decides how many pods a workload has.</summary>
public enum ReplicaSource
{
    /// <summary><c>spec.replicas</c>.</summary>
    Written,

    /// <summary>Nobody: 1 by the API server's default.</summary>
    Default,

    /// <summary>A HorizontalPodAutoscaler.</summary>
    HorizontalPodAutoscaler,

    /// <summary>A KEDA ScaledObject.</summary>
    ScaledObject,

    /// <summary>The kind itself: a Pod, a Job.</summary>
    Single,

    /// <summary>The number of nodes (DaemonSet), or the requests (Knative): no manifest tells.</summary>
    Elsewhere,
}

/// <summary>The effective number of pods of a workload.</summary>
/// <param name="Count">The least number of pods, R of the rules; 0 when the workload is parked, else at least 1 where a scaler decides.</param>
/// <param name="Maximum">The largest number of pods; <paramref name="Count"/> without a scaler.</param>
/// <param name="Source">Who decides.</param>
public readonly record struct Replicas(long Count, long Maximum, ReplicaSource Source)
{
    /// <summary>The number that <see cref="Count"/> was read from: <c>replicas</c>, <c>minReplicas</c> or <c>minReplicaCount</c>; null when it is a default.</summary>
    public YamlNode? Node { get; init; }

    /// <summary>The scaler that decides.</summary>
    public ScalerView? Scaler { get; init; }

    /// <summary>
    /// Whether the number may be another one: nothing is written and a scaler may be elsewhere, the value is a template, or the kind has no number. A rule
    /// says so or says nothing.
    /// </summary>
    public bool IsAssumed { get; init; }

    /// <summary>Whether the workload has no pods on purpose: <c>replicas: 0</c>. An HPA does not wake it, a ScaledObject does.</summary>
    public bool IsParked => Count == 0;

    /// <summary>Whether a scaler may take the pods away altogether; <see cref="Count"/> then speaks of the time when there are some.</summary>
    public bool ScalesToZero { get; init; }

    internal static Replicas Of(Workload workload, ScalerView? scaler, bool isComplete)
    {
        switch (workload.Kind)
        {
            case WorkloadKind.Pod or WorkloadKind.Job or WorkloadKind.CronJob:
                return new(1, 1, ReplicaSource.Single);
            case WorkloadKind.DaemonSet or WorkloadKind.KnativeService:
                return new(1, 1, ReplicaSource.Elsewhere) { IsAssumed = true };
        }

        Located<long>? written = workload.WrittenReplicas;
        bool isParked = written is { Value: 0 } && scaler?.Kind != ScalerKind.ScaledObject;
        if (scaler is not null && !isParked)
            return Scaled(scaler);
        if (written is { Value: >= 0 } replicas)
            return new(replicas.Value, replicas.Value, ReplicaSource.Written) { Node = replicas.Node };

        bool isUnknown = workload.Spec.Get("replicas") is not null;
        return new(1, 1, ReplicaSource.Default) { IsAssumed = isUnknown || !isComplete || workload.IsPartial };
    }

    private static Replicas Scaled(ScalerView scaler)
    {
        long minimum = scaler.Minimum?.Value ?? scaler.DefaultMinimum;
        long count = Math.Max(1, minimum);
        long maximum = Math.Max(count, scaler.Maximum?.Value ?? scaler.DefaultMaximum ?? count);
        return new(count, maximum, scaler.Kind == ScalerKind.ScaledObject ? ReplicaSource.ScaledObject : ReplicaSource.HorizontalPodAutoscaler)
        {
            Node = scaler.Minimum?.Node,
            Scaler = scaler,
            ScalesToZero = minimum <= 0,
            IsAssumed = !scaler.IsKnown,
        };
    }
}
