using System.Globalization;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Planning;

/// <summary>A number of pods, or what an autoscaler may make of it.</summary>
/// <param name="Least">The least number, 0 or more.</param>
/// <param name="Most">The largest number, not below <paramref name="Least"/>.</param>
public readonly record struct PodRange(long Least, long Most)
{
    /// <summary>The pods of a side; without load an autoscaler keeps to its minimum.</summary>
    internal static PodRange Of(Replicas replicas, bool hasLoad) => new(replicas.Count, replicas.IsParked || !hasLoad ? replicas.Count : replicas.Maximum);

    /// <summary>The larger bounds of both.</summary>
    public static PodRange Larger(PodRange one, PodRange other) => new(Math.Max(one.Least, other.Least), Math.Max(one.Most, other.Most));

    /// <summary>Both together.</summary>
    public static PodRange operator +(PodRange left, PodRange right) => new(left.Least + right.Least, left.Most + right.Most);

    /// <summary><c>4</c>, or <c>4-10</c>.</summary>
    public override string ToString() => Least == Most ? Least.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Least}-{Most}");
}
