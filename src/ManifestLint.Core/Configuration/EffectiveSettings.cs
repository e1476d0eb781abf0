using System.Collections.Immutable;
using ManifestLint.Diagnostics;

namespace ManifestLint.Configuration;

/// <summary>
/// What holds in some place when all that is said is put together, with who said it: files from the outermost directory to the nearest, what they build on
/// before themselves, the overrides of each behind it, and the command line last. Later wins, key by key.
/// </summary>
public sealed record EffectiveSettings
{
    // A selection speaks of rules about manifests. That something could not be looked at is reported all the same, or silence would mean two things.
    private static readonly ImmutableArray<string> AlwaysSelected = ["ML0001", "ML0010", "ML0015", "ML0017", "ML0019", "ML0020", "ML0022"];

    /// <summary>The nearest configuration file as reports show it; null when there is none.</summary>
    public string? Source { get; init; }

    /// <summary>The rules that run when nothing else is said.</summary>
    public Setting<RulePreset>? Preset { get; init; }

    /// <summary>The Kubernetes versions as written.</summary>
    public Setting<string>? Version { get; init; }

    /// <summary>The lowest severity that makes the command fail; a null value is never.</summary>
    public Setting<DiagnosticSeverity?>? FailOn { get; init; }

    /// <summary>What to take from directories.</summary>
    public Based<ImmutableArray<PathGlob>>? Include { get; init; }

    /// <summary>What to leave out of directories.</summary>
    public Based<ImmutableArray<PathGlob>>? Exclude { get; init; }

    /// <summary>How findings are reported, by rule id.</summary>
    public ImmutableSortedDictionary<string, EffectiveLevel> Levels { get; init; } = ImmutableSortedDictionary.Create<string, EffectiveLevel>(StringComparer.Ordinal);

    /// <summary>Options that are set, by rule id and key.</summary>
    public ImmutableDictionary<(string RuleId, string Key), OptionSetting> Options { get; init; } = ImmutableDictionary<(string RuleId, string Key), OptionSetting>.Empty;

    /// <summary>Rules that are locked, by id, with the place that locks them first.</summary>
    public ImmutableSortedDictionary<string, SettingOrigin> Locked { get; init; } = ImmutableSortedDictionary.Create<string, SettingOrigin>(StringComparer.Ordinal);

    /// <summary>Where schemas of custom resources are.</summary>
    public Based<ImmutableArray<Setting<string>>>? SchemaLocations { get; init; }

    /// <summary>Where CustomResourceDefinitions are.</summary>
    public Based<ImmutableArray<Setting<string>>>? Definitions { get; init; }

    /// <summary>Whether manifests may suppress findings.</summary>
    public Setting<bool>? InlineSuppressions { get; init; }

    /// <summary>Whether suppressions have to say why.</summary>
    public Setting<bool>? RequireReason { get; init; }

    /// <summary>When it is set, exactly these rules run.</summary>
    public Setting<ImmutableArray<SelectedRule>>? Selected { get; init; }

    /// <summary>The overrides that hold, in the order in which they were put on.</summary>
    public ImmutableArray<ConfigurationOverride> Overrides { get; init; } = [];

    /// <summary>The lowest severity of a locked rule's findings that makes the command fail; no inner file raises it.</summary>
    public Setting<DiagnosticSeverity?>? LockedFailOn { get; init; }

    private bool RequiresSchemas { get; init; }

    // What the files above a root choose decides only whether their locked rules run.
    private RulePreset? PresetAboveRoot { get; init; }

    private ImmutableHashSet<string> Kept { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Puts layers together.</summary>
    /// <param name="layers">The weakest first.</param>
    /// <param name="rules">All rules.</param>
    /// <param name="holds">Which overrides hold.</param>
    public static EffectiveSettings Of(IEnumerable<ConfigurationLayer> layers, ConfigurationRules rules, Func<ConfigurationOverride, bool> holds)
    {
        var settings = new EffectiveSettings();
        foreach (ConfigurationLayer layer in layers)
            settings = settings.With(layer, rules, holds);
        return settings;
    }

    /// <summary>The rules that a preset of the command line, of a file or of nobody runs.</summary>
    public RulePreset PresetOrDefault => Preset?.Value ?? RulePreset.Recommended;

    /// <summary>The configuration that a run uses, without schemas.</summary>
    public LintConfiguration ToConfiguration(ConfigurationRules rules)
    {
        var severities = LintConfiguration.Default.Severities.ToBuilder();
        var ignored = LintConfiguration.Default.Ignored.ToBuilder();
        foreach ((string id, EffectiveLevel level) in Levels)
        {
            if (level.Setting.Value is { } severity)
                severities[id] = severity;
            else if (level.Setting.Origin.IsCommandLine || Selected?.Value.Contains(new SelectedRule(id, IsExact: true)) != true)
                ignored.Add(id);
        }

        var options = ImmutableDictionary.CreateBuilder<(string, string), object>();
        foreach ((var key, OptionSetting option) in Options)
            options[key] = option.Value.Value;
        return LintConfiguration.Default with
        {
            Preset = PresetOrDefault,
            Target = Version is { } version ? TargetVersions.Parse(version.Value) ?? TargetVersions.Default : TargetVersions.Default,
            RequiresSchemas = RequiresSchemas,
            Selected = Select(rules, severities.Keys),
            Ignored = ignored.ToImmutable(),
            Severities = severities.ToImmutable(),
            Options = options.ToImmutable(),
            Kept = Kept,
            Source = Source,
            Locked = [.. Locked.Keys],
            LockPlaces = Locked.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            AllowsInlineSuppressions = InlineSuppressions?.Value ?? true,
            RequiresReasons = RequireReason?.Value,
            FailOn = FailOn is { } failOn ? failOn.Value : DiagnosticSeverity.Warning,
            LockedFailOn = LockedFailOn is { } lockedFailOn ? lockedFailOn.Value : DiagnosticSeverity.Warning,
        };
    }

    // What is about security is a set beside the others, so it is spelt out; what files and locks add to a preset stays.
    private ImmutableHashSet<string> Select(ConfigurationRules rules, IEnumerable<string> leveled)
    {
        if (Selected is { Value.IsEmpty: false } selected)
            return [.. AlwaysSelected, .. selected.Value.Select(rule => rule.Id)];
        if (PresetOrDefault != RulePreset.Security)
            return LintConfiguration.Default.Selected;
        return [.. AlwaysSelected, .. rules.All.Where(rule => rule.Descriptor.Preset == RulePreset.Security).Select(rule => rule.Descriptor.Id), .. leveled, .. Kept];
    }

    private EffectiveSettings With(ConfigurationLayer layer, ConfigurationRules rules, Func<ConfigurationOverride, bool> holds)
    {
        var levels = Levels.ToBuilder();
        var options = Options.ToBuilder();
        Apply(layer.Rules, from: null, levels, options);
        RulePreset preset = layer.Preset?.Value ?? (layer.IsAboveRoot ? PresetAboveRoot ?? RulePreset.Recommended : PresetOrDefault);
        var locked = Locked.ToBuilder();
        var kept = Kept.ToBuilder();
        foreach (Setting<string> rule in layer.Locked)
        {
            locked.TryAdd(rule.Value, rule.Origin);
            if (LintConfiguration.Contains(preset, rules.Get(rule.Value).Preset))
                kept.Add(rule.Value);
        }

        ImmutableArray<ConfigurationOverride> overrides = [.. layer.Overrides.Where(holds)];
        foreach (ConfigurationOverride entry in overrides)
            Apply(entry.Rules, entry, levels, options);
        return this with
        {
            Source = layer.Name == ConfigurationLayer.CommandLine ? Source : layer.Name,
            Preset = layer.IsAboveRoot ? Preset : layer.Preset ?? Preset,
            PresetAboveRoot = layer.IsAboveRoot ? preset : PresetAboveRoot,
            Version = layer.Version ?? Version,
            FailOn = layer.IsAboveRoot ? FailOn : layer.FailOn ?? FailOn,
            LockedFailOn = Stricter(layer),
            Include = Based(layer.Include, layer.Directory) ?? Include,
            Exclude = Based(layer.Exclude, layer.Directory) ?? Exclude,
            Levels = levels.ToImmutable(),
            Options = options.ToImmutable(),
            Locked = locked.ToImmutable(),
            Kept = kept.ToImmutable(),
            SchemaLocations = Based(layer.SchemaLocations, layer.PathsFrom) ?? SchemaLocations,
            Definitions = Based(layer.Definitions, layer.PathsFrom) ?? Definitions,
            InlineSuppressions = layer.InlineSuppressions ?? InlineSuppressions,
            RequireReason = layer.RequireReason ?? RequireReason,
            Selected = layer.Selected ?? Selected,
            RequiresSchemas = layer.RequiresSchemas || RequiresSchemas,
            Overrides = overrides.IsEmpty ? Overrides : Overrides.AddRange(overrides),
        };
    }

    // Before something is locked, and on the command line, later wins.
    private Setting<DiagnosticSeverity?>? Stricter(ConfigurationLayer layer)
    {
        if (layer.FailOn is not { } failOn)
            return LockedFailOn;
        DiagnosticSeverity? known = LockedFailOn is { } outer ? outer.Value : DiagnosticSeverity.Warning;
        bool isWeaker = known is { } level && (failOn.Value is not { } given || given > level);
        return Locked.IsEmpty || failOn.Origin.IsCommandLine || !isWeaker ? failOn : LockedFailOn;
    }

    private static void Apply(
        ImmutableArray<RuleSetting> rules,
        ConfigurationOverride? from,
        ImmutableSortedDictionary<string, EffectiveLevel>.Builder levels,
        ImmutableDictionary<(string, string), OptionSetting>.Builder options)
    {
        foreach (RuleSetting rule in rules)
        {
            if (rule.Level is { } level)
                levels[rule.Rule.Id] = new EffectiveLevel(level, from);
            foreach (OptionSetting option in rule.Options)
                options[(rule.Rule.Id, option.Option.Key)] = option;
        }
    }

    private static Based<T>? Based<T>(Setting<T>? setting, string directory) => setting is null ? null : new Based<T>(setting, directory);
}

/// <summary>A value that is relative to a directory.</summary>
/// <param name="Setting">The value.</param>
/// <param name="Directory">The full path of the directory, with forward slashes.</param>
public sealed record Based<T>(Setting<T> Setting, string Directory);

/// <summary>How findings of a rule are reported.</summary>
/// <param name="Setting">The severity; a null value is off.</param>
/// <param name="Override">The override that says so; null when it holds for whole files.</param>
public sealed record EffectiveLevel(Setting<DiagnosticSeverity?> Setting, ConfigurationOverride? Override);
