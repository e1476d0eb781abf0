using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Baselines;

/// <summary>The files of a run by the names that a baseline has for them; made when the first one is asked for.</summary>
internal sealed class BaselineFiles(ImmutableArray<Bundle> bundles, Func<string, string> nameOf)
{
    private Dictionary<string, BaselineFile>? _files;

    /// <summary>The file of a name; null when it is not part of the run.</summary>
    public BaselineFile? Find(string name) => (_files ??= Read()).GetValueOrDefault(name);

    private Dictionary<string, BaselineFile> Read()
    {
        var files = new Dictionary<string, BaselineFile>(StringComparer.Ordinal);
        foreach (Bundle bundle in bundles)
        {
            bool isJudged = IsJudged(bundle);
            foreach (ManifestFile file in bundle.Files)
            {
                string name = nameOf(file.Path);
                if (!files.TryGetValue(name, out BaselineFile? known))
                    files[name] = known = new BaselineFile();
                known.Add(file, isJudged);
            }
        }

        return files;
    }

    // A chart stays a chart, so a repository with one would never get rid of an entry; what is broken gets repaired.
    private static bool IsJudged(Bundle bundle) =>
        bundle.IsReadWhole && bundle.Files.All(file => file.IsTemplate || (file.ReadError is null && !file.Tree!.Errors.Any()));
}

/// <summary>A file of the run; several things that were read may go by one name, and one file may be part of several bundles.</summary>
internal sealed class BaselineFile
{
    private readonly List<ManifestFile> _files = [];
    private Dictionary<(string Kind, string Namespace, string Name), Resource>? _resources;

    /// <summary>What was read under the name.</summary>
    public IReadOnlyList<ManifestFile> Files => _files;

    /// <summary>Whether everything that rules look at was there, so that a finding that is missing is no finding any more.</summary>
    public bool IsJudged { get; private set; } = true;

    /// <summary>Whether all of the file's objects are known.</summary>
    public bool IsReadable => _files.TrueForAll(file => file is { Tree: { } tree, IsTemplate: false } && !tree.Errors.Any());

    public void Add(ManifestFile file, bool isJudged)
    {
        _files.Add(file);
        IsJudged &= isJudged && file is { Role: FileRole.Linted, IsTemplate: false };
    }

    /// <summary>Whether the object that a key speaks of is in the file.</summary>
    public bool Holds(FindingKey key) => ResourceOf(key) is not null;

    /// <summary>The object that a key speaks of.</summary>
    public Resource? ResourceOf(FindingKey key)
    {
        if (_resources is null)
        {
            _resources = [];
            foreach (ManifestFile file in _files)
            {
                foreach (Resource resource in file.Resources)
                    _resources.TryAdd((resource.Kind, resource.Namespace ?? "", resource.Name), resource);
            }
        }

        return _resources.GetValueOrDefault((key.Kind, key.Namespace, key.Object));
    }
}
