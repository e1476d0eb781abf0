using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Schemas;

namespace ManifestLint.Configuration;

/// <summary>What holds in a directory: layers from the weakest to the strongest. Equal settings give the same configuration object. Safe to ask from many threads.</summary>
public sealed class ConfigurationScope
{
    private readonly ConfigurationRules _rules;
    private readonly Func<EffectiveSettings, ImmutableArray<ISchemaSource>> _sourcesOf;
    private readonly ImmutableArray<(ConfigurationLayer Layer, ConfigurationOverride Entry)> _overrides;
    private readonly Dictionary<string, LintConfiguration> _configurations = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Puts layers together.</summary>
    /// <param name="layers">The weakest first.</param>
    /// <param name="rules">All rules.</param>
    /// <param name="sourcesOf">Makes the schemas that settings ask for; called once, when a run begins.</param>
    public ConfigurationScope(ImmutableArray<ConfigurationLayer> layers, ConfigurationRules rules, Func<EffectiveSettings, ImmutableArray<ISchemaSource>> sourcesOf)
    {
        Layers = layers;
        _rules = rules;
        _sourcesOf = sourcesOf;
        _overrides = [.. layers.SelectMany(layer => layer.Overrides.Select(entry => (layer, entry)))];
        Settings = EffectiveSettings.Of(layers, rules, _ => false);
    }

    /// <summary>The layers, the weakest first.</summary>
    public ImmutableArray<ConfigurationLayer> Layers { get; }

    /// <summary>What holds before any override.</summary>
    public EffectiveSettings Settings { get; }

    /// <summary>The configuration before any override.</summary>
    public LintConfiguration Configuration => Get(new string('-', _overrides.Length));

    /// <summary>Whether a file that was met in a directory is to be linted.</summary>
    /// <param name="fullPath">The file, with forward slashes.</param>
    public bool Takes(string fullPath)
    {
        if (Settings.Exclude is { } exclude && IsMatch(exclude, fullPath))
            return false;
        return Settings.Include is not { } include || IsMatch(include, fullPath);
    }

    /// <summary>What holds for an object, or for a file as a whole, with who said it.</summary>
    /// <param name="fullPath">The file, with forward slashes.</param>
    /// <param name="resource">The object; null for the file.</param>
    public EffectiveSettings SettingsFor(string fullPath, Resource? resource)
    {
        HashSet<ConfigurationOverride> holding = new(FindOverrides(fullPath).Where(entry => Holds(entry, resource)), ReferenceEqualityComparer.Instance);
        return EffectiveSettings.Of(Layers, _rules, holding.Contains);
    }

    /// <summary>What holds in a file: which overrides are about it.</summary>
    internal FileConfiguration For(string fullPath)
    {
        var isMatch = new bool[_overrides.Length];
        bool isAboutObjects = false;
        for (int i = 0; i < isMatch.Length; i++)
        {
            isMatch[i] = _overrides[i].Entry.IsMatch(Relative(_overrides[i].Layer.Directory, fullPath));
            isAboutObjects |= isMatch[i] && _overrides[i].Entry.IsAboutObjects;
        }

        return new FileConfiguration(this, isMatch, isAboutObjects);
    }

    /// <summary>The configuration for an object, or for a file as a whole, by the overrides that are about the file.</summary>
    internal LintConfiguration Get(bool[] isMatch, Resource? resource) =>
        Get(string.Create(isMatch.Length, (isMatch, resource, _overrides), static (key, about) =>
        {
            for (int i = 0; i < key.Length; i++)
                key[i] = about.isMatch[i] && Holds(about._overrides[i].Entry, about.resource) ? '+' : '-';
        }));

    private static bool Holds(ConfigurationOverride entry, Resource? resource) =>
        resource is null ? !entry.IsAboutObjects : entry.IsMatch(resource.Kind, resource.Namespace, resource.Name);

    private IEnumerable<ConfigurationOverride> FindOverrides(string fullPath) =>
        _overrides.Where(entry => entry.Entry.IsMatch(Relative(entry.Layer.Directory, fullPath))).Select(entry => entry.Entry);

    // The key tells which overrides hold.
    private LintConfiguration Get(string key)
    {
        lock (_gate)
        {
            if (_configurations.TryGetValue(key, out LintConfiguration? known))
                return known;

            HashSet<ConfigurationOverride> holding = new(ReferenceEqualityComparer.Instance);
            for (int i = 0; i < key.Length; i++)
            {
                if (key[i] == '+')
                    holding.Add(_overrides[i].Entry);
            }

            EffectiveSettings settings = holding.Count == 0 ? Settings : EffectiveSettings.Of(Layers, _rules, holding.Contains);
            LintConfiguration configuration = settings.ToConfiguration(_rules) with { SchemaSources = _sourcesOf(Settings) };
            _configurations.Add(key, configuration);
            return configuration;
        }
    }

    private static bool IsMatch(Based<ImmutableArray<PathGlob>> globs, string fullPath)
    {
        string path = Relative(globs.Directory, fullPath);
        return globs.Setting.Value.Any(glob => glob.IsMatch(path));
    }

    private static string Relative(string directory, string fullPath)
    {
        string start = directory.EndsWith('/') ? directory : directory + "/";
        return fullPath.StartsWith(start, StringComparison.Ordinal) ? fullPath[start.Length..] : Path.GetRelativePath(directory, fullPath).Replace('\\', '/');
    }
}

/// <summary>What holds in a file.</summary>
/// <param name="Scope">Its directory.</param>
/// <param name="IsMatch">Which overrides are about the file, or about objects in it.</param>
/// <param name="IsAboutObjects">Whether one of them is about objects.</param>
internal sealed record FileConfiguration(ConfigurationScope Scope, bool[] IsMatch, bool IsAboutObjects)
{
    private LintConfiguration? _whole;

    /// <summary>What holds for the file as a whole.</summary>
    public LintConfiguration Whole => _whole ??= Scope.Get(IsMatch, resource: null);

    /// <summary>What holds for an object.</summary>
    public LintConfiguration For(Resource resource) => IsAboutObjects ? Scope.Get(IsMatch, resource) : Whole;
}
