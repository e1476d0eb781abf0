using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>How many pods each side of a release has while both sides run.</summary>
/// <param name="First">Pods of <see cref="ReleasePair.First"/>.</param>
/// <param name="Second">Pods of <see cref="ReleasePair.Second"/>.</param>
public readonly record struct ReleasePeak(long First, long Second)
{
    /// <summary>All pods.</summary>
    public long Total => First + Second;

    /// <summary>Whether pods of both sides run.</summary>
    public bool HasBothSides => First > 0 && Second > 0;
}

/// <summary>Counts the pods of release sets.</summary>
public static class ReleasePeaks
{
    /// <summary>
    /// The pods of a set at the time of a release. Of blue-green the idle side first grows to the size of the live one, and both run until the switch is
    /// proved; when the live side is not known, both are as large as the larger one. Otherwise the sides have the pods that are written. Surge does not count.
    /// Null when a number is not known.
    /// </summary>
    public static ReleasePeak? PeakOf(this ResourceSet resources, ReleaseSet set)
    {
        Replicas first = resources.ReplicasOf(set.Pair.First);
        Replicas second = resources.ReplicasOf(set.Pair.Second);
        if (first is not { IsAssumed: false, Count: <= int.MaxValue } || second is not { IsAssumed: false, Count: <= int.MaxValue })
            return null;
        if (set.Strategy != ReleaseStrategy.BlueGreen)
            return new(first.Count, second.Count);

        long larger = Math.Max(first.Count, second.Count);
        Workload? live = set.Live;
        return new(live == set.Pair.First ? first.Count : larger, live == set.Pair.Second ? second.Count : larger);
    }
}
