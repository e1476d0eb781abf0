using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;

namespace ManifestLint.Releases.Planning;

/// <summary>The pods of one side in a step.</summary>
public sealed record SidePods
{
    /// <summary>The side, as it is after the step.</summary>
    public required ReleaseSide Side { get; init; }

    /// <summary>Pods before the step.</summary>
    public required PodRange Before { get; init; }

    /// <summary>Pods that are neither ended nor ending, at the moment when there are most of them.</summary>
    public required PodRange Peak { get; init; }

    /// <summary>Pods after the step.</summary>
    public required PodRange After { get; init; }

    /// <summary>Pods that are ready at the worst moment, when each new pod takes its time and none fails.</summary>
    public required long ReadyAtWorst { get; init; }

    /// <summary>
    /// Old pods that end in the course of the step. Each goes on for up to <see cref="GraceSeconds"/>, and no count of its Deployment shows it, while it holds what it
    /// asked for: pods may exceed <see cref="Peak"/> by as many.
    /// </summary>
    public required PodRange Ending { get; init; }

    /// <summary>The grace period of the old pods.</summary>
    public required long GraceSeconds { get; init; }

    /// <summary>The rolling update or re-creation that the step brings; null when no running pod is replaced.</summary>
    public RolloutArithmetic? Rollout { get; init; }

    /// <summary>What a step does to the pods of a side.</summary>
    /// <param name="before">The side before.</param>
    /// <param name="after">The side after.</param>
    /// <param name="hasLoad">Whether an autoscaler may have brought more pods than its minimum: the side serves, has served, or was told to follow the one that does.</param>
    internal static SidePods Of(ReleaseSide before, ReleaseSide after, bool hasLoad)
    {
        var first = PodRange.Of(before.Replicas, hasLoad);
        var last = PodRange.Of(after.Replicas, hasLoad);
        bool isReplaced = first.Least > 0 && last.Least > 0 && !YamlValue.From(before.Workload.Template).Equals(YamlValue.From(after.Workload.Template));
        RolloutArithmetic? rollout = isReplaced ? RolloutArithmetic.Of(after.Workload, last.Least) : null;
        return new SidePods
        {
            Side = after,
            Before = first,
            After = last,
            Peak = PodRange.Larger(first, isReplaced ? WithSurge(after.Workload, last) : last),
            ReadyAtWorst = Math.Max(0, Math.Min(first.Least, last.Least - (isReplaced ? UnavailableOf(after.Workload, last.Least) : 0))),
            Ending = isReplaced ? first : new(Math.Max(0, first.Least - last.Least), Math.Max(0, first.Most - last.Most)),
            GraceSeconds = before.Workload.PodSpec.EffectiveGrace,
            Rollout = rollout,
        };
    }

    /// <summary>How many of a number of pods are missing at the worst moment while a new template replaces them.</summary>
    internal static long UnavailableOf(Workload workload, long pods)
    {
        var rollout = RolloutArithmetic.Of(workload, pods);
        return rollout.Mode == RolloutMode.Recreate ? pods : Math.Min(pods, rollout.Unavailable);
    }

    private static PodRange WithSurge(Workload workload, PodRange pods) => new(pods.Least + SurgeOf(workload, pods.Least), pods.Most + SurgeOf(workload, pods.Most));

    // There are never more new pods than replicas, whatever maxSurge says (NewRSNewReplicas).
    private static long SurgeOf(Workload workload, long pods) => RolloutArithmetic.Of(workload, pods) is { Mode: not RolloutMode.Recreate } rollout ? Math.Min(pods, rollout.Surge) : 0;
}
