using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Schemas;

/// <summary>Reads the keywords of a written schema that hold no schema themselves. A value that is none for its keyword is not there.</summary>
internal static class SchemaKeywords
{
    /// <summary>Whether a keyword is set.</summary>
    public static bool IsTrue(YamlMapping schema, string keyword) => schema.GetBoolean(keyword)?.Value == true;

    /// <summary>The types, null left out unless it is the only one.</summary>
    public static SchemaTypes ReadTypes(YamlMapping schema, out bool isNullable)
    {
        var types = SchemaTypes.None;
        if (schema.Get("type") is YamlSequence)
        {
            foreach (YamlNode item in schema.GetItems("type"))
                types |= TypeOf(NodeReading.AsString(item)?.Value);
        }
        else
        {
            types = TypeOf(schema.GetString("type")?.Value);
        }

        isNullable = types.HasFlag(SchemaTypes.Null) || IsTrue(schema, "nullable");
        return types == SchemaTypes.Null ? types : types & ~SchemaTypes.Null;
    }

    /// <summary>The types of a schema whose <c>anyOf</c> or <c>oneOf</c> tells nothing but types; null when there is more to it.</summary>
    public static SchemaTypes? ReadTypesOfChoices(YamlMapping schema)
    {
        if (schema.Get("not") is not null || schema.Get("allOf") is not null)
            return null;

        YamlNode? anyOf = schema.Get("anyOf");
        YamlNode? oneOf = schema.Get("oneOf");
        if (anyOf is not null && oneOf is not null)
            return null;

        var types = SchemaTypes.None;
        foreach (YamlNode choice in schema.GetItems(anyOf is null ? "oneOf" : "anyOf"))
        {
            if (choice is not YamlMapping mapping || !Array.TrueForAll([.. mapping.Entries], entry => entry.KeyText is "type" or "format" or "nullable" or "description"))
                return null;
            SchemaTypes part = ReadTypes(mapping, out _);
            if (part == SchemaTypes.None)
                return null;
            types |= part;
        }

        return types == SchemaTypes.Null ? types : types & ~SchemaTypes.Null;
    }

    /// <summary>What is said by single bits.</summary>
    public static SchemaTraits ReadTraits(YamlMapping schema) =>
        (IsTrue(schema, "x-kubernetes-preserve-unknown-fields") ? SchemaTraits.Open : SchemaTraits.None)
        | (IsTrue(schema, "x-kubernetes-embedded-resource") ? SchemaTraits.EmbeddedResource : SchemaTraits.None)
        | (IsTrue(schema, "uniqueItems") ? SchemaTraits.UniqueItems : SchemaTraits.None)
        | (IsTrue(schema, "deprecated") ? SchemaTraits.Deprecated : SchemaTraits.None);

    /// <summary>How the items of a list are told apart.</summary>
    public static SchemaListType ReadListType(YamlMapping schema) => schema.GetString("x-kubernetes-list-type")?.Value switch
    {
        "map" => SchemaListType.Map,
        "set" => SchemaListType.Set,
        _ => SchemaListType.None,
    };

    /// <summary>The strings of a list.</summary>
    public static ImmutableArray<string> ReadTexts(YamlMapping schema, string keyword)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (YamlNode item in schema.GetItems(keyword))
        {
            if (NodeReading.AsString(item) is { } text)
                texts.Add(text.Value);
        }

        return texts.DrainToImmutable();
    }

    /// <summary>The closed set of values; empty when one of them is no scalar, since only scalars are compared.</summary>
    public static ImmutableArray<string> ReadEnum(YamlMapping schema)
    {
        if (schema.Get("const") is { } only)
            return only is YamlScalar constant ? [constant.Resolve().Json] : [];

        var values = ImmutableArray.CreateBuilder<string>();
        foreach (YamlNode item in schema.GetItems("enum"))
        {
            if (item is not YamlScalar scalar)
                return [];
            values.Add(scalar.Resolve().Json);
        }

        return values.DrainToImmutable();
    }

    /// <summary>The fields that must be written: the server fills in a field that has a default before it looks for what is missing.</summary>
    public static ImmutableArray<RequiredField> ReadRequired(YamlMapping schema)
    {
        YamlMapping? properties = schema.GetMapping("properties");
        var required = ImmutableArray.CreateBuilder<RequiredField>();
        foreach (string field in ReadTexts(schema, "required"))
        {
            if (properties.GetMapping(field).Get("default") is null)
                required.Add(new RequiredField(field, MinorSet.All));
        }

        return required.DrainToImmutable();
    }

    /// <summary>The JSON text of a scalar, strings unquoted; null when there is none.</summary>
    public static string? ReadScalar(YamlMapping schema, string keyword) => schema.Get(keyword) is YamlScalar scalar ? scalar.Resolve().Json : null;

    /// <summary>Bounds of numbers, lengths and counts.</summary>
    public static SchemaBounds? ReadBounds(YamlMapping schema)
    {
        SchemaBounds? bounds = null;
        foreach ((string keyword, YamlEntry entry) in schema.EffectiveEntries())
        {
            if (SchemaBoundsReader.IsBound(keyword) && entry.Value.Dereference() is YamlScalar value)
                bounds = SchemaBoundsReader.Add(bounds, keyword, value.Resolve().Json);
        }

        return bounds;
    }

    /// <summary>Whether a schema combines others.</summary>
    public static bool HasCombinations(YamlMapping schema) =>
        schema.Get("oneOf") is not null || schema.Get("anyOf") is not null || schema.Get("allOf") is not null || schema.Get("not") is not null;

    /// <summary>
    /// Whether everything that a branch demands is understood. One that seems to hold only because a demand was passed over would make <c>oneOf</c> and
    /// <c>not</c> report a valid value.
    /// </summary>
    public static bool IsUnderstood(YamlNode? branches)
    {
        foreach (YamlNode node in branches?.DescendantsAndSelf() ?? [])
        {
            if (node is YamlEntry { KeyText: { } keyword } entry && (IsForeign(keyword) || (keyword is "enum" or "const" or "items" && !IsPlain(keyword, entry.Value.Dereference()))))
                return false;
        }

        return true;
    }

    private static bool IsPlain(string keyword, YamlNode value) => (keyword, value) switch
    {
        ("items", YamlSequence) or ("const", not YamlScalar) => false,
        ("enum", YamlSequence values) => values.Items.All(item => item.Dereference() is YamlScalar),
        _ => true,
    };

    private static bool IsForeign(string keyword) => keyword is "if" or "then" or "else" or "dependencies" or "dependentRequired" or "dependentSchemas" or "contains"
        or "minContains" or "maxContains" or "propertyNames" or "prefixItems" or "additionalItems" or "unevaluatedProperties" or "unevaluatedItems" or "uniqueItems"
        or "$dynamicRef" or "$recursiveRef";

    private static SchemaTypes TypeOf(string? name) => name switch
    {
        "string" => SchemaTypes.String,
        "integer" => SchemaTypes.Integer,
        "number" => SchemaTypes.Number,
        "boolean" => SchemaTypes.Boolean,
        "object" => SchemaTypes.Object,
        "array" => SchemaTypes.Array,
        "null" => SchemaTypes.Null,
        _ => SchemaTypes.None,
    };
}
