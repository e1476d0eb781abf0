using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>When a PodDisruptionBudget allows no eviction although every pod is healthy.</summary>
internal static class BlockedEvictions
{
    /// <summary>What the budget comes to when it blocks every eviction; null when it does not, or nobody knows.</summary>
    public static DisruptionArithmetic? Find(DisruptionBudgetView budget, ResourceSet resources)
    {
        if (budget.Policy is not (var field, var written))
            return null;

        DisruptionArithmetic numbers = resources.DisruptionOf(budget);
        bool isLiteral = IsLiteral(field, written.Value);
        if (isLiteral && numbers.Workloads.IsEmpty)
            return SelectsNothing(budget, resources) ? null : numbers;
        if (!numbers.CoversEvictedPods || numbers.Pods == 0)
            return null;
        return isLiteral || (numbers.IsKnown && numbers.Allowed == 0) ? numbers : null;
    }

    /// <summary>Whether the value alone forbids every eviction, whatever the number of pods.</summary>
    public static bool IsLiteral(string field, IntOrPercent value) => field == "maxUnavailable" ? value.Number == 0 : value is { IsPercent: true, Number: 100 };

    // ML7003 speaks then.
    private static bool SelectsNothing(DisruptionBudgetView budget, ResourceSet resources) =>
        !budget.Resource.IsPartial
        && (budget.Selector.Mapping is null || (resources.IsCompleteFor(budget.Resource, "Deployment") && resources.WorkloadsOf(budget, NamespaceMatch.SameOrUnnamed).IsEmpty));
}
