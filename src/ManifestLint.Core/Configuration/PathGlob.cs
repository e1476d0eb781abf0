namespace ManifestLint.Configuration;

/// <summary>
/// A glob for files of a configuration, as an ignore file of git has it: <c>*</c>, <c>?</c>, <c>[a-z]</c> and <c>**</c>; without a slash it is about
/// names at any depth, and what it says of a directory holds for everything below.
/// </summary>
public sealed record PathGlob
{
    private readonly string _pattern;
    private readonly bool _isDirectoryOnly;
    private readonly bool _isName;

    private PathGlob(string written)
    {
        Written = written;
        string pattern = written.StartsWith("./", StringComparison.Ordinal) ? written[2..] : written;
        _isDirectoryOnly = pattern.EndsWith('/');
        pattern = pattern.TrimEnd('/');
        _isName = !pattern.Contains('/', StringComparison.Ordinal);
        _pattern = pattern.TrimStart('/');
    }

    /// <summary>As the user wrote it.</summary>
    public string Written { get; }

    /// <summary>The glob of a text; null and the reason when it is none.</summary>
    public static PathGlob? Parse(string text, out string? reason)
    {
        reason = text switch
        {
            _ when text.Trim('/', ' ').Length == 0 => "a glob must not be empty",
            ['!', ..] => "a glob cannot take back another one; leave out the '!' and use the other of include and exclude",
            _ when text.Split('/').Contains("..", StringComparer.Ordinal) => "a glob cannot lead out of its directory with '..'",
            _ => WhyMalformed(text),
        };
        return reason is null ? new PathGlob(text) : null;
    }

    /// <summary>Why a pattern of <see cref="Wildcards"/> can never match; null when it can.</summary>
    public static string? WhyMalformed(string pattern)
    {
        if (pattern.Length == 0)
            return "a glob must not be empty";

        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i++ == pattern.Length - 1)
                return "a backslash must stand before the character that it makes plain";
            if (i >= pattern.Length || pattern[i] != '[')
                continue;

            int end = pattern.IndexOf(']', Math.Min(pattern.Length, i + (i + 1 < pattern.Length && pattern[i + 1] is '!' or '^' ? 3 : 2)));
            if (end < 0)
                return "a '[' is not closed";
            i = end;
        }

        return null;
    }

    /// <summary>Whether a file is meant.</summary>
    /// <param name="path">Relative to the directory that the glob is about, with forward slashes.</param>
    public bool IsMatch(string path)
    {
        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (Matches(path.AsSpan(0, slash)))
                return true;
        }

        return !_isDirectoryOnly && Matches(path);
    }

    /// <summary>As written.</summary>
    public override string ToString() => Written;

    private bool Matches(ReadOnlySpan<char> path) => Wildcards.Match(_pattern, _isName ? path[(path.LastIndexOf('/') + 1)..] : path);
}
