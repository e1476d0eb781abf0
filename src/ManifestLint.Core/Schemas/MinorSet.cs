using System.Globalization;
using System.Numerics;
using ManifestLint.Configuration;

namespace ManifestLint.Schemas;

/// <summary>Some of the known minors of Kubernetes 1.</summary>
/// <param name="Bits">Bit 0 is <see cref="TargetVersions.Oldest"/>.</param>
public readonly record struct MinorSet(int Bits)
{
    /// <summary>All known minors.</summary>
    public static MinorSet All { get; } = Of(TargetVersions.Oldest, TargetVersions.Newest);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>The lowest minor, for example 28.</summary>
    public int First => TargetVersions.Oldest + BitOperations.TrailingZeroCount(Bits);

    /// <summary>The highest minor.</summary>
    public int Last => TargetVersions.Oldest + BitOperations.Log2((uint)Bits);

    /// <summary>The minors from one to another.</summary>
    public static MinorSet Of(int first, int last) => new(((1 << (last - first + 1)) - 1) << (first - TargetVersions.Oldest));

    /// <summary>The minors of a target.</summary>
    public static MinorSet Of(TargetVersions target) => Of(target.First, target.Last);

    /// <summary>Whether a minor is among them.</summary>
    public bool Contains(int minor) => minor is >= TargetVersions.Oldest and <= TargetVersions.Newest && (Bits & (1 << (minor - TargetVersions.Oldest))) != 0;

    /// <summary>Whether all of another set are among them.</summary>
    public bool Contains(MinorSet other) => (other.Bits & ~Bits) == 0;

    /// <summary>Those that are in both.</summary>
    public MinorSet And(MinorSet other) => new(Bits & other.Bits);

    /// <summary>Those that are in either.</summary>
    public MinorSet Or(MinorSet other) => new(Bits | other.Bits);

    /// <summary>Those that are not in another set.</summary>
    public MinorSet Without(MinorSet other) => new(Bits & ~other.Bits);

    /// <summary>What a message appends when only these minors of a target are hit: <c> (on 1.28-1.31)</c>; empty when all are.</summary>
    public string NoteFor(TargetVersions target) => Bits == Of(target).Bits ? "" : $" (on {this})";

    /// <summary>For example <c>1.31</c>, <c>1.28-1.31</c>, <c>1.28, 1.30-1.31</c>.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        int minor = TargetVersions.Oldest;
        while (minor <= TargetVersions.Newest)
        {
            int first = minor;
            while (Contains(minor))
                minor++;
            if (minor > first)
                parts.Add(minor - 1 == first ? Text(first) : $"{Text(first)}-{Text(minor - 1)}");
            else
                minor++;
        }

        return string.Join(", ", parts);
    }

    private static string Text(int minor) => "1." + minor.ToString(CultureInfo.InvariantCulture);
}
