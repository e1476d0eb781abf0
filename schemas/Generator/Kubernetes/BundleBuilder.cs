using System.Globalization;
using System.Text.Json.Nodes;
using ManifestLint.Schemas.Generator.Model;
using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>Joins the model of a minor with the facts of the Go modules to schemas.</summary>
internal sealed class BundleBuilder(MinorFacts facts)
{
    /// <summary>Makes the schemas of one minor.</summary>
    public Bundle Build(int minor, ApiModel model)
    {
        IReadOnlyDictionary<string, string> names = OfficialNames.Find(model, facts);
        var definitions = new SortedDictionary<string, IReadOnlyDictionary<string, Property>>(StringComparer.Ordinal);
        foreach ((string className, string definition) in names)
        {
            var properties = new SortedDictionary<string, Property>(StringComparer.Ordinal);
            foreach ((string name, ApiField field) in model.Classes[className])
                properties[name] = new Property(CanonicalJson.Write(SchemaOf(minor, model, definition, name, field, names)), field.IsRequired);
            if (!definitions.TryAdd(definition, properties))
                throw new InvalidDataException($"Two classes of 1.{minor} are {definition}; the second is {className}.");
        }
        return new Bundle(
            new SortedDictionary<string, Root>(
                model.Roots.ToDictionary(root => root.Key, root => new Root(names[root.Value.ClassName], root.Value.IsNamespaced ? "N" : "C", root.Value.Plural)),
                StringComparer.Ordinal),
            definitions);
    }

    private JsonObject SchemaOf(int minor, ApiModel model, string definition, string name, ApiField field, IReadOnlyDictionary<string, string> names)
    {
        MergeField? merge = facts.Merge(minor, definition, name);
        bool isQuantity = merge?.NamedType?.EndsWith(".Quantity", StringComparison.Ordinal) ?? false;
        JsonObject schema = SchemaOf(isQuantity ? WithQuantity(field.Type) : field.Type, names);
        if (field.Type is ListType && merge?.ListKind is "map" or "set")
        {
            schema["x-kubernetes-list-type"] = merge.ListKind;

            // A key that came in a later minor than this one is none here.
            IEnumerable<string> keys = field.Type.ClassName is { } item && model.Classes.TryGetValue(item, out var fields) ? merge.Keys.Where(fields.ContainsKey) : merge.Keys;
            if (keys.Any())
                schema["x-kubernetes-list-map-keys"] = Texts(keys);
        }
        if (DefaultOf(field.Type, facts.Default(definition, name)) is { } value)
            schema["default"] = value;
        if (facts.Values(minor, definition, name) is { IsEmpty: false } values && EnumPlace(schema) is { } place)
            place["enum"] = Texts(values);

        // The declarations of the client lose the comment of a field that holds an object; there the Go source speaks.
        if (field.IsDeprecated || (field.Type is ClassType && facts.IsDeprecated(minor, definition, name)))
            schema["deprecated"] = true;
        return schema;
    }

    private static JsonObject SchemaOf(FieldType type, IReadOnlyDictionary<string, string> names) => type switch
    {
        // A class without fields (JSON, RawExtension) is anything.
        ClassType named => names.TryGetValue(named.Name, out string? definition) ? new JsonObject { ["$ref"] = "#/$defs/" + definition } : [],
        ListType list => new JsonObject { ["type"] = "array", ["items"] = SchemaOf(list.Item, names) },
        MapType map => new JsonObject { ["type"] = "object", ["additionalProperties"] = SchemaOf(map.Value, names) },
        ScalarType scalar => SchemaOf(scalar.Kind),
        _ => throw new InvalidOperationException($"{type} is no known type."),
    };

    private static JsonObject SchemaOf(Scalar kind) => kind switch
    {
        Scalar.Any => [],
        Scalar.Text => new JsonObject { ["type"] = "string" },
        Scalar.Bytes => new JsonObject { ["type"] = "string", ["format"] = "byte" },
        Scalar.Time => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        Scalar.Integer => new JsonObject { ["type"] = "integer" },
        Scalar.Integer32 => new JsonObject { ["type"] = "integer", ["format"] = "int32" },
        Scalar.Integer64 => new JsonObject { ["type"] = "integer", ["format"] = "int64" },
        Scalar.Number => new JsonObject { ["type"] = "number" },
        Scalar.Truth => new JsonObject { ["type"] = "boolean" },
        Scalar.IntegerOrText => new JsonObject { ["x-kubernetes-int-or-string"] = true },
        Scalar.Quantity => new JsonObject { ["type"] = new JsonArray("string", "number"), ["format"] = "quantity" },
        _ => throw new InvalidOperationException($"{kind} is no known scalar."),
    };

    // The clients have a text where Kubernetes takes a quantity.
    private static FieldType WithQuantity(FieldType type) => type switch
    {
        ListType list => new ListType(WithQuantity(list.Item)),
        MapType map => new MapType(WithQuantity(map.Value)),
        ScalarType { Kind: Scalar.Text } => new ScalarType(Scalar.Quantity),
        _ => type,
    };

    private static JsonValue? DefaultOf(FieldType type, string? text) => (type, text) switch
    {
        (_, null) => null,
        (ScalarType { Kind: Scalar.Text }, _) => JsonValue.Create(text),
        (ScalarType { Kind: Scalar.Truth }, "true") => JsonValue.Create(value: true),
        (ScalarType { Kind: Scalar.Integer or Scalar.Integer32 or Scalar.Integer64 }, _) => JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static JsonObject? EnumPlace(JsonObject schema) => (string?)(schema["type"] as JsonValue) switch
    {
        "string" => schema,
        "array" => (JsonObject)schema["items"]!,
        _ => null,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
