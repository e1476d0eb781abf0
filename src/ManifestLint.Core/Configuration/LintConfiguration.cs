using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Schemas;

namespace ManifestLint.Configuration;

/// <summary>Which rules run, how bad their findings are, and the numbers that they use.</summary>
public sealed record LintConfiguration
{
    /// <summary>The default: preset <see cref="RulePreset.Recommended"/> and nothing else set.</summary>
    public static LintConfiguration Default { get; } = new();

    /// <summary>The rules that run when nothing is selected.</summary>
    public RulePreset Preset { get; init; } = RulePreset.Recommended;

    /// <summary>The Kubernetes versions that the manifests are written for.</summary>
    public TargetVersions Target { get; init; } = TargetVersions.Default;

    /// <summary>Schemas of custom resources that the user gives, in the order in which they are asked.</summary>
    public ImmutableArray<ISchemaSource> SchemaSources { get; init; } = [];

    /// <summary>Whether an object whose kind nobody knows is an error.</summary>
    public bool RequiresSchemas { get; init; }

    /// <summary>When not empty, exactly these rules run, by id.</summary>
    public ImmutableHashSet<string> Selected { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Rules that do not run, by id; wins over <see cref="Selected"/>.</summary>
    public ImmutableHashSet<string> Ignored { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Rules that run whatever the preset, by id; a rule that is locked stays when somebody chooses a smaller set.</summary>
    public ImmutableHashSet<string> Kept { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Severities that replace what rules say, by id; a rule named here runs whatever the preset.</summary>
    public ImmutableDictionary<string, DiagnosticSeverity> Severities { get; init; } = ImmutableDictionary.Create<string, DiagnosticSeverity>(StringComparer.Ordinal);

    /// <summary>Values that replace the defaults of options, by rule id and option key; each of the type that the option has.</summary>
    public ImmutableDictionary<(string RuleId, string Key), object> Options { get; init; } = ImmutableDictionary<(string RuleId, string Key), object>.Empty;

    /// <summary>The configuration file that these settings come from, as messages show it; null when there is none.</summary>
    public string? Source { get; init; }

    /// <summary>Rules that no suppression in a manifest may silence, by id.</summary>
    public ImmutableHashSet<string> Locked { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The configuration file with its line that locks a rule, by id, as messages show it.</summary>
    public ImmutableDictionary<string, string> LockPlaces { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The lowest severity of findings that makes the command fail; null when none does (<c>failOn</c>).</summary>
    public DiagnosticSeverity? FailOn { get; init; } = DiagnosticSeverity.Warning;

    /// <summary>The same for findings of locked rules, which no inner file makes less strict.</summary>
    public DiagnosticSeverity? LockedFailOn { get; init; } = DiagnosticSeverity.Warning;

    /// <summary>Whether comments and annotations may suppress findings (<c>suppressions.inline</c>).</summary>
    public bool AllowsInlineSuppressions { get; init; } = true;

    /// <summary>Whether every suppression has to say why (<c>suppressions.requireReason</c>); null leaves it to the preset: <c>strict</c> and <c>all</c> ask for it.</summary>
    public bool? RequiresReasons { get; init; }

    /// <summary>Whether a finding makes the command fail.</summary>
    public bool Fails(Diagnostic finding) => (Locked.Contains(finding.Descriptor.Id) ? LockedFailOn : FailOn) is { } level && finding.Severity >= level;

    /// <summary>Whether the preset asks for more than the certain and costly faults: <see cref="RulePreset.Strict"/> or <see cref="RulePreset.All"/>.</summary>
    public bool IsStrict => Preset is RulePreset.Strict or RulePreset.All;

    /// <summary>Whether a rule runs.</summary>
    public bool IsEnabled(DiagnosticDescriptor rule)
    {
        if (Ignored.Contains(rule.Id))
            return false;
        if (!Selected.IsEmpty)
            return Selected.Contains(rule.Id);
        return Contains(Preset, rule.Preset) || Severities.ContainsKey(rule.Id) || Kept.Contains(rule.Id);
    }

    /// <summary>The severity of a finding.</summary>
    public DiagnosticSeverity GetSeverity(DiagnosticDescriptor rule, DiagnosticSeverity reported) => Severities.GetValueOrDefault(rule.Id, reported);

    /// <summary>The value that is set for an option, or its default under the preset.</summary>
    public T GetOption<T>(DiagnosticDescriptor rule, RuleOption<T> option)
        where T : notnull => Options.TryGetValue((rule.Id, option.Key), out object? value) ? (T)value : IsStrict ? option.Strict : option.Default;

    // What is about security is a set of its own beside the others; all holds everything.
    internal static bool Contains(RulePreset preset, RulePreset rule) => preset == RulePreset.Security ? rule == RulePreset.Security : rule <= preset;
}
