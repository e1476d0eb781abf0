using System.Collections.Immutable;
using System.Text.Json;
using ManifestLint.Analysis;

namespace ManifestLint.Configuration;

/// <summary>The definitions of <see cref="ConfigurationSchema"/> that are made of the rules: each by its id, and what may be said of it.</summary>
/// <param name="json">Where they are written.</param>
/// <param name="rules">All rules.</param>
internal sealed class RuleSchemas(Utf8JsonWriter json, ImmutableArray<Rule> rules)
{
    /// <summary>The definition of a mapping of rules.</summary>
    public const string Mapping = "rules";

    /// <summary>The definition of a rule's name or id.</summary>
    public const string Name = "ruleName";

    private const string Severity = "severity";

    /// <summary>Writes all definitions.</summary>
    public void Write()
    {
        WriteSeverity();
        json.WriteStartObject(Name);
        json.WriteString("description", "A rule by name or id.");
        SchemaParts.WriteChoice(json, [.. rules.Select(rule => rule.Descriptor.Name), .. rules.Select(rule => rule.Descriptor.Id)]);
        json.WriteEndObject();
        WriteMapping();
        foreach (Rule rule in rules)
            WriteRule(rule);
    }

    private void WriteSeverity()
    {
        json.WriteStartObject(Severity);
        json.WriteString("description", $"{ConfigurationKeys.Severity.Description}. Some editors read off as false, which means the same.");
        SchemaParts.WriteChoice(json, ConfigurationKeys.Severities, takesFalse: true);
        json.WriteEndObject();
    }

    private void WriteMapping()
    {
        json.WriteStartObject(Mapping);
        SchemaParts.WriteTypes(json, "object");
        json.WriteStartObject("properties");
        foreach (Rule rule in rules)
            SchemaParts.WriteReference(json, rule.Descriptor.Id, rule.Descriptor.Name);
        foreach (Rule rule in rules)
            SchemaParts.WriteReference(json, rule.Descriptor.Id, rule.Descriptor.Id);
        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    private void WriteRule(Rule rule)
    {
        json.WriteStartObject(rule.Descriptor.Id);
        json.WriteString("title", rule.Descriptor.ToString());
        json.WriteString("description", $"{rule.Descriptor.Title}. {rule.Descriptor.HelpUri}");
        json.WriteStartArray("anyOf");
        SchemaParts.WriteReference(json, Severity);
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        SchemaParts.WriteReference(json, Severity, ConfigurationKeys.Severity.Name);
        foreach (RuleOption option in rule.Options)
            WriteOption(option);
        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteOption(RuleOption option)
    {
        json.WriteStartObject(option.Key);
        json.WriteString("description", $"{option.Description}{StrictDefault(option)}.");
        switch (option)
        {
            case NumberOption number:
                SchemaParts.WriteTypes(json, "integer");
                json.WriteNumber("minimum", number.Minimum);
                json.WriteNumber("maximum", number.Maximum);
                json.WriteNumber("default", number.Default);
                break;
            case SwitchOption toggle:
                SchemaParts.WriteTypes(json, "boolean");
                json.WriteBoolean("default", toggle.Default);
                break;
            case ChoiceOption choice:
                SchemaParts.WriteChoice(json, choice.Values);
                json.WriteString("default", choice.Default);
                break;
            case ListOption list:
                SchemaParts.WriteTexts(json, []);
                SchemaParts.WriteStrings(json, "default", list.Default);
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
}
