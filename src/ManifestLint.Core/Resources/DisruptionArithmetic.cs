using System.Collections.Immutable;

namespace ManifestLint.Resources;

/// <summary>What a PodDisruptionBudget comes to over the workloads whose pods it is for, as the disruption controller computes it while all pods are healthy.</summary>
public sealed class DisruptionArithmetic
{
    private DisruptionArithmetic(DisruptionBudgetView budget, ImmutableArray<Workload> workloads)
    {
        Budget = budget;
        Workloads = workloads;
    }

    /// <summary>The budget.</summary>
    public DisruptionBudgetView Budget { get; }

    /// <summary>The workloads whose pods it is for: Jobs and those without pods too, but none whose pods another one makes.</summary>
    public ImmutableArray<Workload> Workloads { get; }

    /// <summary>The least number of pods, N of the rules: the sum over the workloads that run until they are replaced.</summary>
    public long Pods { get; private init; }

    /// <summary>The largest number of pods.</summary>
    public long MaximumPods { get; private init; }

    /// <summary>
    /// Whether <see cref="Pods"/> is what will be: no number of replicas is assumed, no workload is partial, and each one has a scale where the budget
    /// <see cref="DisruptionBudgetView.NeedsScale">needs</see> it.
    /// </summary>
    public bool IsKnown { get; private init; }

    /// <summary>The first scaler that decides about <see cref="Pods"/>; null when none does.</summary>
    public ScalerView? Scaler { get; private init; }

    /// <summary>How many of <see cref="Pods"/> may be evicted at once; null when the budget has no valid policy.</summary>
    public long? Allowed => Budget.AllowedDisruptions(Pods);

    /// <summary>How many may be evicted at once when there are <see cref="MaximumPods"/>.</summary>
    public long? AllowedAtMaximum => Budget.AllowedDisruptions(MaximumPods);

    /// <summary>Whether the budget is for pods that run until they are replaced and that a drain evicts: not those of Jobs alone, nor those of DaemonSets alone.</summary>
    public bool CoversEvictedPods
    {
        get
        {
            foreach (Workload workload in Workloads)
            {
                if (workload.IsLongRunning && workload.Kind != WorkloadKind.DaemonSet)
                    return true;
            }

            return false;
        }
    }

    /// <summary>The workload with the fewest members that keeps working only while more than half of them run; null when there is none.</summary>
    public Workload? FindQuorum(ResourceSet resources)
    {
        Workload? smallest = null;
        foreach (Workload workload in Workloads)
        {
            bool isQuorum = workload.Kind == WorkloadKind.StatefulSet
                && (QuorumMembers.Find(workload.PodSpec, QuorumMembers.Images) ?? QuorumMembers.FindKafkaController(workload.PodSpec)) is not null;
            if (isQuorum && (smallest is null || resources.ReplicasOf(workload).Count < resources.ReplicasOf(smallest).Count))
                smallest = workload;
        }

        return smallest;
    }

    /// <summary>
    /// Whether a workload's pods have an owner that tells how many there shall be. The controller cannot compute a budget over pods of a DaemonSet or Job, and
    /// leaves bare pods out of the number (<c>disruption.go getExpectedScale</c>).
    /// </summary>
    public static bool HasScale(Workload workload) => workload.Kind is not (WorkloadKind.Pod or WorkloadKind.DaemonSet or WorkloadKind.Job or WorkloadKind.CronJob);

    internal static DisruptionArithmetic Of(DisruptionBudgetView budget, IEnumerable<Workload> selected, Func<Workload, Replicas> replicasOf)
    {
        ImmutableArray<Workload> workloads = [.. selected.Where(workload => !workload.IsOwned && workload.OwningRollout is null)];
        long pods = 0;
        long maximum = 0;
        bool isKnown = true;
        ScalerView? scaler = null;
        foreach (Workload workload in workloads)
        {
            isKnown &= !budget.NeedsScale || HasScale(workload);
            if (!workload.IsLongRunning)
                continue;

            Replicas replicas = replicasOf(workload);
            isKnown &= !workload.IsPartial && !replicas.IsAssumed;
            pods = Sum(pods, replicas.Count);
            maximum = Sum(maximum, replicas.Maximum);
            scaler ??= replicas.Scaler;
        }

        return new DisruptionArithmetic(budget, workloads) { Pods = pods, MaximumPods = maximum, IsKnown = isKnown, Scaler = scaler };
    }

    private static long Sum(long first, long second) => first > long.MaxValue - second ? long.MaxValue : first + second;
}
