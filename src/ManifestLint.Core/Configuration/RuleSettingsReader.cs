using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Configuration;

/// <summary>Reads what a configuration file says of rules.</summary>
/// <param name="rules">All rules.</param>
/// <param name="values">Reads values.</param>
/// <param name="mistakes">Where mistakes go.</param>
internal sealed class RuleSettingsReader(ConfigurationRules rules, ValueReader values, MistakeList mistakes)
{
    /// <summary>Rules with their severities and options.</summary>
    public ImmutableArray<RuleSetting> Read(YamlNode value, string path)
    {
        if (values.ReadMapping(value, path, "a mapping of rules") is not { } mapping)
            return [];

        var settings = ImmutableArray.CreateBuilder<RuleSetting>();
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, YamlEntry entry) in values.ReadEntries(mapping, path, known: null))
        {
            if (Find(entry.Key.ContentSpan, key, ValueReader.Join(path, key)) is not { } rule)
                continue;
            if (written.TryAdd(rule.Id, key))
                settings.Add(ReadRule(rule, entry.Value, ValueReader.Join(path, key)));
            else
                mistakes.Add(entry.Key, ValueReader.Join(path, key), $"this is the rule that '{written[rule.Id]}' names already");
        }

        return settings.DrainToImmutable();
    }

    /// <summary>A list of rules.</summary>
    public ImmutableArray<Setting<string>> ReadList(YamlNode value, string path)
    {
        var list = ImmutableArray.CreateBuilder<Setting<string>>();
        foreach (Setting<string> word in values.ReadTexts(value, path, "a rule"))
        {
            TextSpan place = word.Origin.Place!.Value.Span;
            if (Find(place, word.Value, path) is not { } rule)
                continue;
            if (list.Any(other => other.Value == rule.Id))
                mistakes.Add(place, $"{path}: {rule} is listed already");
            else
                list.Add(word with { Value = rule.Id });
        }

        return list.DrainToImmutable();
    }

    private DiagnosticDescriptor? Find(TextSpan place, string word, string path)
    {
        if (rules.Find(word) is { } rule)
            return rule;

        mistakes.Add(place, $"{path}: no rule is called '{word}'{(rules.Suggest(word) is { } meant ? $", did you mean '{meant}'" : "; 'manifestlint rules' lists them")}");
        return null;
    }

    private RuleSetting ReadRule(DiagnosticDescriptor rule, YamlNode value, string path)
    {
        if (value.Dereference() is not YamlMapping mapping)
            return new RuleSetting(rule, ReadLevel(value, path), []);

        Setting<DiagnosticSeverity?>? level = null;
        var options = ImmutableArray.CreateBuilder<OptionSetting>();
        ImmutableArray<RuleOption> known = rules.OptionsOf(rule);
        foreach ((string key, YamlEntry entry) in values.ReadEntries(mapping, path, known: null))
        {
            string place = ValueReader.Join(path, key);
            if (key == ConfigurationKeys.Severity.Name)
                level = ReadLevel(entry.Value, place);
            else if (known.FirstOrDefault(option => option.Key == key) is not { } option)
                mistakes.AddUnknown(entry.Key, place, $"{rule.Id} has no such option", [ConfigurationKeys.Severity.Name, .. known.Select(candidate => candidate.Key)]);
            else if (values.ReadOption(option, entry.Value, place) is { } setting)
                options.Add(setting);
        }

        return new RuleSetting(rule, level, options.DrainToImmutable());
    }

    private Setting<DiagnosticSeverity?>? ReadLevel(YamlNode value, string path) =>
        values.ReadChoice(value, path, ConfigurationKeys.Severities) is { } level
            ? new Setting<DiagnosticSeverity?>(SeverityText.Parse(level.Value), level.Origin)
            : null;
}
