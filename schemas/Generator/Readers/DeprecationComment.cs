using System.Text.RegularExpressions;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>Whether the comment of a field says that the field itself is deprecated, in one of the forms that Kubernetes uses.</summary>
internal static class DeprecationComment
{
    private static readonly Regex Start = new(@"^\W*deprecated\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase);

    private static readonly Regex Inside = new(
        @"(?:^|[.\s])(?:[Dd]eprecated:|DEPRECATED\b|[Tt]his field is deprecated|and now is deprecated)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>Asks it of a comment without its marks.</summary>
    public static bool IsIn(string comment) => Start.IsMatch(comment) || Inside.IsMatch(comment);
}
