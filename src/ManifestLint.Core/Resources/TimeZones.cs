using System.Buffers;
using ManifestLint.Diagnostics;

namespace ManifestLint.Resources;

/// <summary>
/// The names of time zones that Kubernetes knows on every machine: the API server carries the IANA database in itself (Go's <c>time/tzdata</c>).
/// Names are case-sensitive there.
/// </summary>
public static class TimeZones
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(" \r\n");

    private static readonly Lazy<string[]> Names = new(Read);

    /// <summary>Every name, in ordinal order.</summary>
    public static IReadOnlyList<string> All => Names.Value;

    /// <summary>Whether the database has a zone or link of this name.</summary>
    public static bool Contains(string name) => Array.BinarySearch(Names.Value, name, StringComparer.Ordinal) >= 0;

    /// <summary>
    /// The name that was probably meant: the same in another case or with blanks, or of a place with one slip of the pen; null when none is. Short names
    /// and offsets are too near to each other to guess (<c>CEST</c> is not <c>CET</c>).
    /// </summary>
    public static string? FindSimilar(string name)
    {
        string joined = name.Trim().Replace(' ', '_');
        if (Array.Find(Names.Value, known => string.Equals(known, joined, StringComparison.OrdinalIgnoreCase)) is { } same)
            return same;
        return joined.Contains('/') && !joined.AsSpan().ContainsAnyInRange('0', '9') ? Array.Find(Names.Value, known => EditDistance.Between(known, joined) == 1) : null;
    }

    private static string[] Read()
    {
        var names = new List<string>();
        ReadOnlySpan<char> rest = TimeZoneNames.Text;
        while (!rest.IsEmpty)
        {
            int length = rest.IndexOfAny(Separators);
            if (length < 0)
                length = rest.Length;
            if (length > 0)
                names.Add(rest[..length].ToString());
            rest = rest[Math.Min(length + 1, rest.Length)..];
        }

        return [.. names];
    }
}
