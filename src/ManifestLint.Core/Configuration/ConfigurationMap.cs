using System.Collections.Concurrent;
using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Configuration;

/// <summary>
/// Which configuration holds for a file and for each object in it. Equal settings of one directory are one object, so that what is made of a configuration
/// can be kept by it. Safe to ask from many threads.
/// </summary>
public sealed class ConfigurationMap
{
    private readonly LintConfiguration? _everywhere;
    private readonly Func<ManifestFile, ConfiguredPath>? _placeOf;
    private readonly ConcurrentDictionary<string, FileConfiguration> _files = new(StringComparer.Ordinal);

    /// <summary>One configuration for everything.</summary>
    public ConfigurationMap(LintConfiguration everywhere)
    {
        _everywhere = everywhere;
        First = everywhere;
    }

    /// <summary>Configurations by directories, overrides among them.</summary>
    /// <param name="first">What holds for what is no file.</param>
    /// <param name="placeOf">Finds the directory of a file; called once for each path.</param>
    public ConfigurationMap(ConfigurationScope first, Func<ManifestFile, ConfiguredPath> placeOf)
    {
        First = first.Configuration;
        _placeOf = placeOf;
    }

    /// <summary>What holds for what is no file: a run as a whole.</summary>
    public LintConfiguration First { get; }

    /// <summary>The configurations of files asked for so far, each once: <see cref="First"/>, then in the order of their paths.</summary>
    public ImmutableArray<LintConfiguration> All
    {
        get
        {
            var all = new DistinctConfigurations(First);
            foreach ((_, FileConfiguration file) in _files.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                all.Add(file.Whole);
            return all.ToImmutable();
        }
    }

    /// <summary>Whether all files and objects have one configuration, whatever they are.</summary>
    public bool IsUniform => _everywhere is not null;

    /// <summary>What holds for a file as a whole and for documents that hold no object.</summary>
    public LintConfiguration For(ManifestFile file) => _everywhere ?? Find(file).Whole;

    /// <summary>What holds for a place of a file: for the object that it lies in, else for the file.</summary>
    public LintConfiguration For(ManifestFile file, TextSpan place)
    {
        if (_everywhere is not null)
            return _everywhere;

        FileConfiguration found = Find(file);
        return found.IsAboutObjects && file.Places.Around(place) is { } around ? found.For(around) : found.Whole;
    }

    /// <summary>What holds for an object.</summary>
    public LintConfiguration For(Resource resource) => _everywhere ?? Find(resource.File).For(resource);

    /// <summary>Every configuration that holds for a file or an object in it, each once, the file's own first.</summary>
    public ImmutableArray<LintConfiguration> AllIn(ManifestFile file)
    {
        if (_everywhere is not null)
            return [_everywhere];

        FileConfiguration found = Find(file);
        if (!found.IsAboutObjects)
            return [found.Whole];

        var all = new DistinctConfigurations(found.Whole);
        foreach (Resource resource in file.Resources)
            all.Add(found.For(resource));
        return all.ToImmutable();
    }

    private FileConfiguration Find(ManifestFile file)
    {
        if (_files.TryGetValue(file.Path, out FileConfiguration? known))
            return known;

        ConfiguredPath place = _placeOf!(file);
        return _files.GetOrAdd(file.Path, place.Scope.For(place.FullPath));
    }

    private sealed class DistinctConfigurations
    {
        private readonly HashSet<LintConfiguration> _known = new(ReferenceEqualityComparer.Instance);
        private readonly List<LintConfiguration> _all = [];

        public DistinctConfigurations(LintConfiguration first) => Add(first);

        public void Add(LintConfiguration configuration)
        {
            if (_known.Add(configuration))
                _all.Add(configuration);
        }

        public ImmutableArray<LintConfiguration> ToImmutable() => [.. _all];
    }
}

/// <summary>Where a file is.</summary>
/// <param name="Scope">What holds in its directory.</param>
/// <param name="FullPath">Its full path, with forward slashes.</param>
public readonly record struct ConfiguredPath(ConfigurationScope Scope, string FullPath);
