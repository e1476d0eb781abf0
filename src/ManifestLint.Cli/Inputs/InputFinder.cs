using System.Collections.Immutable;

namespace ManifestLint.Cli.Inputs;

/// <summary>What was found for the arguments.</summary>
/// <param name="Files">Every file once, in the order of their paths.</param>
/// <param name="Areas">The directories and globs.</param>
/// <param name="ReadsInput">Whether standard input is one of the manifests.</param>
internal sealed record FoundInputs(ImmutableArray<InputFile> Files, ImmutableArray<InputArea> Areas, bool ReadsInput);

/// <summary>Turns path arguments into files. Reads directories and ignore files, but no manifest.</summary>
/// <param name="environment">Where relative paths begin.</param>
/// <param name="readsMarkdown">Whether pages in Markdown are taken from directories too.</param>
/// <param name="excludesNamed">Whether named files are taken like those of a list, which may be kept out.</param>
internal sealed class InputFinder(CommandEnvironment environment, bool readsMarkdown = false, bool excludesNamed = false)
{
    private readonly IgnoredFiles _ignored = new();
    private readonly List<string> _directories = [];
    private readonly List<(string Directory, string Pattern)> _globs = [];
    private readonly List<InputFile> _named = [];
    private readonly List<InputArea> _areas = [];
    private readonly HashSet<string> _relative = new(StringComparer.Ordinal);
    private bool _readsInput;

    /// <summary>Finds the files for the arguments; for none, and without a list, those of the working directory.</summary>
    /// <param name="paths">The arguments.</param>
    /// <param name="listed">Paths of a list, which have no wildcards; null when there is no list.</param>
    public FoundInputs Find(IReadOnlyList<string> paths, IReadOnlyList<string>? listed = null)
    {
        foreach (string path in paths.Count == 0 && listed is null ? ["."] : paths)
            Sort(path);
        foreach (string path in listed ?? [])
            SortListed(path);

        var walk = new DirectoryWalk(Show, readsMarkdown);

        // The directory around another one first, so that the inner one is a part of its bundle.
        foreach (string directory in _directories.Order(StringComparer.Ordinal))
            walk.Add(directory);
        walk.FollowLinks();

        var globbed = new DirectoryWalk(Show, readsMarkdown);
        foreach ((string directory, string pattern) in _globs)
            globbed.Add(directory, pattern);
        globbed.FollowLinks();

        var files = new Dictionary<string, InputFile>(StringComparer.Ordinal);
        foreach (InputFile file in walk.Files)
            files.TryAdd(RealPath(file.FullPath), file);
        foreach (InputFile file in _named.Concat(globbed.Files.Select(file => file with { BundleDirectory = Path.GetDirectoryName(file.FullPath)!, IsSingle = true })))
            AddSingle(file, files);
        return new FoundInputs([.. files.Values.OrderBy(file => file.ShownPath, StringComparer.Ordinal)], [.. _areas], _readsInput);
    }

    /// <summary>The manifests directly in a directory.</summary>
    public static IEnumerable<string> Siblings(string directory)
    {
        IgnoreScope? ignore = IgnoreScope.Enter(IgnoreScope.Around(directory), directory);
        string[] paths;
        try
        {
            paths = Directory.GetFiles(directory);
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return [];
        }

        Array.Sort(paths, StringComparer.Ordinal);
        return paths.Where(path => InputFile.IsManifestName(path) && !ConfigurationFiles.IsConfigurationName(Path.GetFileName(path.AsSpan())) && ignore?.IsIgnored(path, isDirectory: false) != true);
    }

    private void Sort(string path)
    {
        if (path == "-")
        {
            _readsInput = true;
            return;
        }

        if (path.Length == 0)
            throw new WrongUseException("A path is empty");

        string full = Enter(path);
        string trimmed = Path.TrimEndingDirectorySeparator(full);
        if (Directory.Exists(full))
        {
            _directories.Add(trimmed);
            _areas.Add(new InputArea(path, file => file.StartsWith(Path.EndsInDirectorySeparator(trimmed) ? trimmed : trimmed + Path.DirectorySeparatorChar, StringComparison.Ordinal)));
        }
        else if (path.AsSpan().IndexOfAny("*?[") >= 0 && !File.Exists(full))
        {
            AddGlob(path);
        }
        else if (excludesNamed)
        {
            AddListed(full);
        }
        else
        {
            _named.Add(new InputFile(full, Show(full), Path.GetDirectoryName(full)!) { IsNamed = true, IsSingle = true });
        }
    }

    // A directory in a list is a submodule that was changed, or was meant as one.
    private void SortListed(string path)
    {
        string full = Enter(path);
        if (Directory.Exists(full))
            _directories.Add(Path.TrimEndingDirectorySeparator(full));
        else
            AddListed(full);
    }

    private void AddListed(string full)
    {
        if (!_ignored.Holds(full))
            _named.Add(new InputFile(full, Show(full), Path.GetDirectoryName(full)!) { IsListed = true, IsSingle = true });
    }

    private string Enter(string path)
    {
        string full = environment.FullPath(path);
        if (!Path.IsPathRooted(path))
            _relative.Add(Path.TrimEndingDirectorySeparator(full));
        return full;
    }

    private void AddGlob(string written)
    {
        string path = Path.DirectorySeparatorChar == '/' ? written : written.Replace('\\', '/');
        int slash = path.LastIndexOf('/', path.AsSpan().IndexOfAny("*?["));
        string directory = environment.FullPath(slash < 0 ? "." : path[..(slash + 1)]);
        var filter = new PathFilter(directory, path[(slash + 1)..]);
        if (!Path.IsPathRooted(written))
            _relative.Add(Path.TrimEndingDirectorySeparator(directory));
        if (Directory.Exists(directory))
            _globs.Add((Path.TrimEndingDirectorySeparator(directory), filter.Pattern));
        _areas.Add(new InputArea(written, filter.Takes));
    }

    private static void AddSingle(InputFile file, Dictionary<string, InputFile> files)
    {
        string real = RealPath(file.FullPath);
        if (!files.TryGetValue(real, out InputFile? known))
            files.Add(real, file);
        else if (file.IsNamed && !known.IsNamed)
            files[real] = known with { IsNamed = true, IsListed = false };
    }

    private static string RealPath(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return path;
        }
    }

    private string Show(string fullPath) =>
        environment.DisplayPath(fullPath, _relative.Any(start => fullPath.StartsWith(start, StringComparison.Ordinal)));
}
