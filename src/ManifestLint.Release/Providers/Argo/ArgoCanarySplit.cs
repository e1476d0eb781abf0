namespace ManifestLint.Releases.Providers.Argo;

/// <summary>
/// How Argo Rollouts rounds the weight of a canary without traffic routing: <c>approximateWeightedCanaryStableReplicaCounts</c> of <c>utils/replicaset/canary.go</c>,
/// with its floating-point arithmetic, on which ties depend.
/// </summary>
internal static class ArgoCanarySplit
{
    /// <summary>The pods that a weight comes to. They may be one more than <paramref name="total"/>.</summary>
    /// <param name="total"><c>spec.replicas</c>, 0 or more.</param>
    /// <param name="weight">The canary's share in percent, 0 to 100.</param>
    /// <param name="maySurge">Whether <c>maxSurge</c> is more than 0.</param>
    public static CanarySplit Of(long total, int weight, bool maySurge)
    {
        if (total == 0)
            return new(0, 0);

        long up = (long)Math.Ceiling(total * weight / 100.0);
        long down = (long)Math.Floor(total * weight / 100.0);
        bool mayBeZero = weight is 0 or CanarySplit.WholeWeight || (total == 1 && !maySurge);
        CanarySplit? best = null;
        if (up < total || mayBeZero)
            best = Better(best, up, total, weight);
        if (!IsTie(total, weight) && (down != 0 || mayBeZero))
            best = Better(best, down, total, weight);
        if (maySurge)
        {
            best = Better(best, up, total + 1, weight);
            if (!IsTie(total + 1, weight) && (down != 0 || mayBeZero))
                best = Better(best, down, total + 1, weight);
        }

        return best ?? new(0, total);
    }

    // Of two that are equally near, the first stays.
    private static CanarySplit Better(CanarySplit? best, long canary, long total, int weight)
    {
        var option = new CanarySplit(canary, total - canary);
        return best is { } present && Distance(option, weight) >= Distance(present, weight) ? present : option;
    }

    private static double Distance(CanarySplit split, int weight) => Math.Abs(split.Canary * 100 / (double)split.Total - weight);

    private static bool IsTie(long total, int weight) => total * (weight / 100.0) % 1 == 0.5;
}
