using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Commands;

/// <summary>Makes the layer that beats all files of the options that choose rules.</summary>
internal static class RuleSelection
{
    /// <summary>The layer for the options.</summary>
    /// <exception cref="WrongUseException">A rule or level is unknown.</exception>
    public static ConfigurationLayer CreateLayer(ImmutableArray<Rule> rules, LintOptions options, string workingDirectory)
    {
        var names = new RuleNames(rules);
        var levels = new Dictionary<string, RuleSetting>(StringComparer.Ordinal);
        foreach (string setting in options.Severities)
            SetSeverity(setting, names, levels);
        foreach (DiagnosticDescriptor rule in options.Ignore.SelectMany(word => names.GetAll(word, " in --ignore")))
            levels[rule.Id] = new RuleSetting(rule, new Setting<DiagnosticSeverity?>(null, new SettingOrigin("--ignore")), []);

        if (options.Version is not null)
            KubernetesVersion.Parse(options.Version);
        string directory = workingDirectory.Replace('\\', '/');
        return new ConfigurationLayer
        {
            Name = ConfigurationLayer.CommandLine,
            Directory = directory,
            PathsFrom = directory,
            Preset = options.Preset is { } preset ? new Setting<RulePreset>(preset, new SettingOrigin("--preset")) : null,
            Version = options.Version is { } version ? new Setting<string>(version, new SettingOrigin("--kubernetes-version")) : null,
            FailOn = options.FailOn is { } level ? new Setting<DiagnosticSeverity?>(ParseLevel(level, " in --fail-on", off: "never"), new SettingOrigin("--fail-on")) : null,
            Rules = [.. levels.Values.OrderBy(rule => rule.Rule.Id, StringComparer.Ordinal)],
            SchemaLocations = Paths(options.SchemaLocations, "--schema-location"),
            Definitions = Paths(options.Definitions, "--crds"),
            InlineSuppressions = options.AllowsInlineSuppressions ? null : new Setting<bool>(false, new SettingOrigin("--no-inline-suppressions")),
            Selected = options.Select.IsEmpty ? null : new Setting<ImmutableArray<SelectedRule>>([.. options.Select.SelectMany(word => Select(word, names))], new SettingOrigin("--select")),
            RequiresSchemas = options.RequiresSchemas,
        };
    }

    /// <summary>The rules whose smallest preset is this one.</summary>
    public static IEnumerable<string> IdsOf(ImmutableArray<Rule> rules, RulePreset preset) =>
        rules.Where(rule => rule.Descriptor.Preset == preset).Select(rule => rule.Descriptor.Id);

    /// <summary>The level that somebody typed; null is off.</summary>
    /// <exception cref="WrongUseException">There is no such level.</exception>
    public static DiagnosticSeverity? ParseLevel(string level, string where, string off) => level switch
    {
        "error" => DiagnosticSeverity.Error,
        "warning" => DiagnosticSeverity.Warning,
        "info" => DiagnosticSeverity.Info,
        _ when level == off => null,
        _ => throw new WrongUseException($"Unknown severity '{level}'{where}{Spelling.SuggestOrList(level, ["info", "warning", "error", off])}"),
    };

    private static void SetSeverity(string setting, RuleNames names, Dictionary<string, RuleSetting> levels)
    {
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            throw new WrongUseException($"--severity {setting} lacks a level: RULE=off|info|warning|error");

        foreach (DiagnosticDescriptor rule in names.GetAll(setting[..equals], " in --severity"))
            levels[rule.Id] = new RuleSetting(rule, new Setting<DiagnosticSeverity?>(ParseLevel(setting[(equals + 1)..], " in --severity", off: "off"), new SettingOrigin("--severity")), []);
    }

    private static IEnumerable<SelectedRule> Select(string word, RuleNames names)
    {
        bool isExact = names.Find(word) is not null;
        return names.GetAll(word, " in --select").Select(rule => new SelectedRule(rule.Id, isExact));
    }

    private static Setting<ImmutableArray<Setting<string>>>? Paths(ImmutableArray<string> paths, string option)
    {
        var origin = new SettingOrigin(option);
        return paths.IsEmpty ? null : new Setting<ImmutableArray<Setting<string>>>([.. paths.Select(path => new Setting<string>(path, origin))], origin);
    }
}
