using System.Buffers;
using System.Collections.Immutable;

namespace ManifestLint.Resources;

/// <summary>Tells tags that somebody pushes again and again from those that stay with one build.</summary>
public static class MovingTags
{
    private const int MaximumMajorDigits = 3;

    /// <summary>Words that name a branch, a channel or a variant, but no build.</summary>
    public static readonly ImmutableArray<string> Words =
    [
        "main", "master", "develop", "devel", "dev", "trunk", "head", "edge", "next", "nightly", "canary", "stable", "unstable", "mainline", "current",
        "release", "prod", "production", "staging", "test", "testing", "preview", "snapshot", "lts", "debug", "nonroot", "alpine", "slim", "bookworm", "bullseye",
        "trixie", "jammy", "noble", "ubi",
    ];

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>
    /// Whether a tag is likely to move: all of its words are known ones (<c>stable-alpine</c>), it ends in <c>-SNAPSHOT</c> or <c>-latest</c>, or it is a
    /// major version alone (<c>3</c>, <c>v2</c>, <c>16-alpine</c>). A commit, a date or a build number does not move. <c>latest</c> itself is another matter.
    /// </summary>
    /// <param name="tag">The tag as written.</param>
    /// <param name="words">The words, in lower case.</param>
    public static bool IsMoving(string tag, ImmutableArray<string> words)
    {
        if (tag.EndsWith("-SNAPSHOT", StringComparison.OrdinalIgnoreCase) || tag.EndsWith("-latest", StringComparison.OrdinalIgnoreCase))
            return true;
        if (words.Contains(tag, StringComparer.OrdinalIgnoreCase))
            return true;

        int dash = tag.IndexOf('-', StringComparison.Ordinal);
        ReadOnlySpan<char> head = dash < 0 ? tag : tag.AsSpan(0, dash);
        ReadOnlySpan<char> suffix = dash < 0 ? [] : tag.AsSpan(dash + 1);
        if (IsMajor(head))
            return !suffix.ContainsAnyInRange('0', '9') && !IsCommit(suffix);

        foreach (string word in tag.Split('-'))
        {
            bool isKnown = words.Contains(word, StringComparer.OrdinalIgnoreCase) || (dash >= 0 && word.Equals("latest", StringComparison.OrdinalIgnoreCase));
            if (!isKnown)
                return false;
        }

        return true;
    }

    private static bool IsMajor(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> digits = text is ['v' or 'V', ..] ? text[1..] : text;
        return digits.Length is > 0 and <= MaximumMajorDigits && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private static bool IsCommit(ReadOnlySpan<char> text) => text.Length is >= 7 and <= 40 && !text.ContainsAnyExcept(Hex);
}
