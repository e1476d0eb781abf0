using System.Collections.Immutable;

namespace ManifestLint.Releases.Providers.Argo;

/// <summary>A weight that a canary goes through.</summary>
/// <param name="Weight">In percent.</param>
/// <param name="Plain">The pods of the plain set at this weight.</param>
/// <param name="Argo">The pods under the controller.</param>
/// <param name="IsDropped">Whether it brings nothing new, so that it is not written.</param>
internal sealed record ArgoStep(int Weight, CanarySplit Plain, CanarySplit Argo, bool IsDropped);

/// <summary>Decides the steps of a canary.</summary>
internal static class ArgoSteps
{
    /// <summary>The weights in rising order. One that gives the pods of the one before is dropped, unless an autoscaler changes the total.</summary>
    public static ImmutableArray<ArgoStep> Of(ArgoPlan plan)
    {
        var steps = ImmutableArray.CreateBuilder<ArgoStep>();
        CanarySplit last = new(0, plan.Replicas);
        foreach (int weight in plan.Request.Steps.Where(weight => weight is > 0 and < CanarySplit.WholeWeight).Distinct().Order())
        {
            CanarySplit split = ArgoCanarySplit.Of(plan.Replicas, weight, plan.MaySurge);
            bool isDropped = !plan.IsScaled && (split == last || split.Canary == 0 || split.Stable == 0);
            steps.Add(new ArgoStep(weight, CanarySplit.Of(plan.Replicas, weight), split, isDropped));
            last = isDropped ? last : split;
        }

        return steps.DrainToImmutable();
    }
}
