namespace ManifestLint.Cli.Inputs;

/// <summary>Where git repositories begin, found without git: by the <c>.git</c> in a directory.</summary>
internal sealed class GitRoots
{
    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);

    /// <summary>The root of the repository or submodule that holds a directory; null when there is none.</summary>
    public string? Of(string directory)
    {
        if (_known.TryGetValue(directory, out string? known))
            return known;

        string git = Path.Combine(directory, ".git");
        string? root = Directory.Exists(git) || File.Exists(git) ? directory : Path.GetDirectoryName(directory) is { } parent ? Of(parent) : null;
        return _known[directory] = root;
    }

    /// <summary>The root of the repository whose submodule has this root, or the root itself where it is no submodule: its revisions are meant.</summary>
    public string Outermost(string root) => IsSubmodule(root) && Path.GetDirectoryName(root) is { } parent && Of(parent) is { } around ? Outermost(around) : root;

    // .git is then a file that leads into the modules of the repository around; that of a second working tree leads into its worktrees.
    private static bool IsSubmodule(string root)
    {
        string git = Path.Combine(root, ".git");
        return File.Exists(git) && File.ReadAllText(git).Replace('\\', '/').Contains("/modules/", StringComparison.Ordinal);
    }
}
