using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Planning;

/// <summary>What PodDisruptionBudgets come to in the steps of a plan. Each thing is said once.</summary>
internal sealed class BudgetNotes
{
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>What is new in a step.</summary>
    public IEnumerable<string> Of(ReleaseState state, ImmutableArray<SidePods> sides)
    {
        foreach (DisruptionBudgetView budget in sides.SelectMany(side => state.Resources.DisruptionBudgetsOf(side.Side.Workload)).DistinctBy(budget => budget.Resource))
        {
            foreach (string note in Read(state, budget, sides))
            {
                if (_said.Add(note))
                    yield return note;
            }
        }
    }

    private static IEnumerable<string> Read(ReleaseState state, DisruptionBudgetView budget, ImmutableArray<SidePods> sides)
    {
        DisruptionArithmetic arithmetic = state.Resources.DisruptionOf(budget);
        SidePods[] covered = [.. sides.Where(side => budget.Accepts(side.Side.Workload.TemplateLabels) && side.After.Least > 0)];
        if (covered.Length == 0 || budget.DesiredHealthy(arithmetic.Pods) is not { } desired)
            yield break;

        long missing = covered.Sum(side => side.Rollout is null ? 0 : side.After.Least - side.ReadyAtWorst);
        long room = arithmetic.Pods - missing - desired;
        if (room <= 0)
        {
            yield return missing > 0
                ? $"{budget} has no room while {covered.First(side => side.Rollout is not null).Side.Slot} is rolled: drains of nodes wait until it is done"
                : $"{budget} has no room from here on ({desired} of {arithmetic.Pods} pods must stay): drains of nodes wait";
        }

        if (state.Strategy == ReleaseStrategy.BlueGreen && covered.Length == 2 && room >= state.Serving.Replicas.Count)
            yield return $"{budget} covers both colours, so idle pods count as healthy: a drain may evict all {state.Serving.Replicas.Count} pods of {state.Serving.Slot} at once";
    }
}
