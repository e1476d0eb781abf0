using System.Collections.Immutable;
using System.Text.Json;

namespace ManifestLint.Configuration;

/// <summary>Writes what a JSON Schema repeats. A value that is left empty counts as not written, so null is fine everywhere.</summary>
internal static class SchemaParts
{
    // What stands without quotes may be a number or a truth value for YAML; its text counts.
    private static readonly ImmutableArray<string> TextTypes = ["string", "number", "boolean"];

    /// <summary>A text.</summary>
    public static void WriteText(Utf8JsonWriter json) => WriteTypes(json, TextTypes.AsSpan());

    /// <summary>Texts: one, or a list.</summary>
    public static void WriteTexts(Utf8JsonWriter json, ImmutableArray<string> examples, int minimum = 0, string? pattern = null) => WriteOneOrMany(
        json,
        () =>
        {
            WriteText(json);
            if (pattern is not null)
                json.WriteString("pattern", pattern);
            if (!examples.IsEmpty)
                WriteStrings(json, "examples", examples);
        },
        minimum);

    /// <summary>A value or a list of such values.</summary>
    public static void WriteOneOrMany(Utf8JsonWriter json, Action writeItem, int minimum = 0)
    {
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        writeItem();
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "array");
        if (minimum > 0)
            json.WriteNumber("minItems", minimum);
        json.WriteStartObject("items");
        writeItem();
        json.WriteEndObject();
        json.WriteEndObject();
        WriteNullBranch(json);
        json.WriteEndArray();
    }

    /// <summary>A closed set of words.</summary>
    public static void WriteChoice(Utf8JsonWriter json, ImmutableArray<string> values, bool takesFalse = false)
    {
        WriteTypes(json, takesFalse ? ["string", "boolean"] : ["string"]);
        json.WriteStartArray("enum");
        foreach (string value in values)
            json.WriteStringValue(value);
        if (takesFalse)
            json.WriteBooleanValue(false);
        json.WriteNullValue();
        json.WriteEndArray();
    }

    /// <summary>The types of a value, and null.</summary>
    public static void WriteTypes(Utf8JsonWriter json, params ReadOnlySpan<string> types)
    {
        json.WriteStartArray("type");
        foreach (string type in types)
            json.WriteStringValue(type);
        json.WriteStringValue("null");
        json.WriteEndArray();
    }

    /// <summary>A schema that is a definition.</summary>
    public static void WriteReference(Utf8JsonWriter json, string definition, string? name = null)
    {
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
        json.WriteString("$ref", $"#/definitions/{definition}");
        json.WriteEndObject();
    }

    /// <summary>A list of texts.</summary>
    public static void WriteStrings(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteNullBranch(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "null");
        json.WriteEndObject();
    }
}
