using System.Collections.Immutable;
using System.Text;
using ManifestLint.Changes;

namespace ManifestLint.Cli.Inputs;

/// <summary>
/// What changed in the working trees since a revision: committed, staged or not, and files that git does not know yet. A branch is compared from where it left,
/// so that what others did meanwhile is not among the changes.
/// </summary>
internal sealed class GitChanges
{
    // A hook is given these; they speak of where git itself was started, which need not be where we look. .git is found without them.
    private static readonly ImmutableArray<KeyValuePair<string, string?>> Variables =
    [
        new("GIT_DIR", null), new("GIT_WORK_TREE", null), new("GIT_INDEX_FILE", null), new("GIT_PREFIX", null), new("GIT_COMMON_DIR", null),
        new("GIT_OPTIONAL_LOCKS", "0"), new("GIT_LITERAL_PATHSPECS", null), new("LC_ALL", "C"), new("GIT_EXTERNAL_DIFF", null), new("GIT_DIFF_OPTS", null),
    ];

    // Of other files, which may be large, nothing is asked.
    private static readonly string[] ManifestNames = [":(icase)*.json", ":(icase)*.md", ":(icase)*.yaml", ":(icase)*.yml"];

    private readonly CommandEnvironment _environment;
    private readonly GitRevision _revision;
    private readonly GitRoots _roots = new();

    // By the full path of a file. What is not here is as it was.
    private readonly Dictionary<string, FileChange> _changes = new(StringComparer.Ordinal);

    private GitChanges(CommandEnvironment environment, string revision)
    {
        _environment = environment;
        _revision = GitRevision.Parse(revision);
    }

    /// <summary>Asks git about every repository that holds one of the files.</summary>
    /// <exception cref="WrongUseException">Git is missing, there is no repository, or the revision is not known.</exception>
    public static GitChanges Find(CommandEnvironment environment, string revision, IEnumerable<string> files)
    {
        var changes = new GitChanges(environment, revision);
        var byRoot = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (string file in files)
        {
            string root = changes._roots.Of(Path.GetDirectoryName(file)!) ?? throw new WrongUseException($"--since {revision}: {environment.DisplayPath(file)} is in no git repository");
            if (!byRoot.TryGetValue(root, out SortedSet<string>? paths))
                byRoot[root] = paths = new SortedSet<string>(ManifestNames, StringComparer.Ordinal);
            if (!InputFile.IsManifestName(file))
                paths.Add(Exactly(root, file));
        }

        var differences = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach ((string root, SortedSet<string> paths) in byRoot)
        {
            string outermost = changes._roots.Outermost(root);
            if (!differences.TryGetValue(outermost, out SortedSet<string>? wanted))
                differences[outermost] = wanted = new SortedSet<string>(ManifestNames, StringComparer.Ordinal);
            wanted.UnionWith(root == outermost ? paths : [Exactly(outermost, root)]);
        }

        foreach ((string root, SortedSet<string> paths) in differences)
            changes.AddDifference(root, paths);
        foreach ((string root, SortedSet<string> paths) in byRoot)
            changes.AddUnknownFiles(root, paths);
        return changes;
    }

    /// <summary>How a file, or the one that a link leads to, differs; null when it does not.</summary>
    public FileChange? Of(string path)
    {
        if (_changes.TryGetValue(path, out FileChange? change))
            return change;

        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? _changes.GetValueOrDefault(target.FullName) : null;
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return null;
        }
    }

    private void AddDifference(string root, IEnumerable<string> paths)
    {
        string start = _revision.FindBase(arguments => Start(root, arguments));

        // Objects are compared and not lines, so a file that is taken for another one by mistake hides nothing: few equal lines are enough.
        // All that a person's configuration may change about the form is said here; what is said as configuration reaches submodules too.
        ProgramRun run = Start(root, [
            "-c", "core.quotePath=true", "-c", $"diff.context={GitDiff.WholeFile}", "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false", "-c", "diff.relative=false",
            "-c", "color.ui=false", "-c", "color.diff=false", "diff", "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--text",
            $"--unified={GitDiff.WholeFile}", "--find-renames=20%", "--ignore-submodules=none", "--submodule=diff", "--src-prefix=a/", "--dst-prefix=b/", start, "--", .. paths]);
        if (run.ExitCode != 0)
            throw _revision.Fail($"git diff failed: {GitRevision.Reason(run.Errors)}");

        foreach ((string path, FileChange change) in GitDiff.Read(run.Output))
            _changes[Path.GetFullPath(path, root)] = change;
    }

    private void AddUnknownFiles(string root, IEnumerable<string> paths)
    {
        ProgramRun run = Start(root, ["ls-files", "--others", "--exclude-standard", "-z", "--", .. paths]);
        if (run.ExitCode != 0)
            throw _revision.Fail($"git ls-files failed: {GitRevision.Reason(run.Errors)}");

        foreach (string path in Encoding.UTF8.GetString(run.Output).Split('\0', StringSplitOptions.RemoveEmptyEntries))
            _changes[Path.GetFullPath(path, root)] = FileChange.New;
    }

    private static string Exactly(string root, string path) =>
        ":(literal)" + (Path.GetRelativePath(root, path) is var name && Path.DirectorySeparatorChar == '/' ? name : name.Replace('\\', '/'));

    private ProgramRun Start(string root, ImmutableArray<string> arguments) =>
        _environment.StartProgram(new ProgramCall(root, "git", arguments) { Variables = Variables })
        ?? throw _revision.Fail("git is not on the PATH, and only git knows what changed");
}
