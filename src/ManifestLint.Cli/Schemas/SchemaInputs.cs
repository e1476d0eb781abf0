using System.Collections.Immutable;
using ManifestLint.Cli.Commands;
using ManifestLint.Cli.Inputs;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Schemas;

/// <summary>
/// The schemas that the user gives: definitions (<c>--crds</c>, <c>crds</c>), then every location (<c>--schema-location</c>, <c>schemaLocations</c>) in its
/// order. What several configurations ask for is read once.
/// </summary>
/// <param name="environment">Files.</param>
/// <param name="isOffline">Whether the network is not to be used.</param>
/// <param name="reader">Reads definitions.</param>
/// <param name="cancellation">Ends a download.</param>
internal sealed class SchemaInputs(CommandEnvironment environment, bool isOffline, ManifestReader reader, CancellationToken cancellation)
{
    private readonly List<string> _unusable = [];
    private readonly List<SchemaLocation> _locations = [];
    private readonly Dictionary<string, ImmutableArray<ISchemaSource>> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CustomResourceDefinitions> _definitions = new(StringComparer.Ordinal);
    private readonly SchemaCache _cache = new(environment);

    /// <summary>Takes a location in a configuration file that is none.</summary>
    public Action<Location, string> OnMistake { get; set; } = (_, message) => throw new WrongUseException(message);

    /// <summary>What could not be read so far, in plain words: at most one complaint for each location.</summary>
    public IEnumerable<string> Troubles => _unusable.Concat(_locations.Where(location => location.Trouble is not null).Select(location => location.Trouble!)).Distinct(StringComparer.Ordinal);

    /// <summary>What to ask for schemas under some settings, in order. Definitions are read now, locations when a kind is asked for.</summary>
    /// <exception cref="WrongUseException">A location of the command line is none.</exception>
    public ImmutableArray<ISchemaSource> For(EffectiveSettings settings)
    {
        if (settings.Definitions is null && settings.SchemaLocations is null)
            return [];

        string[] definitions = [.. (settings.Definitions?.Setting.Value ?? []).Select(path => Resolve(path, settings.Definitions!.Directory))];
        (Setting<string> Setting, string Path)[] locations = [.. (settings.SchemaLocations?.Setting.Value ?? []).Select(path => (path, Resolve(path, settings.SchemaLocations!.Directory)))];
        string key = string.Join('\0', [settings.Version?.Value ?? "", .. definitions, "", .. locations.Select(location => location.Path)]);
        if (_sources.TryGetValue(key, out ImmutableArray<ISchemaSource> known))
            return known;

        var sources = ImmutableArray.CreateBuilder<ISchemaSource>();
        if (definitions.Length > 0)
            sources.Add(DefinitionsOf(definitions, settings.Definitions!.Setting.Origin));
        KubernetesVersion version = settings.Version is { } text ? KubernetesVersion.Parse(text.Value) : KubernetesVersion.Default;
        var access = new SchemaAccess(environment, _cache, version.Normalized, isOffline, cancellation);
        foreach ((Setting<string> setting, string path) in locations)
        {
            if (setting.Value == "default")
                sources.Add(new SchemaStore(version.Target));
            else if (CreateLocation(setting, path, access) is { } location)
                sources.Add(location);
        }

        _locations.AddRange(sources.OfType<SchemaLocation>());
        return _sources[key] = sources.ToImmutable();
    }

    private SchemaLocation? CreateLocation(Setting<string> setting, string path, SchemaAccess access)
    {
        try
        {
            return new SchemaLocation(path, access);
        }
        catch (WrongUseException exception) when (setting.Origin.Place is { } place)
        {
            OnMistake(place, exception.Message.Replace("--schema-location ", $"{ConfigurationKeys.SchemaLocations.Name}: ", StringComparison.Ordinal));
            return null;
        }
    }

    private CustomResourceDefinitions DefinitionsOf(string[] paths, SettingOrigin origin)
    {
        string key = string.Join('\0', paths);
        if (!_definitions.TryGetValue(key, out CustomResourceDefinitions? definitions))
            _definitions.Add(key, definitions = ReadDefinitions([.. paths], origin.IsCommandLine ? origin.Name : $"{ConfigurationKeys.Definitions.Name} in {origin}:"));
        return definitions;
    }

    // Paths of a file lead from its directory; those of the command line are what the user wrote.
    private string Resolve(Setting<string> path, string directory)
    {
        bool isPlain = path.Origin.IsCommandLine || path.Value == "default" || path.Value.Contains("://", StringComparison.Ordinal) || Path.IsPathRooted(path.Value);
        return isPlain ? path.Value : environment.DisplayPath(Path.GetFullPath(path.Value, directory), isWrittenRelative: true);
    }

    private CustomResourceDefinitions ReadDefinitions(ImmutableArray<string> paths, string asker)
    {
        if (paths.Contains("-"))
            throw new WrongUseException($"{asker} names files and directories; give standard input as a path, and its definitions are used");

        FoundInputs found = new InputFinder(environment).Find(paths);
        ReadFile[] read = reader.Read(found.Files, FileRole.Context);
        var files = new List<DefinitionFile>();
        for (int i = 0; i < read.Length; i++)
        {
            if (read[i].Manifest is { } manifest)
                files.Add(new DefinitionFile(found.Files[i], manifest));
        }

        var definitions = new CustomResourceDefinitions(files.SelectMany(file => file.Read.Resources));
        HashSet<string> defining = [.. definitions.Definitions.Select(definition => definition.File.Path)];
        foreach ((InputFile file, ManifestFile manifest) in files)
        {
            if (WhyUnusable(file, manifest, defining.Contains(manifest.Path)) is { } reason)
                _unusable.Add($"{asker} {reason}");
        }

        foreach (InputArea area in found.Areas)
        {
            bool holdsDefinition = files.Exists(file => defining.Contains(file.Read.Path) && area.Contains(file.Found.FullPath));
            if (!holdsDefinition && !files.Exists(file => file.Read.ReadError is not null && area.Contains(file.Found.FullPath + Path.DirectorySeparatorChar)))
                _unusable.Add($"{asker} {area.Written} holds no CustomResourceDefinition");
        }

        return definitions;
    }

    // In a directory, only what is meant to be a definition has to be one.
    private static string? WhyUnusable(InputFile file, ManifestFile manifest, bool isDefining)
    {
        if (manifest.ReadError is { } error)
            return $"cannot read {manifest.Path}: {error}";
        if (manifest.IsTemplate)
            return file.IsNamed ? $"{manifest.Path} is a template source; render it and give the result" : null;

        SourceText text = manifest.Tree!.Text;
        if (manifest.Tree.Errors.FirstOrDefault() is { } broken)
        {
            LinePosition position = text.GetPosition(broken.Span.Start);
            bool isMeant = file.IsNamed || text.Text.Contains("CustomResourceDefinition", StringComparison.Ordinal);
            return isMeant ? FormattableString.Invariant($"{manifest.Path}:{position.Line + 1}:{position.Character + 1}: {broken.Message}") : null;
        }

        return file.IsNamed && !isDefining ? $"{manifest.Path} holds no CustomResourceDefinition" : null;
    }

    private sealed record DefinitionFile(InputFile Found, ManifestFile Read);
}
