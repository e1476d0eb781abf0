using ManifestLint.Resources;

namespace ManifestLint.Cli.Inputs;

/// <summary>The files that are read so that rules know what else exists, each once.</summary>
internal sealed class ContextFiles(CommandEnvironment environment, ManifestReader reader)
{
    private readonly Dictionary<string, ManifestFile?> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Full paths of patches: operations of a JSON patch are no manifest, and are read all the same.</summary>
    public IReadOnlySet<string> Patches { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Reads files, many by several threads, and gives back their paths.</summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="passesOver">Whether files that cannot hold an object need not be parsed.</param>
    public List<string> Prefetch(IEnumerable<string> paths, bool passesOver = false)
    {
        List<string> all = [.. paths];
        List<InputFile> unread = [.. all.Where(path => !_files.ContainsKey(path)).Select(path => new InputFile(path, environment.DisplayPath(path, isWrittenRelative: true), "") { IsNamed = Patches.Contains(path) })];
        ReadFile[] read = passesOver ? reader.ReadContext(unread) : reader.Read(unread, FileRole.Context);
        for (int i = 0; i < read.Length; i++)
            _files[unread[i].FullPath] = read[i].Manifest;
        return all;
    }

    /// <summary>A file; null when it is to be passed over. What cannot be read is nobody's business as long as it is not linted.</summary>
    public ManifestFile? Read(string path)
    {
        Prefetch([path]);
        return _files[path];
    }

    /// <summary>A file that nobody else gets: what belongs to two bundles is a file of its own in each.</summary>
    public ManifestFile? ReadForOne(string path) => Read(path) is { } file && !_taken.Add(path) ? file.AsContext() : _files[path];
}
