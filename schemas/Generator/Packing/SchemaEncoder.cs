using System.Globalization;
using System.Text.Json;

namespace ManifestLint.Schemas.Generator.Packing;

/// <summary>Writes one schema as what <see cref="SchemaPack"/> reads: tags with their payload, closed by <see cref="SchemaPackTag.End"/>.</summary>
internal sealed class SchemaEncoder(TextTable texts, IReadOnlyDictionary<string, int> definitions)
{
    private const string LocalReference = "#/$defs/";
    private const string KubernetesReference = "kubernetes#/$defs/";

    /// <summary>One schema; <paramref name="more"/> has further keywords for it, or is undefined.</summary>
    public void WriteSchema(PackBuffer buffer, JsonElement schema, JsonElement more = default)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            WriteTraits(buffer, schema.ValueKind == JsonValueKind.True ? SchemaTraits.Open : SchemaTraits.Never);
            WriteTag(buffer, SchemaPackTag.End);
            return;
        }

        var traits = SchemaTraits.None;
        foreach (JsonProperty keyword in schema.EnumerateObject())
            traits |= WriteKeyword(buffer, keyword);
        if (more.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty keyword in more.EnumerateObject())
                traits |= WriteKeyword(buffer, keyword);
        }

        if (schema.EnumerateObject().All(keyword => keyword.Name == "nullable"))
            traits |= SchemaTraits.Open;
        if (traits != SchemaTraits.None)
            WriteTraits(buffer, traits);
        WriteTag(buffer, SchemaPackTag.End);
    }

    /// <summary>The fields of a definition with range-coded variants: schema, whether it is required, and the minors that they hold for.</summary>
    public void WriteProperties(PackBuffer buffer, IReadOnlyList<(string Name, List<(JsonElement Schema, JsonElement More, bool IsRequired, int Minors)> Variants)> properties)
    {
        WriteTag(buffer, SchemaPackTag.Properties);
        buffer.WriteNumber(properties.Count);
        foreach ((string name, List<(JsonElement Schema, JsonElement More, bool IsRequired, int Minors)> variants) in properties)
        {
            buffer.WriteNumber(texts.NumberOf(name));
            buffer.WriteNumber(variants.Count);
            foreach ((JsonElement schema, JsonElement more, bool isRequired, int minors) in variants)
            {
                buffer.WriteByte((isRequired ? 1 : 0) | (minors >= 0 ? 2 : 0));
                if (minors >= 0)
                    buffer.WriteNumber(minors);
                WriteSchema(buffer, schema, more);
            }
        }
    }

    public static void WriteTag(PackBuffer buffer, SchemaPackTag tag) => buffer.WriteByte((byte)tag);

    private static void WriteTraits(PackBuffer buffer, SchemaTraits traits)
    {
        WriteTag(buffer, SchemaPackTag.Traits);
        buffer.WriteByte((byte)traits);
    }

    private SchemaTraits WriteKeyword(PackBuffer buffer, JsonProperty keyword)
    {
        JsonElement value = keyword.Value;
        switch (keyword.Name)
        {
            case "$ref":
                WriteReference(buffer, value.GetString()!);
                return SchemaTraits.None;
            case "type":
                WriteTypes(buffer, value);
                return SchemaTraits.None;
            case "nullable" or "in":
                return SchemaTraits.None;
            case "format":
                WriteTextOf(buffer, SchemaPackTag.Format, value.GetString()!);
                return SchemaTraits.None;
            case "pattern":
                WriteTextOf(buffer, SchemaPackTag.Pattern, value.GetString()!);
                return SchemaTraits.None;
            case "default":
                WriteTextOf(buffer, SchemaPackTag.Default, ScalarText(value));
                return SchemaTraits.None;
            case "enum":
                WriteTexts(buffer, SchemaPackTag.Enum, value.EnumerateArray().Select(ScalarText));
                return SchemaTraits.None;
            case "required":
                WriteTexts(buffer, SchemaPackTag.Required, value.EnumerateArray().Select(name => name.GetString()!));
                return SchemaTraits.None;
            case "x-kubernetes-list-map-keys":
                WriteTexts(buffer, SchemaPackTag.ListMapKeys, value.EnumerateArray().Select(name => name.GetString()!));
                return SchemaTraits.None;
            case "x-kubernetes-list-type":
                WriteListType(buffer, value.GetString()!);
                return SchemaTraits.None;
            case "items":
                WriteBelow(buffer, SchemaPackTag.Items, value);
                return SchemaTraits.None;
            case "not":
                WriteBelow(buffer, SchemaPackTag.Not, value);
                return SchemaTraits.None;
            case "additionalProperties" when value.ValueKind == JsonValueKind.False:
                return SchemaTraits.None;
            case "additionalProperties" when value.ValueKind == JsonValueKind.True:
                return SchemaTraits.Open;
            case "additionalProperties":
                WriteBelow(buffer, SchemaPackTag.AdditionalProperties, value);
                return SchemaTraits.None;
            case "properties":
                WriteProperties(buffer, [.. value.EnumerateObject().Select(property => (property.Name, new List<(JsonElement, JsonElement, bool, int)> { (property.Value, default, false, -1) }))]);
                return SchemaTraits.None;
            case "oneOf":
                WriteAll(buffer, SchemaPackTag.OneOf, value);
                return SchemaTraits.None;
            case "anyOf":
                WriteAll(buffer, SchemaPackTag.AnyOf, value);
                return SchemaTraits.None;
            case "allOf":
                WriteAll(buffer, SchemaPackTag.AllOf, value);
                return SchemaTraits.None;
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" or "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties":
                WriteTextOf(buffer, SchemaPackTag.Bound, keyword.Name);
                buffer.WriteNumber(texts.NumberOf(value.ValueKind == JsonValueKind.True ? "true" : value.GetDouble().ToString("R", CultureInfo.InvariantCulture)));
                return SchemaTraits.None;
            case "deprecated":
                return SchemaTraits.Deprecated;
            case "x-kubernetes-int-or-string":
                return SchemaTraits.IntOrString;
            case "x-kubernetes-preserve-unknown-fields":
                return SchemaTraits.Open;
            case "x-kubernetes-embedded-resource":
                return SchemaTraits.EmbeddedResource;
            case "uniqueItems":
                return SchemaTraits.UniqueItems;
            default:
                throw new InvalidDataException($"The pack has no place for the keyword '{keyword.Name}'.");
        }
    }

    private void WriteReference(PackBuffer buffer, string reference)
    {
        if (reference.StartsWith(KubernetesReference, StringComparison.Ordinal))
        {
            WriteTextOf(buffer, SchemaPackTag.KubernetesReference, reference[KubernetesReference.Length..]);
            return;
        }

        if (!reference.StartsWith(LocalReference, StringComparison.Ordinal) || !definitions.TryGetValue(reference[LocalReference.Length..], out int definition))
            throw new InvalidDataException($"The reference '{reference}' leads nowhere.");
        WriteTag(buffer, SchemaPackTag.Reference);
        buffer.WriteNumber(definition);
    }

    private static void WriteTypes(PackBuffer buffer, JsonElement value)
    {
        IEnumerable<string> names = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(name => name.GetString()!) : [value.GetString()!];
        WriteTag(buffer, SchemaPackTag.Types);
        buffer.WriteByte((byte)names.Aggregate(SchemaTypes.None, (types, name) => types | Enum.Parse<SchemaTypes>(name, ignoreCase: true)));
    }

    private static void WriteListType(PackBuffer buffer, string type)
    {
        SchemaListType known = type switch { "map" => SchemaListType.Map, "set" => SchemaListType.Set, "atomic" => SchemaListType.None, _ => throw new InvalidDataException($"Unknown list type '{type}'.") };
        if (known == SchemaListType.None)
            return;
        WriteTag(buffer, SchemaPackTag.ListType);
        buffer.WriteByte((byte)known);
    }

    private void WriteBelow(PackBuffer buffer, SchemaPackTag tag, JsonElement schema)
    {
        WriteTag(buffer, tag);
        WriteSchema(buffer, schema);
    }

    private void WriteAll(PackBuffer buffer, SchemaPackTag tag, JsonElement schemas)
    {
        WriteTag(buffer, tag);
        buffer.WriteNumber(schemas.GetArrayLength());
        foreach (JsonElement schema in schemas.EnumerateArray())
            WriteSchema(buffer, schema);
    }

    private void WriteTextOf(PackBuffer buffer, SchemaPackTag tag, string text)
    {
        WriteTag(buffer, tag);
        buffer.WriteNumber(texts.NumberOf(text));
    }

    private void WriteTexts(PackBuffer buffer, SchemaPackTag tag, IEnumerable<string> values)
    {
        string[] all = [.. values];
        WriteTag(buffer, tag);
        buffer.WriteNumber(all.Length);
        foreach (string value in all)
            buffer.WriteNumber(texts.NumberOf(value));
    }

    private static string ScalarText(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
