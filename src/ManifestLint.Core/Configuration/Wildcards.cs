namespace ManifestLint.Configuration;

/// <summary>
/// Matches paths as git does (wildmatch with WM_PATHNAME): <c>*</c> and <c>?</c> stay within a name, <c>**</c> as a whole name is any number of
/// directories, <c>[a-z]</c> is a set, a backslash makes the next character plain. A pattern that is malformed matches nothing.
/// </summary>
public static class Wildcards
{
    /// <summary>Whether a whole path, with forward slashes, matches.</summary>
    public static bool Match(string pattern, ReadOnlySpan<char> path) => Match(pattern, 0, path);

    private static bool Match(string pattern, int at, ReadOnlySpan<char> path)
    {
        while (at < pattern.Length)
        {
            if (pattern[at] == '*')
                return MatchStars(pattern, at, path);
            if (path.IsEmpty || !MatchOne(pattern, ref at, path[0]))
                return false;
            path = path[1..];
        }

        return path.IsEmpty;
    }

    private static bool MatchStars(string pattern, int start, ReadOnlySpan<char> path)
    {
        int end = start;
        while (end < pattern.Length && pattern[end] == '*')
            end++;

        bool isWholeName = end - start >= 2 && (start == 0 || pattern[start - 1] == '/') && (end == pattern.Length || pattern[end] == '/');
        if (isWholeName && end == pattern.Length)
            return true;
        if (isWholeName)
            return MatchDirectories(pattern, end + 1, path);

        for (int length = 0; length <= path.Length; length++)
        {
            if (Match(pattern, end, path[length..]))
                return true;
            if (length < path.Length && path[length] == '/')
                return false;
        }

        return false;
    }

    private static bool MatchDirectories(string pattern, int rest, ReadOnlySpan<char> path)
    {
        while (true)
        {
            if (Match(pattern, rest, path))
                return true;

            int slash = path.IndexOf('/');
            if (slash < 0)
                return false;
            path = path[(slash + 1)..];
        }
    }

    // Goes behind the pattern's next element, which stands for one character.
    private static bool MatchOne(string pattern, ref int at, char c)
    {
        switch (pattern[at])
        {
            case '?':
                at++;
                return c != '/';
            case '[':
                return MatchSet(pattern, ref at, c);
            case '\\':
                at += 2;
                return at <= pattern.Length && pattern[at - 1] == c;
            default:
                return pattern[at++] == c;
        }
    }

    private static bool MatchSet(string pattern, ref int at, char c)
    {
        int i = at + 1;
        bool isInverted = i < pattern.Length && pattern[i] is '!' or '^';
        if (isInverted)
            i++;

        bool isMatch = false;
        for (int first = i; i < pattern.Length && (pattern[i] != ']' || i == first);)
        {
            if (pattern.AsSpan(i).StartsWith("[:") && pattern.IndexOf(":]", i + 2, StringComparison.Ordinal) is var close and > 0)
            {
                isMatch |= IsOfClass(c, pattern.AsSpan(i + 2, close - i - 2));
                i = close + 2;
                continue;
            }

            char low = ReadMember(pattern, ref i);
            char high = low;
            if (i + 1 < pattern.Length && pattern[i] == '-' && pattern[i + 1] != ']')
            {
                i++;
                high = ReadMember(pattern, ref i);
            }

            isMatch |= low <= c && c <= high;
        }

        if (i >= pattern.Length)
            return false;

        at = i + 1;
        return isMatch != isInverted && c != '/';
    }

    private static char ReadMember(string pattern, ref int at)
    {
        if (pattern[at] == '\\' && at + 1 < pattern.Length)
            at++;
        return pattern[at++];
    }

    private static bool IsOfClass(char c, ReadOnlySpan<char> name) => name switch
    {
        "alnum" => char.IsAsciiLetterOrDigit(c),
        "alpha" => char.IsAsciiLetter(c),
        "blank" => c is ' ' or '\t',
        "cntrl" => char.IsControl(c),
        "digit" => char.IsAsciiDigit(c),
        "graph" => c is > ' ' and < '\u007F',
        "lower" => char.IsAsciiLetterLower(c),
        "print" => c is >= ' ' and < '\u007F',
        "punct" => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)),
        "space" => char.IsWhiteSpace(c),
        "upper" => char.IsAsciiLetterUpper(c),
        "xdigit" => char.IsAsciiHexDigit(c),
        _ => false,
    };
}
