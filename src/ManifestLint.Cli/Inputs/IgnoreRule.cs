using ManifestLint.Configuration;

namespace ManifestLint.Cli.Inputs;

/// <summary>A line of an ignore file.</summary>
/// <param name="Pattern">What it matches: a path from the file's directory on, or a name alone.</param>
/// <param name="IsPath">Whether the whole path counts.</param>
/// <param name="IsDirectoryOnly">Whether only directories match.</param>
/// <param name="IsTakenBack">Whether the line takes back what an earlier one says.</param>
internal readonly record struct IgnoreRule(string Pattern, bool IsPath, bool IsDirectoryOnly, bool IsTakenBack)
{
    /// <summary>Reads a line; null for a comment or an empty one.</summary>
    public static IgnoreRule? Parse(string line)
    {
        string pattern = TrimBlanks(line);
        if (pattern.Length == 0 || pattern[0] == '#')
            return null;

        bool isTakenBack = pattern[0] == '!';
        if (isTakenBack)
            pattern = pattern[1..];
        bool isDirectoryOnly = pattern.EndsWith('/');
        if (isDirectoryOnly)
            pattern = pattern[..^1];
        bool isPath = pattern.Contains('/', StringComparison.Ordinal);
        if (pattern.StartsWith('/'))
            pattern = pattern[1..];
        return pattern.Length == 0 ? null : new IgnoreRule(pattern, isPath, isDirectoryOnly, isTakenBack);
    }

    /// <summary>Whether the line speaks of a file or directory.</summary>
    /// <param name="path">Relative to the directory of the ignore file, with forward slashes.</param>
    /// <param name="isDirectory">Whether it is a directory.</param>
    public bool IsMatch(ReadOnlySpan<char> path, bool isDirectory) =>
        (isDirectory || !IsDirectoryOnly) && Wildcards.Match(Pattern, IsPath ? path : path[(path.LastIndexOf('/') + 1)..]);

    // A blank at the end counts when a backslash stands before it.
    private static string TrimBlanks(string line)
    {
        int end = line.Length;
        while (end > 0 && line[end - 1] == ' ' && !IsEscaped(line, end - 1))
            end--;
        return line[..end];
    }

    private static bool IsEscaped(string line, int at)
    {
        int backslashes = 0;
        while (at - backslashes > 0 && line[at - backslashes - 1] == '\\')
            backslashes++;
        return backslashes % 2 == 1;
    }
}
