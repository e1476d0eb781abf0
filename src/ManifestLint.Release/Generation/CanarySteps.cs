using System.Collections.Immutable;

namespace ManifestLint.Releases.Generation;

/// <summary>The weights of a canary with the pods that each means.</summary>
public static class CanarySteps
{
    /// <summary>The steps in rising order; of several that come to the same pods only the first.</summary>
    /// <param name="total">The pods that serve together.</param>
    /// <param name="weights">The weights in percent; 0 and 100 are no steps.</param>
    public static ImmutableArray<(int Weight, CanarySplit Split)> Of(long total, IEnumerable<int> weights)
    {
        var steps = ImmutableArray.CreateBuilder<(int Weight, CanarySplit Split)>();
        foreach (int weight in weights.Where(weight => weight is > 0 and < CanarySplit.WholeWeight).Order())
        {
            CanarySplit split = CanarySplit.Of(total, weight);
            if (steps.Count == 0 || steps[^1].Split != split)
                steps.Add((weight, split));
        }

        return steps.DrainToImmutable();
    }
}
