using System.Collections.Concurrent;
using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Schemas;

/// <summary>
/// Reads schemas out of YAML, of which JSON is a part: the OpenAPI schema of a CustomResourceDefinition, or a file of JSON Schema. What it does not
/// understand allows everything. Definitions are read when a value reaches them, by any thread.
/// </summary>
public sealed class SchemaReader
{
    private readonly SchemaDialect _dialect;
    private readonly SchemaReferences _references;
    private readonly ConcurrentDictionary<YamlNode, Schema> _definitions = new();

    private SchemaReader(SchemaDialect dialect, SchemaReferences references)
    {
        _dialect = dialect;
        _references = references;
    }

    /// <summary>The schema that a node holds; <see cref="Schema.Any"/> when it holds none.</summary>
    /// <param name="root">The schema, which <c>#</c> stands for in its references.</param>
    /// <param name="dialect">What it means by what it does not say.</param>
    /// <param name="open">Opens the file of a reference such as <c>_definitions.json#/definitions/x</c> and gives its root, or null. Called from many threads.</param>
    public static Schema Read(YamlNode root, SchemaDialect dialect, Func<string, YamlNode?>? open = null) =>
        new SchemaReader(dialect, new SchemaReferences(root, open)).ReadSchema(root, isBranch: false);

    private Schema ReadSchema(YamlNode written, bool isBranch)
    {
        YamlNode node = written.Dereference();
        if (node is YamlScalar scalar && scalar.Resolve() is { Kind: YamlScalarKind.Boolean, Json: "false" })
            return new Schema { Traits = SchemaTraits.Never };
        if (node is not YamlMapping schema)
            return Schema.Any;
        return SchemaReferences.IsReference(schema) ? Schema.Reference(() => ReadTarget(schema)) : ReadHere(schema, isBranch);
    }

    private Schema ReadTarget(YamlMapping reference) =>
        _references.Follow(reference) is { } target ? _definitions.GetOrAdd(target, node => ReadSchema(node, isBranch: false)) : Schema.Any;

    private Schema ReadHere(YamlMapping schema, bool isBranch)
    {
        SchemaTypes types = SchemaKeywords.ReadTypes(schema, out bool isNullable);
        string? format = schema.GetString("format")?.Value;
        bool hasCombinations = SchemaKeywords.HasCombinations(schema) && !_references.IsEndless(schema);
        if (hasCombinations && SchemaKeywords.ReadTypesOfChoices(schema) is { } choices)
        {
            // Choices of types alone are types: controller-gen writes anyOf beside x-kubernetes-int-or-string, openapi2jsonschema oneOf in its place.
            types = types == SchemaTypes.None ? choices : types & choices;
            hasCombinations = false;
        }

        bool isIntOrString = SchemaKeywords.IsTrue(schema, "x-kubernetes-int-or-string") || format == "int-or-string" || types == (SchemaTypes.Integer | SchemaTypes.String);
        SchemaProperty[] properties = [.. ReadProperties(schema)];
        Schema? additional = ReadAdditionalProperties(schema, out bool isForbidden);
        var traits = SchemaKeywords.ReadTraits(schema);
        if (isIntOrString)
            traits |= SchemaTraits.IntOrString;
        if (isNullable)
            traits |= SchemaTraits.Nullable;
        if (isForbidden && _dialect == SchemaDialect.Json)
            traits |= SchemaTraits.Closed;
        if (IsOpen(properties.Length > 0, isForbidden, isBranch))
            traits |= SchemaTraits.Open;
        if (traits.HasFlag(SchemaTraits.EmbeddedResource) && properties.Length > 0)
            properties = WithObjectFields(properties);

        return new Schema
        {
            Types = isIntOrString ? SchemaTypes.None : types,
            Traits = traits,

            // The server takes days and weeks for a duration, JSON Schema means ISO 8601.
            Format = format is "duration" or "int-or-string" ? null : format,
            Enum = SchemaKeywords.ReadEnum(schema),
            Properties = properties.Length == 0 ? SchemaProperties.None : new SchemaProperties(properties),
            Required = SchemaKeywords.ReadRequired(schema),
            AdditionalProperties = additional,
            PatternProperties = ReadPatternProperties(schema),
            Items = schema.Get("items") is { } items and not YamlSequence ? ReadSchema(items, isBranch) : null,
            ListType = SchemaKeywords.ReadListType(schema),
            ListMapKeys = SchemaKeywords.ReadTexts(schema, "x-kubernetes-list-map-keys"),
            Default = SchemaKeywords.ReadScalar(schema, "default"),
            Pattern = schema.GetString("pattern") is { } pattern ? new SchemaPattern(pattern.Value) : null,
            Bounds = SchemaKeywords.ReadBounds(schema),
            OneOf = hasCombinations && SchemaKeywords.IsUnderstood(schema.Get("oneOf")) ? ReadBranches(schema, "oneOf") : [],
            AnyOf = hasCombinations ? ReadBranches(schema, "anyOf") : [],
            AllOf = hasCombinations ? ReadBranches(schema, "allOf") : [],
            Not = hasCombinations && schema.GetMapping("not") is { } not && SchemaKeywords.IsUnderstood(not) ? ReadSchema(not, isBranch: true) : null,
        };
    }

    // A branch of a structural schema says something about values, never which fields there are.
    private bool IsOpen(bool hasProperties, bool isForbidden, bool isBranch) => _dialect switch
    {
        SchemaDialect.Json => !isForbidden,
        SchemaDialect.Preserving => true,
        _ => isBranch || !(hasProperties || isForbidden),
    };

    private IEnumerable<SchemaProperty> ReadProperties(YamlMapping schema)
    {
        if (schema.GetMapping("properties") is not { } properties)
            yield break;

        foreach ((string name, YamlEntry entry) in properties.EffectiveEntries())
            yield return new SchemaProperty(name, ReadSchema(entry.Value, isBranch: false), MinorSet.All, []);
    }

    // An object in a field has what every object has, whether the schema repeats it or not.
    private static SchemaProperty[] WithObjectFields(SchemaProperty[] properties) =>
    [
        .. properties,
        .. ((string[])["apiVersion", "kind", "metadata"])
            .Where(name => !Array.Exists(properties, property => property.Name == name))
            .Select(name => new SchemaProperty(name, Schema.Any, MinorSet.All, [])),
    ];

    private Schema? ReadAdditionalProperties(YamlMapping schema, out bool isForbidden)
    {
        YamlNode? additional = schema.Get("additionalProperties");
        isForbidden = additional is YamlScalar scalar && scalar.Resolve() is { Kind: YamlScalarKind.Boolean, Json: "false" };
        return additional is YamlMapping ? ReadSchema(additional, isBranch: false)
            : additional is not null && !isForbidden ? Schema.Any
            : null;
    }

    private ImmutableArray<(SchemaPattern Pattern, Schema Schema)> ReadPatternProperties(YamlMapping schema)
    {
        if (schema.GetMapping("patternProperties") is not { } patterns)
            return [];

        var read = ImmutableArray.CreateBuilder<(SchemaPattern, Schema)>();
        foreach ((string pattern, YamlEntry entry) in patterns.EffectiveEntries())
            read.Add((new SchemaPattern(pattern), ReadSchema(entry.Value, isBranch: false)));
        return read.DrainToImmutable();
    }

    private ImmutableArray<Schema> ReadBranches(YamlMapping schema, string keyword) =>
        schema.Get(keyword) is YamlSequence branches ? [.. branches.Items.Select(branch => ReadSchema(branch, isBranch: true))] : [];
}
