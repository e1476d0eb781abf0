using System.Collections.Immutable;
using System.Text.Json;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;

namespace ManifestLint.Cli.Commands.Configuration;

/// <summary>Prints what holds as one JSON object: every value with its origin.</summary>
internal static class ConfigurationJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Stream output, ShownConfiguration shown)
    {
        EffectiveSettings settings = shown.Settings;
        using (var json = new Utf8JsonWriter(output, JsonReporter.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("path", shown.Path);
            WriteValue(json, "preset", SeverityText.Of(settings.PresetOrDefault), settings.Preset?.Origin);
            WriteValue(json, "kubernetesVersion", shown.Configuration.Target.ToString(), settings.Version?.Origin);
            WriteValue(json, "failOn", SeverityText.Of(shown.Configuration.FailOn, "never"), settings.FailOn?.Origin);
            WriteTexts(json, "include", settings.Include?.Setting.Value.Select(glob => glob.Written) ?? ["**"], settings.Include?.Setting.Origin);
            WriteTexts(json, "exclude", settings.Exclude?.Setting.Value.Select(glob => glob.Written) ?? [], settings.Exclude?.Setting.Origin);
            WriteTexts(json, "schemaLocations", settings.SchemaLocations?.Setting.Value.Select(path => shown.PathFromHere(path, settings.SchemaLocations.Directory)) ?? [], settings.SchemaLocations?.Setting.Origin);
            WriteTexts(json, "crds", settings.Definitions?.Setting.Value.Select(path => shown.PathFromHere(path, settings.Definitions.Directory)) ?? [], settings.Definitions?.Setting.Origin);
            WriteValue(json, "inlineSuppressions", shown.Configuration.AllowsInlineSuppressions, settings.InlineSuppressions?.Origin);
            WriteValue(json, "requireReason", shown.Configuration.RequiresReasons ?? shown.Configuration.IsStrict, settings.RequireReason?.Origin);
            json.WriteStartArray("rules");
            foreach (ShownRule rule in shown.Rules)
                WriteRule(json, rule);
            json.WriteEndArray();
            json.WriteStartArray("locked");
            foreach ((string id, SettingOrigin origin) in settings.Locked)
            {
                json.WriteStartObject();
                json.WriteString("rule", id);
                json.WriteString("origin", origin.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteOverrides(json, "overrides", shown.Overrides.IsEmpty ? settings.Overrides : [.. shown.Overrides.Select(entry => entry.Entry)]);
            json.WriteStartArray("objects");
            foreach (ShownObject resource in shown.Objects)
            {
                json.WriteStartObject();
                json.WriteString("name", resource.Name);
                json.WriteNumber("line", resource.Line);
                WriteOverrides(json, "overrides", resource.Overrides);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteRule(Utf8JsonWriter json, ShownRule rule)
    {
        json.WriteStartObject();
        json.WriteString("rule", rule.Rule.Id);
        json.WriteString("name", rule.Rule.Name);
        json.WriteString("severity", SeverityText.Of(rule.Level, "off"));
        json.WriteString("origin", rule.LevelOrigin);
        json.WriteStartObject("options");
        foreach ((var option, object value, string origin) in rule.Options)
        {
            json.WriteStartObject(option.Key);
            WriteAny(json, value);
            json.WriteString("origin", origin);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteOverrides(Utf8JsonWriter json, string name, ImmutableArray<ConfigurationOverride> overrides)
    {
        json.WriteStartArray(name);
        foreach (ConfigurationOverride entry in overrides)
        {
            json.WriteStartObject();
            json.WriteString("origin", entry.Origin.ToString());
            json.WriteString("reason", entry.Reason);
            json.WriteStartArray("rules");
            foreach (RuleSetting rule in entry.Rules)
                json.WriteStringValue(rule.Rule.Id);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts, SettingOrigin? origin) =>
        WriteValue(json, name, texts.ToImmutableArray(), origin);

    private static void WriteValue(Utf8JsonWriter json, string name, object value, SettingOrigin? origin)
    {
        json.WriteStartObject(name);
        WriteAny(json, value);
        json.WriteString("origin", origin?.ToString() ?? "default");
        json.WriteEndObject();
    }

    private static void WriteAny(Utf8JsonWriter json, object value)
    {
        json.WritePropertyName("value");
        switch (value)
        {
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case ImmutableArray<string> texts:
                json.WriteStartArray();
                foreach (string text in texts)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }
}
