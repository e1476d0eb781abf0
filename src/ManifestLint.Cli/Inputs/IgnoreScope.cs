using System.Collections.Immutable;

namespace ManifestLint.Cli.Inputs;

/// <summary>What the ignore files of a directory, and of those around it, keep out: the nearest file decides, and in it the last line that matches.</summary>
internal sealed class IgnoreScope
{
    // The second one may take back what the first one says.
    private static readonly ImmutableArray<string> FileNames = [".gitignore", ".manifestlintignore"];

    private readonly IgnoreScope? _outer;
    private readonly string _directory;
    private readonly ImmutableArray<IgnoreRule> _rules;

    private IgnoreScope(IgnoreScope? outer, string directory, ImmutableArray<IgnoreRule> rules)
    {
        _outer = outer;
        _directory = directory;
        _rules = rules;
    }

    /// <summary>The scope of the directories around one, up to the root of its repository; null when they say nothing or there is no repository.</summary>
    public static IgnoreScope? Around(string directory)
    {
        var outside = new Stack<string>();
        for (string? current = directory; current is not null; current = Path.GetDirectoryName(current))
        {
            if (current != directory)
                outside.Push(current);
            if (!Path.Exists(Path.Combine(current, ".git")))
                continue;

            IgnoreScope? scope = null;
            foreach (string around in outside)
                scope = Enter(scope, around);
            return scope;
        }

        return null;
    }

    /// <summary>The scope inside a directory; the same one when the directory has no ignore file.</summary>
    /// <param name="outer">The scope of the directories around it.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="readsGit">Whether what git ignores is kept out, too.</param>
    public static IgnoreScope? Enter(IgnoreScope? outer, string directory, bool readsGit = true)
    {
        var rules = ImmutableArray.CreateBuilder<IgnoreRule>();
        foreach (string name in readsGit ? FileNames : FileNames[1..])
        {
            string path = Path.Combine(directory, name);
            if (File.Exists(path))
                AddRules(path, rules);
        }

        return rules.Count == 0 ? outer : new IgnoreScope(outer, directory, rules.DrainToImmutable());
    }

    /// <summary>Whether a file or directory below is kept out.</summary>
    public bool IsIgnored(string path, bool isDirectory)
    {
        string relative = Path.GetRelativePath(_directory, path).Replace('\\', '/');
        for (int i = _rules.Length - 1; i >= 0; i--)
        {
            if (_rules[i].IsMatch(relative, isDirectory))
                return !_rules[i].IsTakenBack;
        }

        return _outer?.IsIgnored(path, isDirectory) == true;
    }

    private static void AddRules(string path, ImmutableArray<IgnoreRule>.Builder rules)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return;
        }

        foreach (string line in lines)
        {
            if (IgnoreRule.Parse(line) is { } rule)
                rules.Add(rule);
        }
    }
}
