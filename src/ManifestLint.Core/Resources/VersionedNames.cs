using System.Buffers;

namespace ManifestLint.Resources;

/// <summary>Names that change with the content of what they name, so that a change of the content is a change of every reference.</summary>
public static class VersionedNames
{
    private const int MinimumHash = 6;
    private const int MaximumHash = 64;
    private const int KustomizeHash = 10;
    private const int MinimumDate = 6;
    private const int MinimumSuffix = 5;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    private static readonly SearchValues<char> SuffixLetters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");

    // What kustomize writes hexadecimal digits with, so that no word comes of it (kustomize/api/hasher).
    private static readonly SearchValues<char> KustomizeLetters = SearchValues.Create("bcdfghkmt2456789");

    /// <summary>
    /// Whether a name ends in a hash (6 to 64 hexadecimal digits, a decimal one among them), a hash as kustomize writes it, a version (<c>-v12</c>) or a date.
    /// </summary>
    public static bool IsVersioned(string name)
    {
        int dash = name.LastIndexOf('-');
        if (dash <= 0)
            return false;

        ReadOnlySpan<char> end = name.AsSpan(dash + 1);
        if (end.Length is >= MinimumHash and <= MaximumHash && !end.ContainsAnyExcept(Hex) && end.ContainsAnyInRange('0', '9'))
            return true;
        if (end.Length == KustomizeHash && !end.ContainsAnyExcept(KustomizeLetters))
            return true;
        if (end is ['v', _, ..] && IsNumber(end[1..]))
            return true;
        return IsNumber(end) && (end.Length >= MinimumDate || IsEndOfDate(name.AsSpan(0, dash), end));
    }

    /// <summary>
    /// The name without the hash of the content at its end: <c>shop-config</c> of <c>shop-config-6b1d2f</c>. A hash here is 5 or more small letters and digits, a
    /// digit among them, or one as kustomize writes it; null when there is none.
    /// </summary>
    public static string? WithoutHash(string name)
    {
        int dash = name.LastIndexOf('-');
        if (dash <= 0)
            return null;

        ReadOnlySpan<char> end = name.AsSpan(dash + 1);
        bool isHash = end.Length >= MinimumSuffix && !end.ContainsAnyExcept(SuffixLetters)
            && (end.ContainsAnyInRange('0', '9') || (end.Length == KustomizeHash && !end.ContainsAnyExcept(KustomizeLetters)));
        return isHash ? name[..dash] : null;
    }

    // …-2026-03-31
    private static bool IsEndOfDate(ReadOnlySpan<char> before, ReadOnlySpan<char> day) =>
        day.Length == 2 && before.Length > 8 && before[^3] == '-' && IsNumber(before[^2..]) && before[^8] == '-' && IsNumber(before[^7..^3]);

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
