using System.Collections.Immutable;
using ManifestLint.Configuration;

namespace ManifestLint.Schemas;

/// <summary>
/// Packed schemas (<c>schemas/README.md</c> says where they come from): texts, roots, and definitions that are read when they are first asked for.
/// A pack serves one target. Many threads may ask, and all of them get the same schema: rules tell schemas apart by reference.
/// </summary>
internal sealed class SchemaPack
{
    private readonly SchemaPackContent _content;
    private readonly MinorSet _target;
    private readonly Func<string, Schema>? _kubernetes;
    private readonly Schema?[] _definitions;
    private readonly Dictionary<(string ApiVersion, string Kind), SchemaRoot> _roots = [];

    public SchemaPack(SchemaPackContent content, TargetVersions target, Func<string, Schema>? kubernetes)
    {
        _content = content;
        _target = MinorSet.Of(target);
        _kubernetes = kubernetes;
        _definitions = new Schema?[content.DefinitionStarts.Length];
        foreach (((string apiVersion, string kind), SchemaPackRoot root) in content.Roots)
            _roots.Add((apiVersion, kind), MakeRoot(apiVersion, kind, root));
    }

    /// <summary>The schema of a definition; null when the pack has none of that name.</summary>
    public Schema? FindDefinition(string name) => _content.DefinitionNumbers.TryGetValue(name, out int number) ? GetDefinition(number) : null;

    /// <summary>The kind, or null when the pack does not know it.</summary>
    public SchemaRoot? FindRoot(string apiVersion, string kind) => _roots.GetValueOrDefault((apiVersion, kind));

    public IEnumerable<SchemaRoot> Roots => _roots.Values;

    private SchemaRoot MakeRoot(string apiVersion, string kind, in SchemaPackRoot root)
    {
        int definition = root.Definition;
        return new SchemaRoot(apiVersion, kind, root.Plural, Schema.Reference(() => GetDefinition(definition)), root.Minors, root.IsClusterScoped)
        {
            IsBuiltIn = _kubernetes is null,
            IsIncomplete = root.IsIncomplete,
        };
    }

    // Two threads may read one definition at once; the first to finish wins.
    private Schema GetDefinition(int number) => Volatile.Read(ref _definitions[number])
        ?? Interlocked.CompareExchange(ref _definitions[number], ReadDefinition(number), null)
        ?? _definitions[number]!;

    private Schema ReadDefinition(int number)
    {
        var reader = new PackReader(_content.Bytes, _content.DefinitionStarts[number]);
        return ReadSchema(ref reader, _content.DefinitionNames[number]);
    }

    private Schema ReadSchema(ref PackReader reader, string? name = null)
    {
        var types = SchemaTypes.None;
        var traits = SchemaTraits.None;
        var listType = SchemaListType.None;
        string? format = null;
        string? pattern = null;
        string? initial = null;
        ImmutableArray<string> values = [];
        ImmutableArray<string> keys = [];
        ImmutableArray<RequiredField> required = [];
        Schema? items = null;
        Schema? additional = null;
        Schema? not = null;
        ImmutableArray<Schema> oneOf = [];
        ImmutableArray<Schema> anyOf = [];
        ImmutableArray<Schema> allOf = [];
        SchemaProperties properties = SchemaProperties.None;
        SchemaBounds? bounds = null;
        MinorSet minors = MinorSet.All;
        Schema? reference = null;
        while ((SchemaPackTag)reader.ReadByte() is var tag && tag != SchemaPackTag.End)
        {
            switch (tag)
            {
                case SchemaPackTag.Reference:
                    int target = reader.ReadNumber();
                    reference = Schema.Reference(() => GetDefinition(target));
                    break;
                case SchemaPackTag.KubernetesReference:
                    string definition = ReadText(ref reader);
                    reference = Schema.Reference(() => _kubernetes!(definition));
                    break;
                case SchemaPackTag.Types:
                    types = (SchemaTypes)reader.ReadByte();
                    break;
                case SchemaPackTag.Traits:
                    traits |= (SchemaTraits)reader.ReadByte();
                    break;
                case SchemaPackTag.Format:
                    format = ReadText(ref reader);
                    break;
                case SchemaPackTag.Pattern:
                    pattern = ReadText(ref reader);
                    break;
                case SchemaPackTag.Default:
                    initial = ReadText(ref reader);
                    break;
                case SchemaPackTag.Enum:
                    values = ReadTexts(ref reader);
                    break;
                case SchemaPackTag.Required:
                    required = [.. ReadTexts(ref reader).Select(field => new RequiredField(field, MinorSet.All))];
                    break;
                case SchemaPackTag.ListMapKeys:
                    keys = ReadTexts(ref reader);
                    break;
                case SchemaPackTag.ListType:
                    listType = (SchemaListType)reader.ReadByte();
                    break;
                case SchemaPackTag.Items:
                    items = ReadSchema(ref reader);
                    break;
                case SchemaPackTag.AdditionalProperties:
                    additional = ReadSchema(ref reader);
                    break;
                case SchemaPackTag.Properties:
                    properties = ReadProperties(ref reader, minors, out ImmutableArray<RequiredField> ranged);
                    required = required.IsEmpty ? ranged : required;
                    break;
                case SchemaPackTag.OneOf:
                    oneOf = ReadSchemas(ref reader);
                    break;
                case SchemaPackTag.AnyOf:
                    anyOf = ReadSchemas(ref reader);
                    break;
                case SchemaPackTag.AllOf:
                    allOf = ReadSchemas(ref reader);
                    break;
                case SchemaPackTag.Not:
                    not = ReadSchema(ref reader);
                    break;
                case SchemaPackTag.Bound:
                    bounds = SchemaBoundsReader.Add(bounds, ReadText(ref reader), ReadText(ref reader));
                    break;
                case SchemaPackTag.Minors:
                    minors = new MinorSet(reader.ReadNumber());
                    break;
                default:
                    throw new InvalidDataException($"The schema pack holds an unknown tag {tag} at {reader.Position}.");
            }
        }

        // What stands beside a reference (a default, a list type) is of no use to a reader of the definition.
        if (reference is not null)
            return reference;

        bool isOpaque = types == SchemaTypes.Object && properties.Count == 0 && additional is null && oneOf.IsEmpty && anyOf.IsEmpty && allOf.IsEmpty;
        return new Schema
        {
            Name = name,
            Types = types,
            Traits = isOpaque ? traits | SchemaTraits.Open : traits,
            Format = format,
            Enum = values,
            Properties = properties,
            Required = required,
            AdditionalProperties = additional,
            Items = items,
            ListType = listType,
            ListMapKeys = keys,
            Default = initial,
            Pattern = pattern is null ? null : new SchemaPattern(pattern),
            Bounds = bounds,
            OneOf = oneOf,
            AnyOf = anyOf,
            AllOf = allOf,
            Not = not,
        };
    }

    private SchemaProperties ReadProperties(ref PackReader reader, MinorSet definitionMinors, out ImmutableArray<RequiredField> required)
    {
        var properties = new SchemaProperty[reader.ReadNumber()];
        var requiredFields = ImmutableArray.CreateBuilder<RequiredField>();
        for (int i = 0; i < properties.Length; i++)
        {
            string name = ReadText(ref reader);
            var present = new MinorSet(0);
            var requiredMinors = new MinorSet(0);
            var variants = new List<(MinorSet Minors, Schema Schema)>();
            int count = reader.ReadNumber();
            for (int variant = 0; variant < count; variant++)
            {
                byte bits = reader.ReadByte();
                MinorSet minors = (bits & 2) != 0 ? new MinorSet(reader.ReadNumber()) : definitionMinors;
                variants.Add((minors, ReadSchema(ref reader)));
                present = present.Or(minors);
                if ((bits & 1) != 0)
                    requiredMinors = requiredMinors.Or(minors);
            }

            properties[i] = MakeProperty(name, present, variants);
            if (!requiredMinors.IsEmpty)
                requiredFields.Add(new RequiredField(name, requiredMinors));
        }

        required = requiredFields.DrainToImmutable();
        return new SchemaProperties(properties);
    }

    // The newest version of the target that has the field decides how its value is read; without one, the newest that ever had it.
    private SchemaProperty MakeProperty(string name, MinorSet present, List<(MinorSet Minors, Schema Schema)> variants)
    {
        MinorSet wanted = present.And(_target) is { IsEmpty: false } common ? common : present;
        int newest = wanted.Last;
        Schema? schema = null;
        ImmutableArray<(MinorSet, Schema)> others = [];
        foreach ((MinorSet minors, Schema variant) in variants)
        {
            if (minors.Contains(newest))
                schema ??= variant;
            else if (!minors.And(_target).IsEmpty)
                others = others.Add((minors, variant));
        }

        return new SchemaProperty(name, schema!, present, others);
    }

    private ImmutableArray<Schema> ReadSchemas(ref PackReader reader)
    {
        var schemas = new Schema[reader.ReadNumber()];
        for (int i = 0; i < schemas.Length; i++)
            schemas[i] = ReadSchema(ref reader);
        return [.. schemas];
    }

    private string ReadText(ref PackReader reader) => _content.Texts[reader.ReadNumber()];

    private ImmutableArray<string> ReadTexts(ref PackReader reader)
    {
        var texts = new string[reader.ReadNumber()];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = ReadText(ref reader);
        return [.. texts];
    }
}
