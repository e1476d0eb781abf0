using System.Buffers;
using System.Globalization;

namespace ManifestLint.Resources;

/// <summary>Why a text is no image reference.</summary>
/// <param name="Reason">In plain words, no final period.</param>
/// <param name="Start">Where the characters begin that are to blame.</param>
/// <param name="Length">How many they are.</param>
public readonly record struct ImageDefect(string Reason, int Start, int Length);

/// <summary>
/// The grammar that the kubelet holds an image to (pkg/util/parsers/parsers.go, ParseNormalizedNamed of distribution/reference); a pod with another
/// image stays in InvalidImageName. White space around the whole is refused before, when the pod is made (validateContainersOnlyForPod).
/// </summary>
public static class ImageGrammar
{
    private const int MaximumPathLength = 255;
    private const int MaximumTagLength = 128;
    private const int IdentifierLength = 64;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");
    private static readonly SearchValues<char> TagCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>What is wrong with an image; null when nothing is.</summary>
    public static ImageDefect? Check(string text)
    {
        if (FindSpace(text) is { } space)
            return space;
        if (SchemeLength(text) is var scheme and > 0)
            return new($"it begins with the scheme '{text[..scheme]}'", 0, scheme);

        int at = text.IndexOf('@', StringComparison.Ordinal);
        int end = at < 0 ? text.Length : at;
        int slash = text.LastIndexOf('/', end - 1 < 0 ? 0 : end - 1);
        int colon = text.IndexOf(':', slash + 1, end - slash - 1);
        int pathEnd = colon < 0 ? end : colon;
        return CheckPath(text, PathStart(text, pathEnd), pathEnd)
            ?? (colon < 0 ? null : CheckTag(text, colon + 1, end))
            ?? (at < 0 ? null : CheckDigest(text, at + 1));
    }

    /// <summary>
    /// The reference that was plainly meant: without white space around it and without a scheme, its path in lower case, without an empty tag in front
    /// of a digest; null when nothing of the kind is wrong, or more than that.
    /// </summary>
    public static string? Repair(string text)
    {
        string repaired = text.Trim();
        repaired = repaired[SchemeLength(repaired)..];
        if (FindSpace(repaired) is not null || repaired.Length == 0)
            return null;

        int at = repaired.IndexOf('@', StringComparison.Ordinal);
        if (at > 0 && repaired[at - 1] == ':')
            repaired = repaired.Remove(at - 1, 1);
        int end = repaired.IndexOf('@', StringComparison.Ordinal) is var digest and >= 0 ? digest : repaired.Length;
        int slash = repaired[..end].LastIndexOf('/');
        int colon = repaired.IndexOf(':', slash + 1, end - slash - 1);
        int pathEnd = colon < 0 ? end : colon;
        int start = PathStart(repaired, pathEnd);
        repaired = repaired[..start] + repaired[start..pathEnd].ToLowerInvariant() + repaired[pathEnd..];
        return repaired != text && Check(repaired) is null ? repaired : null;
    }

    private static ImageDefect? FindSpace(string text)
    {
        if (text.Length == 0)
            return new("it is empty", 0, 0);
        if (string.IsNullOrWhiteSpace(text))
            return new("it is blank", 0, text.Length);
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
            return new(char.IsWhiteSpace(text[0]) ? "white space in front of it" : "white space behind it", 0, text.Length);

        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
                return new("white space in it", 0, text.Length);
        }

        return null;
    }

    // ://, with what a scheme may be in front of it.
    private static int SchemeLength(string text)
    {
        int length = text.IndexOf("://", StringComparison.Ordinal);
        if (length <= 0)
            return 0;

        foreach (char c in text.AsSpan(0, length))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
                return 0;
        }

        return length + 3;
    }

    // Behind the host, when there is one: a first segment that cannot be one of Docker Hub's, and that is a host by its characters. Else it counts as path.
    private static int PathStart(string text, int end)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash >= end)
            return 0;

        ReadOnlySpan<char> first = text.AsSpan(0, slash);
        bool isMeantAsHost = first.ContainsAny('.', ':') || first is "localhost" || first.ContainsAnyInRange('A', 'Z');
        return isMeantAsHost && IsHost(first) ? slash + 1 : 0;
    }

    private static bool IsHost(ReadOnlySpan<char> text)
    {
        int colon = text.LastIndexOf(':');
        if (text is ['[', ..])
        {
            int close = text.IndexOf(']');
            return close > 1 && (close == text.Length - 1 || (colon == close + 1 && IsPort(text[(colon + 1)..])));
        }

        if (colon >= 0 && !IsPort(text[(colon + 1)..]))
            return false;

        ReadOnlySpan<char> name = colon < 0 ? text : text[..colon];
        foreach (Range range in name.Split('.'))
        {
            ReadOnlySpan<char> label = name[range];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (char c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                    return false;
            }
        }

        return true;
    }

    private static bool IsPort(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    private static ImageDefect? CheckPath(string text, int start, int end)
    {
        ReadOnlySpan<char> path = text.AsSpan(start, end - start);
        if (path.IsEmpty)
            return new("it names no repository", 0, text.Length);
        if (path.Length > MaximumPathLength)
            return new(string.Create(CultureInfo.InvariantCulture, $"the repository has {path.Length} characters, at most {MaximumPathLength}"), start, path.Length);
        if (start == 0 && end == text.Length && path.Length == IdentifierLength && !path.ContainsAnyExcept(LowerHex))
            return new("it is an image id, which cannot be pulled", 0, text.Length);

        foreach (Range range in path.Split('/'))
        {
            (int offset, int length) = range.GetOffsetAndLength(path.Length);
            if (CheckPathSegment(path.Slice(offset, length)) is { } reason)
                return length == 0 ? new(reason, 0, text.Length) : new(reason, start + offset, length);
        }

        return null;
    }

    // [a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*
    private static string? CheckPathSegment(ReadOnlySpan<char> segment)
    {
        if (segment.IsEmpty)
            return "a '/' has nothing before or behind it";
        if (segment.ContainsAnyInRange('A', 'Z'))
            return $"capitals in '{segment}'";
        if (segment.IndexOfAnyExcept(PathCharacters) is var odd and >= 0)
            return $"character '{segment[odd]}' in '{segment}'";
        if (!char.IsAsciiLetterOrDigit(segment[0]) || !char.IsAsciiLetterOrDigit(segment[^1]))
            return $"'{segment}' does not begin and end with a letter or digit";

        for (int i = 1; i < segment.Length; i++)
        {
            ReadOnlySpan<char> rest = segment[i..];
            ReadOnlySpan<char> separator = rest[..(rest.IndexOfAnyExcept('.', '_', '-') is var length and >= 0 ? length : rest.Length)];
            if (separator.Length > 1 && separator is not "__" && separator.ContainsAnyExcept('-'))
                return $"'{separator}' in '{segment}'";
            i += separator.Length;
        }

        return null;
    }

    private static ImageDefect? CheckTag(string text, int start, int end)
    {
        ReadOnlySpan<char> tag = text.AsSpan(start, end - start);
        if (tag.IsEmpty)
            return new("no tag behind the ':'", start - 1, 1);
        if (tag.Length > MaximumTagLength)
            return new(string.Create(CultureInfo.InvariantCulture, $"the tag has {tag.Length} characters, at most {MaximumTagLength}"), start, tag.Length);
        if (tag.IndexOfAnyExcept(TagCharacters) is var odd and >= 0)
            return new($"character '{tag[odd]}' in tag '{tag}'", start, tag.Length);
        return tag[0] is '.' or '-' ? new($"tag '{tag}' begins with '{tag[0]}'", start, tag.Length) : null;
    }

    private static ImageDefect? CheckDigest(string text, int start)
    {
        ReadOnlySpan<char> digest = text.AsSpan(start);
        if (digest.IsEmpty)
            return new("no digest behind the '@'", start - 1, 1);

        int colon = digest.IndexOf(':');
        int expected = colon < 0 ? 0 : digest[..colon] switch
        {
            "sha256" => 64,
            "sha384" => 96,
            "sha512" => 128,
            _ => 0,
        };
        if (expected == 0)
            return new("the digest does not begin with sha256:", start, digest.Length);

        ReadOnlySpan<char> hex = digest[(colon + 1)..];
        if (hex.Length != expected)
            return new(string.Create(CultureInfo.InvariantCulture, $"the digest has {hex.Length} digits, not {expected}"), start, digest.Length);
        return hex.ContainsAnyExcept(LowerHex) ? new("the digest has other characters than 0-9 and a-f", start, digest.Length) : null;
    }
}
