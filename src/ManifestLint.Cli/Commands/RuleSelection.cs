using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Commands;

/// <summary>Makes a configuration of the options that choose rules.</summary>
internal static class RuleSelection
{
    // A selection speaks of rules about manifests. That something could not be looked at is reported all the same, or silence would mean two things.
    private static readonly ImmutableArray<string> AlwaysSelected = ["ML0001", "ML0010", "ML0015", "ML0017", "ML0019", "ML0022"];

    /// <summary>The configuration for the options.</summary>
    /// <exception cref="WrongUseException">A rule or level is unknown.</exception>
    public static LintConfiguration Create(ImmutableArray<Rule> rules, LintOptions options)
    {
        var names = new RuleNames(rules);
        var severities = LintConfiguration.Default.Severities.ToBuilder();
        var ignored = LintConfiguration.Default.Ignored.ToBuilder();
        foreach (string setting in options.Severities)
            SetSeverity(setting, names, severities, ignored);

        ImmutableHashSet<string> selected = Expand(options.Select, names, " in --select");
        if (selected.IsEmpty && options.Preset == RulePreset.Security)
            selected = selected.Union(IdsOf(rules, RulePreset.Security));
        ignored.UnionWith(Expand(options.Ignore, names, " in --ignore"));
        return LintConfiguration.Default with
        {
            Preset = options.Preset,
            Target = options.Version.Target,
            RequiresSchemas = options.RequiresSchemas,
            Selected = selected.IsEmpty && options.Preset != RulePreset.Security ? selected : selected.Union(AlwaysSelected),
            Ignored = ignored.ToImmutable(),
            Severities = severities.ToImmutable(),
            AllowsInlineSuppressions = options.AllowsInlineSuppressions,
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

    private static void SetSeverity(
        string setting,
        RuleNames names,
        ImmutableDictionary<string, DiagnosticSeverity>.Builder severities,
        ImmutableHashSet<string>.Builder ignored)
    {
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            throw new WrongUseException($"--severity {setting} lacks a level: RULE=off|info|warning|error");

        foreach (DiagnosticDescriptor rule in names.GetAll(setting[..equals], " in --severity"))
        {
            if (ParseLevel(setting[(equals + 1)..], " in --severity", off: "off") is { } severity)
            {
                severities[rule.Id] = severity;
                ignored.Remove(rule.Id);
            }
            else
            {
                severities.Remove(rule.Id);
                ignored.Add(rule.Id);
            }
        }
    }

    private static ImmutableHashSet<string> Expand(ImmutableArray<string> words, RuleNames names, string where) =>
        words.SelectMany(word => names.GetAll(word, where)).Select(rule => rule.Id).ToImmutableHashSet(StringComparer.Ordinal);
}
