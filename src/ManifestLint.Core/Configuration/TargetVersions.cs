using System.Globalization;

namespace ManifestLint.Configuration;

/// <summary>
/// The Kubernetes versions that manifests are written for, T in the rules: all minors of version 1 from one to another. A rule whose facts differ
/// between versions speaks when any of them is hit, and says which.
/// </summary>
public readonly record struct TargetVersions
{
    /// <summary>The oldest minor of Kubernetes 1 that is known.</summary>
    public const int Oldest = 28;

    /// <summary>The newest minor of Kubernetes 1 that is known.</summary>
    public const int Newest = 36;

    /// <summary>Makes a range of minors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A minor is not known, or the range is empty.</exception>
    public TargetVersions(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, Oldest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, Newest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, last);
        First = first;
        Last = last;
    }

    /// <summary>The newest known minor alone: what counts when nothing is said.</summary>
    public static TargetVersions Default { get; } = new(Newest, Newest);

    /// <summary>The lowest minor.</summary>
    public int First { get; }

    /// <summary>The highest minor.</summary>
    public int Last { get; }

    /// <summary>Whether a minor below <paramref name="minor"/> is among them.</summary>
    public bool HasBelow(int minor) => First < minor;

    /// <summary>Whether <paramref name="minor"/> or a higher one is among them.</summary>
    public bool HasFrom(int minor) => Last >= minor;

    /// <summary>What a message appends when only the minors below <paramref name="minor"/> are hit: <c> (on 1.28-1.31)</c>; empty when all are.</summary>
    public string NoteBelow(int minor) => Note(First, Math.Min(Last, minor - 1));

    /// <summary>What a message appends when only <paramref name="minor"/> and higher ones are hit; empty when all are.</summary>
    public string NoteFrom(int minor) => Note(Math.Max(First, minor), Last);

    /// <summary>For example <c>1.31</c> or <c>1.29-1.34</c>.</summary>
    public override string ToString() => Describe(First, Last);

    /// <summary>The range of a text such as <c>1.31</c>, <c>v1.31.4</c> or <c>1.29-1.34</c>, limited to what is known; null when it is none.</summary>
    public static TargetVersions? Parse(string text)
    {
        if (ParseMinors(text) is not { } minors || minors.Last < Oldest)
            return null;
        return new TargetVersions(Math.Clamp(minors.First, Oldest, Newest), Math.Min(minors.Last, Newest));
    }

    /// <summary>The minors of Kubernetes 1 that such a text names, known or not; null when it names none.</summary>
    public static (int First, int Last)? ParseMinors(string text)
    {
        string[] parts = text.Split('-');
        if (parts.Length > 2 || ParseMinor(parts[0]) is not { } first || ParseMinor(parts[^1]) is not { } last || first > last)
            return null;
        return (first, last);
    }

    private string Note(int first, int last) => first == First && last == Last ? "" : $" (on {Describe(first, last)})";

    private static string Describe(int first, int last) => first == last ? $"1.{Text(first)}" : $"1.{Text(first)}-1.{Text(last)}";

    private static string Text(int minor) => minor.ToString(CultureInfo.InvariantCulture);

    private static int? ParseMinor(string text)
    {
        string[] parts = text.Trim().TrimStart('v').Split('.');
        bool isVersion = parts.Length is 2 or 3 && parts[0] == "1" && parts.All(part => part.Length is > 0 and < 4 && part.All(char.IsAsciiDigit));
        return isVersion ? int.Parse(parts[1], CultureInfo.InvariantCulture) : null;
    }
}
