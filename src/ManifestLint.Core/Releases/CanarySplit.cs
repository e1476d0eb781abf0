namespace ManifestLint.Releases;

/// <summary>How many of a number of pods are canaries, and the share of requests that this comes to.</summary>
/// <param name="Canary">Pods of the canary.</param>
/// <param name="Stable">Pods of the stable side.</param>
public readonly record struct CanarySplit(long Canary, long Stable)
{
    /// <summary>A weight is a whole percentage: 0 to this.</summary>
    public const int WholeWeight = 100;

    /// <summary>All pods.</summary>
    public long Total => Canary + Stable;

    /// <summary>The canary's share of the pods in percent; 0 when there is none.</summary>
    public decimal EffectiveWeight => Total == 0 ? 0 : (decimal)WholeWeight * Canary / Total;

    /// <summary>The effective weight with at most one decimal: <c>25</c>, <c>33.3</c>, <c>12.5</c>.</summary>
    public string EffectiveText => decimal.Round(EffectiveWeight, 1, MidpointRounding.AwayFromZero).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>
    /// The split of <paramref name="total"/> pods that is nearest to a weight, half rounded up. Between 0 and 100 each side keeps a pod, so that a total of 1
    /// becomes one pod of each.
    /// </summary>
    /// <param name="total">The pods that shall serve together, 0 or more.</param>
    /// <param name="weight">The canary's share in percent, 0 to 100.</param>
    public static CanarySplit Of(long total, int weight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, WholeWeight);
        if (total == 0 || weight == 0)
            return new(0, total);
        if (weight == WholeWeight)
            return new(total, 0);
        if (total == 1)
            return new(1, 1);

        long canary = (long)(((2 * (Int128)total * weight) + WholeWeight) / (2 * WholeWeight));
        canary = Math.Clamp(canary, 1, total - 1);
        return new(canary, total - canary);
    }

    /// <summary>The smallest total whose split meets a weight to within a tolerance.</summary>
    /// <param name="weight">The canary's share in percent, 0 to 100.</param>
    /// <param name="tolerance">How far off the effective weight may be, in points, 0 or more.</param>
    /// <param name="above">A total that is too small, 0 or more.</param>
    public static long SmallestTotal(int weight, decimal tolerance = 0, long above = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        ArgumentOutOfRangeException.ThrowIfNegative(above);

        // A multiple of 100 meets every whole percentage.
        long total = Math.Max(weight is 0 or WholeWeight ? 1 : 2, above + 1);
        while (Math.Abs(Of(total, weight).EffectiveWeight - weight) > tolerance)
            total++;
        return total;
    }
}
