using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ManifestLint.Analysis;

namespace ManifestLint.Configuration;

/// <summary>
/// The JSON Schema (draft 7, which editors understand) of the configuration file, made of <see cref="ConfigurationKeys"/> and the rules. It marks what
/// <c>lint</c> refuses: unknown keys, rules, options and values.
/// </summary>
public static class ConfigurationSchema
{
    /// <summary>Where the schema is found.</summary>
    public const string Uri = "https://manifestlint.dev/schemas/manifestlint.schema.json";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text.</summary>
    public static string Print(ImmutableArray<Rule> rules)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, Options))
            Write(json, rules);
        return Encoding.UTF8.GetString(content.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<Rule> rules)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
        json.WriteString("$id", Uri);
        json.WriteString("title", "ManifestLint configuration");
        json.WriteString("description", $"What manifestlint checks ({string.Join(", ", ConfigurationKeys.FileNames)}).");
        SchemaParts.WriteTypes(json, "object");
        WriteProperties(json, ConfigurationKeys.All);
        json.WriteStartObject("definitions");
        new RuleSchemas(json, rules).Write();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, ImmutableArray<ConfigurationKey> keys)
    {
        json.WriteStartObject("properties");
        foreach (ConfigurationKey key in keys)
        {
            json.WriteStartObject(key.Name);
            json.WriteString("description", $"{key.Description}. Default: {key.Default}.");
            WriteValue(json, key, IsCondition(key) ? 1 : 0);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
    }

    private static void WriteValue(Utf8JsonWriter json, ConfigurationKey key, int minimum)
    {
        switch (key.Kind)
        {
            case ConfigurationValueKind.Switch:
                SchemaParts.WriteTypes(json, "boolean");
                break;
            case ConfigurationValueKind.Choice:
                SchemaParts.WriteChoice(json, key.Values);
                break;
            case ConfigurationValueKind.Text:
                SchemaParts.WriteText(json);
                break;
            case ConfigurationValueKind.Versions:
                SchemaParts.WriteTypes(json, "string", "number");
                SchemaParts.WriteStrings(json, "examples", ["1.31", "1.29-1.34"]);
                break;
            case ConfigurationValueKind.Texts or ConfigurationValueKind.Globs:
                SchemaParts.WriteTexts(json, key.Values, minimum, key == ConfigurationKeys.Extends ? $"^({string.Join('|', key.Values)})$|/|\\.[Yy][Aa]?[Mm][Ll]$" : null);
                break;
            case ConfigurationValueKind.RuleList:
                SchemaParts.WriteOneOrMany(json, () => json.WriteString("$ref", $"#/definitions/{RuleSchemas.Name}"));
                break;
            case ConfigurationValueKind.Rules:
                json.WriteStartArray("allOf");
                SchemaParts.WriteReference(json, RuleSchemas.Mapping);
                json.WriteEndArray();
                break;
            case ConfigurationValueKind.Mapping:
                SchemaParts.WriteTypes(json, "object");
                WriteProperties(json, key.Keys);
                break;
            case ConfigurationValueKind.Mappings:
                SchemaParts.WriteTypes(json, "array");
                json.WriteStartObject("items");
                json.WriteString("type", "object");
                WriteProperties(json, key.Keys);
                WriteConditions(json, key.Keys);
                json.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"Keys of the kind {key.Kind} have no schema.");
        }
    }

    // An override says for what it is, by at least one condition that is not empty.
    private static void WriteConditions(Utf8JsonWriter json, ImmutableArray<ConfigurationKey> keys)
    {
        json.WriteStartArray("anyOf");
        foreach (ConfigurationKey key in keys.Where(IsCondition))
        {
            json.WriteStartObject();
            SchemaParts.WriteStrings(json, "required", [key.Name]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static bool IsCondition(ConfigurationKey key) =>
        ConfigurationKeys.Overrides.Keys.Contains(key) && key != ConfigurationKeys.OverrideReason && key != ConfigurationKeys.OverrideRules;
}
