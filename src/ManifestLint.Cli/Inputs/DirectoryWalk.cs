using ManifestLint.Configuration;
using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs;

/// <summary>
/// Finds the manifests below directories. Symbolic links are followed after everything else, and only to what has not been seen, so that a
/// file appears under its own name and a circle of links ends.
/// </summary>
/// <param name="show">Gives a path the form that reports show.</param>
internal sealed class DirectoryWalk(Func<string, string> show)
{
    // A link in a linked directory, and so on: nobody goes deeper on purpose.
    private const int MaximumLinks = 8;

    private const string ChartFile = "Chart.yaml";
    private const string Templates = "templates";

    private readonly HashSet<string> _directories = new(StringComparer.Ordinal);
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly Queue<Link> _links = [];

    /// <summary>What was found.</summary>
    public List<InputFile> Files { get; } = [];

    /// <summary>Finds the manifests below a directory.</summary>
    /// <param name="directory">Its full path.</param>
    /// <param name="pattern">Relative to the directory, with <c>*</c>, <c>?</c>, <c>[a-z]</c> and <c>**</c>; null takes every manifest.</param>
    public void Add(string directory, string? pattern = null)
    {
        var filter = pattern is null ? null : new PathFilter(directory, pattern);
        Walk(new Place(directory, directory, directory, IgnoreScope.Around(directory), filter, LinkDepth: 0) { IsInChart = LiesInChart(directory) });
    }

    /// <summary>Follows the links met so far; called once, after all directories.</summary>
    public void FollowLinks()
    {
        while (_links.TryDequeue(out Link? link))
            Follow(link);
    }

    private void Walk(Place place)
    {
        if (!_directories.Add(place.Filter is null ? place.Real : $"{place.Real}\0{place.Filter.Pattern}"))
            return;

        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(place.Real).GetFileSystemInfos();
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            string reason = exception is UnauthorizedAccessException ? "permission denied" : FileTrouble.Describe(place.Real, exception);
            Files.Add(new InputFile(place.Shown, show(place.Shown), place.Bundle) { Trouble = reason, IsNamed = place.Shown == place.Bundle });
            return;
        }

        Array.Sort(entries, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        IgnoreScope? ignore = IgnoreScope.Enter(place.Ignore, place.Real);
        bool isBundle = entries.Any(entry => entry.Name == ChartFile || ManifestFile.IsKustomizationName(entry.Name));
        Place inside = place with { Ignore = ignore, Bundle = isBundle ? place.Shown : place.Bundle, IsChart = entries.Any(entry => entry.Name == ChartFile) };
        foreach (FileSystemInfo entry in entries)
        {
            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                _links.Enqueue(new Link(entry, inside));
            else
                Visit(entry.Name, entry.FullName, entry is DirectoryInfo, inside);
        }
    }

    private void Visit(string name, string real, bool isDirectory, Place place)
    {
        string shown = Path.Combine(place.Shown, name);
        if (isDirectory)
        {
            bool isForeign = name is ".git" or "node_modules";
            if (!isForeign && place.Filter?.MayHold(shown) != false && place.Ignore?.IsIgnored(Path.Combine(place.Real, name), isDirectory: true) != true)
                Walk(place with { Real = real, Shown = shown, IsInChart = place.IsInChart || (place.IsChart && name == Templates) });
            return;
        }

        bool isWanted = place.Filter?.Takes(shown) ?? InputFile.IsManifestName(name);
        if (isWanted && place.Ignore?.IsIgnored(Path.Combine(place.Real, name), isDirectory: false) != true && _files.Add(real))
            Files.Add(new InputFile(shown, show(shown), place.Bundle) { IsInChart = place.IsInChart });
    }

    private void Follow(Link link)
    {
        string target;
        bool isDirectory;
        try
        {
            FileSystemInfo? final = link.Entry.ResolveLinkTarget(returnFinalTarget: true);
            target = final?.FullName ?? link.Entry.FullName;
            isDirectory = Directory.Exists(target);
        }
        catch (IOException)
        {
            // A circle: reading the file gives the reason.
            target = link.Entry.FullName;
            isDirectory = false;
        }

        if (isDirectory && (link.Place.LinkDepth == MaximumLinks || IsAround(target, link.Entry.FullName)))
            return;
        Visit(link.Entry.Name, target, isDirectory, link.Place with { LinkDepth = link.Place.LinkDepth + 1 });
    }

    private static bool LiesInChart(string directory)
    {
        for (string? path = directory; path is not null; path = Path.GetDirectoryName(path))
        {
            if (Path.GetFileName(path) == Templates && File.Exists(Path.Combine(path, "..", ChartFile)))
                return true;
        }

        return false;
    }

    private static bool IsAround(string directory, string path) =>
        path.StartsWith(directory.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <param name="Real">The directory itself.</param>
    /// <param name="Shown">The way by which it was reached.</param>
    /// <param name="Bundle">The directory whose manifests belong together.</param>
    /// <param name="Ignore">What the ignore files around say.</param>
    /// <param name="Filter">What a glob asks for.</param>
    /// <param name="LinkDepth">How many links were followed.</param>
    private sealed record Place(string Real, string Shown, string Bundle, IgnoreScope? Ignore, PathFilter? Filter, int LinkDepth)
    {
        /// <summary>Whether the directory is a Helm chart.</summary>
        public bool IsChart { get; init; }

        /// <summary>Whether it lies in the templates of one.</summary>
        public bool IsInChart { get; init; }
    }

    private sealed record Link(FileSystemInfo Entry, Place Place);
}

/// <summary>The part of a glob from its first wildcard on.</summary>
internal sealed class PathFilter
{
    private readonly string _directory;
    private readonly int _levels;
    private readonly bool _namesExtension;

    public PathFilter(string directory, string pattern)
    {
        _directory = directory;
        Pattern = pattern;
        _levels = pattern.Contains("**", StringComparison.Ordinal) ? int.MaxValue : pattern.Count(c => c == '/');
        _namesExtension = Path.GetExtension(pattern) is { Length: > 1 } extension && extension.AsSpan().IndexOfAny("*?[") < 0;
    }

    /// <summary>With forward slashes, relative.</summary>
    public string Pattern { get; }

    /// <summary>Whether a directory lies on the way to something that matches.</summary>
    public bool MayHold(string path) => Relative(path).Count(c => c == '/') < _levels;

    /// <summary>Whether a file matches; without an extension in the pattern only manifests do.</summary>
    public bool Takes(string path) => (_namesExtension || InputFile.IsManifestName(path)) && Wildcards.Match(Pattern, Relative(path));

    private string Relative(string path) => Path.GetRelativePath(_directory, path).Replace('\\', '/');
}
