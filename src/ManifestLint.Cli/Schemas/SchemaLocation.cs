using ManifestLint.Cli.Inputs;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Schemas;

/// <summary>What the schemas of a run are read with.</summary>
/// <param name="Environment">Files.</param>
/// <param name="Cache">What was downloaded before.</param>
/// <param name="Version">What <c>NormalizedKubernetesVersion</c> stands for.</param>
/// <param name="IsOffline">Whether the network is not to be used.</param>
/// <param name="Cancellation">Ends a download.</param>
internal sealed record SchemaAccess(CommandEnvironment Environment, SchemaCache Cache, string Version, bool IsOffline, CancellationToken Cancellation);

/// <summary>One <c>--schema-location</c>: a directory, a template of paths, or a template of addresses. Each file is read once; one thread at a time.</summary>
internal sealed class SchemaLocation : ISchemaSource
{
    private const string Definitions = "_definitions.json";

    private readonly Lock _gate = new();
    private readonly Dictionary<(string ApiVersion, string Kind), SchemaRoot?> _kinds = [];
    private readonly Dictionary<string, YamlNode?> _files = new(StringComparer.Ordinal);
    private readonly SchemaAccess _access;
    private readonly SchemaTemplate _template;
    private readonly bool _isRemote;
    private SchemaText? _unreachable;

    /// <summary>Makes sense of a location.</summary>
    /// <exception cref="WrongUseException">It is no location, or a directory that does not exist.</exception>
    public SchemaLocation(string written, SchemaAccess access)
    {
        Written = written;
        _access = access;
        _isRemote = IsAddress(written);
        bool isDirectory = !_isRemote && Directory.Exists(access.Environment.FullPath(written));
        _template = SchemaTemplate.Parse(written, isDirectory);
        if (!_isRemote)
            CheckPath();
    }

    /// <summary>As the user wrote it.</summary>
    public string Written { get; }

    /// <summary>The first thing that went wrong, in plain words with its place; null when nothing did.</summary>
    public string? Trouble { get; private set; }

    /// <inheritdoc/>
    public SchemaRoot? Find(string apiVersion, string kind)
    {
        lock (_gate)
        {
            if (!_kinds.TryGetValue((apiVersion, kind), out SchemaRoot? root))
                _kinds.Add((apiVersion, kind), root = Read(apiVersion, kind));
            return root;
        }
    }

    private static bool IsAddress(string written)
    {
        int scheme = written.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return false;
        if (written[..scheme] is not ("http" or "https"))
            throw new WrongUseException($"--schema-location {written}: '{written[..scheme]}' cannot be fetched from; give a directory, a path, or an address with http or https");
        if (!Uri.TryCreate(written.Replace("{{", "", StringComparison.Ordinal).Replace("}}", "", StringComparison.Ordinal), UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
            throw new WrongUseException($"--schema-location {written} is no valid address");
        return true;
    }

    // What stands before the first placeholder is there, or nothing ever will be found.
    private void CheckPath()
    {
        if (Written.Length == 0)
            throw new WrongUseException("--schema-location is empty; give a directory, a path with placeholders, an address, or default");

        int slash = _template.Start.LastIndexOf('/');
        string directory = slash < 0 ? "." : _template.Start[..(slash + 1)];
        if (_template.IsFixed ? !File.Exists(FullPath(Written)) : !Directory.Exists(FullPath(directory)))
            throw new WrongUseException($"--schema-location {Written}: there is no {(_template.IsFixed ? "such file" : $"directory {directory}")}");
    }

    private SchemaRoot? Read(string apiVersion, string kind)
    {
        foreach (string place in _template.Expand(apiVersion, kind, _access.Version))
        {
            if (ReadFile(place) is not { } root)
                continue;

            var schema = SchemaReader.Read(root, SchemaDialect.Json, file => file == Definitions ? ReadDefinitions(place) : null);
            return new SchemaRoot(apiVersion, kind, Plural: "", schema, MinorSet.All, IsClusterScoped: null);
        }

        return null;
    }

    // Asked for by a value that reaches a reference, by any thread.
    private YamlNode? ReadDefinitions(string place)
    {
        lock (_gate)
            return ReadFile(place[..(place.LastIndexOf('/') + 1)] + Definitions);
    }

    private YamlNode? ReadFile(string place)
    {
        if (!_files.TryGetValue(place, out YamlNode? root))
            _files.Add(place, root = _isRemote ? ReadRemote(place) : Parse(place, ReadLocal(place)));
        return root;
    }

    private SchemaText ReadLocal(string place)
    {
        string path = FullPath(place);
        try
        {
            return File.Exists(path) ? SchemaText.Found(_access.Environment.Disk.Read(path)) : SchemaText.Missing;
        }
        catch (Exception exception) when (FileTrouble.IsTrouble(exception))
        {
            return SchemaText.Failed(FileTrouble.Describe(path, exception));
        }
    }

    // A copy that is not fresh any more is better than none when nobody answers.
    private YamlNode? ReadRemote(string place)
    {
        if (!Uri.TryCreate(place, UriKind.Absolute, out Uri? address))
            return Parse(place, SchemaText.Failed("it is no valid address"));

        byte[]? copy = _access.Cache.Read(address, out bool isFresh);
        if (_access.IsOffline || isFresh)
            return copy is null ? null : Parse(place, SchemaText.Found(copy));

        SchemaText text = _unreachable ?? _access.Environment.Download.Get(address, _access.Cancellation);
        if (text.IsUnreachable)
            _unreachable = text;
        if (text.Trouble is not null && copy is not null)
            return Parse(place, SchemaText.Found(copy));

        YamlNode? root = Parse(place, text);
        if (root is not null)
            _access.Cache.Write(address, text.Bytes!, _access.Cancellation);
        return root;
    }

    private YamlNode? Parse(string place, SchemaText text)
    {
        if (text.Trouble is { } trouble)
            Trouble ??= $"cannot read {place}: {trouble}";
        if (text.Bytes is not { } bytes)
            return null;

        if (SourceText.Decode(bytes, out TextDecodingError? undecodable) is not { } source)
            return Refuse(place, undecodable!.Position, undecodable.Message);

        var tree = YamlTree.Parse(source);
        if (tree.Errors.FirstOrDefault() is { } error)
            return Refuse(place, source.GetPosition(error.Span.Start), error.Message);
        YamlNode? root = tree.Documents.Select(document => document.Root).OfType<YamlNode>().FirstOrDefault();
        return root is YamlMapping or YamlScalar { Value: "true" or "false" } ? root : Refuse(place, source.GetPosition(root?.Span.Start ?? 0), "a JSON Schema is an object");
    }

    private YamlNode? Refuse(string place, LinePosition position, string reason)
    {
        Trouble ??= FormattableString.Invariant($"{place}:{position.Line + 1}:{position.Character + 1}: no valid schema, {reason}");
        return null;
    }

    private string FullPath(string path) => _access.Environment.FullPath(path);
}
