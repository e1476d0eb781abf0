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
        WriteTypes(json, "object", "null");
        WriteProperties(json, ConfigurationKeys.All);
        json.WriteStartObject("definitions");
        WriteSeverity(json);
        WriteRuleNames(json, rules);
        WriteRules(json, rules);
        foreach (Rule rule in rules)
            WriteRule(json, rule);
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
            WriteValue(json, key);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
    }

    private static void WriteValue(Utf8JsonWriter json, ConfigurationKey key)
    {
        switch (key.Kind)
        {
            case ConfigurationValueKind.Switch:
                json.WriteString("type", "boolean");
                break;
            case ConfigurationValueKind.Choice:
                WriteTexts(json, "enum", key.Values);
                break;
            case ConfigurationValueKind.Text:
                json.WriteString("type", "string");
                break;
            case ConfigurationValueKind.Versions:
                // A version without quotes is a number.
                WriteTypes(json, "string", "number");
                WriteExamples(json, ["1.31", "1.29-1.34"]);
                break;
            case ConfigurationValueKind.Texts or ConfigurationValueKind.Globs:
                WriteTexts(json, key);
                break;
            case ConfigurationValueKind.RuleList:
                WriteOneOrMany(json, () => json.WriteString("$ref", "#/definitions/ruleName"));
                break;
            case ConfigurationValueKind.Rules:
                json.WriteStartArray("allOf");
                WriteReference(json, "rules");
                json.WriteEndArray();
                break;
            case ConfigurationValueKind.Mapping:
                json.WriteString("type", "object");
                WriteProperties(json, key.Keys);
                break;
            case ConfigurationValueKind.Mappings:
                json.WriteString("type", "array");
                json.WriteStartObject("items");
                json.WriteString("type", "object");
                WriteProperties(json, key.Keys);
                json.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"Keys of the kind {key.Kind} have no schema.");
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, ConfigurationKey key) => WriteOneOrMany(json, () =>
    {
        json.WriteString("type", "string");
        WriteExamples(json, key.Values);
    });

    private static void WriteOneOrMany(Utf8JsonWriter json, Action writeItem)
    {
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        writeItem();
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        writeItem();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteSeverity(Utf8JsonWriter json)
    {
        json.WriteStartObject("severity");
        json.WriteString("description", $"{ConfigurationKeys.Severity.Description}. Some editors read off as false, which means the same.");
        json.WriteStartArray("enum");
        foreach (string severity in ConfigurationKeys.Severities)
            json.WriteStringValue(severity);
        json.WriteBooleanValue(false);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRuleNames(Utf8JsonWriter json, ImmutableArray<Rule> rules)
    {
        json.WriteStartObject("ruleName");
        json.WriteString("description", "A rule by name or id.");
        WriteTexts(json, "enum", [.. rules.Select(rule => rule.Descriptor.Name), .. rules.Select(rule => rule.Descriptor.Id)]);
        json.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter json, ImmutableArray<Rule> rules)
    {
        json.WriteStartObject("rules");
        WriteTypes(json, "object", "null");
        json.WriteStartObject("properties");
        foreach (Rule rule in rules)
            WriteReference(json, rule.Descriptor.Id, rule.Descriptor.Name);
        foreach (Rule rule in rules)
            WriteReference(json, rule.Descriptor.Id, rule.Descriptor.Id);
        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject(rule.Descriptor.Id);
        json.WriteString("title", rule.Descriptor.ToString());
        json.WriteString("description", $"{rule.Descriptor.Title}. {rule.Descriptor.HelpUri}");
        json.WriteStartArray("anyOf");
        WriteReference(json, "severity");
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        WriteReference(json, "severity", ConfigurationKeys.Severity.Name);
        foreach (RuleOption option in rule.Options)
            WriteOption(json, option);
        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOption(Utf8JsonWriter json, RuleOption option)
    {
        json.WriteStartObject(option.Key);
        json.WriteString("description", $"{option.Description}{StrictDefault(option)}.");
        switch (option)
        {
            case NumberOption number:
                json.WriteString("type", "integer");
                json.WriteNumber("minimum", number.Minimum);
                json.WriteNumber("maximum", number.Maximum);
                json.WriteNumber("default", number.Default);
                break;
            case SwitchOption toggle:
                json.WriteString("type", "boolean");
                json.WriteBoolean("default", toggle.Default);
                break;
            case ChoiceOption choice:
                WriteTexts(json, "enum", choice.Values);
                json.WriteString("default", choice.Default);
                break;
            case ListOption list:
                WriteOneOrMany(json, () => json.WriteString("type", "string"));
                WriteTexts(json, "default", list.Default);
                break;
            default:
                throw new InvalidOperationException($"Options of the type {option.GetType()} have no schema.");
        }

        json.WriteEndObject();
    }

    private static string StrictDefault(RuleOption option) => option switch
    {
        NumberOption number when number.Strict != number.Default => $". Default in strict: {number.Strict}",
        SwitchOption toggle when toggle.Strict != toggle.Default => $". Default in strict: {(toggle.Strict ? "true" : "false")}",
        ChoiceOption choice when choice.Strict != choice.Default => $". Default in strict: {choice.Strict}",
        ListOption list when !list.Strict.AsSpan().SequenceEqual(list.Default.AsSpan()) => $". Default in strict: {string.Join(", ", list.Strict)}",
        _ => "",
    };

    private static void WriteReference(Utf8JsonWriter json, string definition, string? name = null)
    {
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
        json.WriteString("$ref", $"#/definitions/{definition}");
        json.WriteEndObject();
    }

    private static void WriteTypes(Utf8JsonWriter json, params ReadOnlySpan<string> types)
    {
        json.WriteStartArray("type");
        foreach (string type in types)
            json.WriteStringValue(type);
        json.WriteEndArray();
    }

    private static void WriteExamples(Utf8JsonWriter json, ImmutableArray<string> examples)
    {
        if (!examples.IsEmpty)
            WriteTexts(json, "examples", examples);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
