using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>The PodDisruptionBudgets that the eviction API meets when it is asked for a pod of a workload.</summary>
internal static class SharedBudgets
{
    /// <summary>
    /// The budgets for the workload's pods in the order of the files; none for pods that are never evicted, and without those that are not applied with the
    /// others: patches, one object in two overlays, files of another environment.
    /// </summary>
    public static ImmutableArray<DisruptionBudgetView> Of(Workload workload, ResourceSet resources)
    {
        ImmutableArray<DisruptionBudgetView> all = resources.DisruptionBudgetsOf(workload);
        if (all.Length < 2 || !IsEvicted(workload, resources))
            return [];

        var budgets = new List<DisruptionBudgetView>(all.Length);
        foreach (DisruptionBudgetView budget in all.Sort((left, right) => ResourceOrder.Compare(left.Resource, right.Resource)))
        {
            if (!budget.Resource.IsPartial && !budgets.Exists(other => AreAlternatives(other.Resource, budget.Resource)))
                budgets.Add(budget);
        }

        return [.. budgets];
    }

    // A drain leaves the pods of DaemonSets alone.
    private static bool IsEvicted(Workload workload, ResourceSet resources) =>
        workload is { IsPartial: false, IsOwned: false, OwningRollout: null } && workload.Kind != WorkloadKind.DaemonSet && !resources.ReplicasOf(workload).IsParked;

    private static bool AreAlternatives(Resource one, Resource other) =>
        one.Name == other.Name || (one.File != other.File && EnvironmentPaths.AreAlternatives(one.File.Path, other.File.Path));
}
