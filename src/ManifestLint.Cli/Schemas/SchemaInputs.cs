using System.Collections.Immutable;
using ManifestLint.Cli.Commands;
using ManifestLint.Cli.Inputs;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Schemas;

/// <summary>The schemas that the user gives: <c>--crds</c>, then every <c>--schema-location</c> in its order.</summary>
internal sealed class SchemaInputs
{
    private readonly List<string> _unusable = [];
    private readonly ImmutableArray<SchemaLocation> _locations = [];

    /// <summary>Reads what <c>--crds</c> names and makes sense of the locations, which are read when a kind is asked for.</summary>
    /// <exception cref="WrongUseException">A location is none.</exception>
    public SchemaInputs(CommandEnvironment environment, LintOptions options, ManifestReader reader, CancellationToken cancellation)
    {
        var sources = ImmutableArray.CreateBuilder<ISchemaSource>();
        if (!options.Definitions.IsEmpty)
            sources.Add(ReadDefinitions(environment, options.Definitions, reader));

        if (!options.SchemaLocations.IsEmpty)
        {
            var access = new SchemaAccess(environment, new SchemaCache(environment), options.Version.Normalized, options.IsOffline, cancellation);
            foreach (string location in options.SchemaLocations)
                sources.Add(location == "default" ? new SchemaStore(options.Version.Target) : new SchemaLocation(location, access));
        }

        Sources = sources.DrainToImmutable();
        _locations = [.. Sources.OfType<SchemaLocation>()];
    }

    /// <summary>What to ask for schemas, in order.</summary>
    public ImmutableArray<ISchemaSource> Sources { get; }

    /// <summary>What could not be read so far, in plain words: at most one complaint for each location.</summary>
    public IEnumerable<string> Troubles => _unusable.Concat(_locations.Where(location => location.Trouble is not null).Select(location => location.Trouble!));

    private CustomResourceDefinitions ReadDefinitions(CommandEnvironment environment, ImmutableArray<string> paths, ManifestReader reader)
    {
        if (paths.Contains("-"))
            throw new WrongUseException("--crds names files and directories; give standard input as a path, and its definitions are used");

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
                _unusable.Add($"--crds {reason}");
        }

        foreach (InputArea area in found.Areas)
        {
            bool holdsDefinition = files.Exists(file => defining.Contains(file.Read.Path) && area.Contains(file.Found.FullPath));
            if (!holdsDefinition && !files.Exists(file => file.Read.ReadError is not null && area.Contains(file.Found.FullPath + Path.DirectorySeparatorChar)))
                _unusable.Add($"--crds {area.Written} holds no CustomResourceDefinition");
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
