using System.Collections.Immutable;
using ManifestLint.Diagnostics;

namespace ManifestLint.Configuration;

/// <summary>Somebody tries to switch a locked rule off, or to weaken it.</summary>
/// <param name="Origin">Where it is tried.</param>
/// <param name="Lock">Where the rule is locked.</param>
/// <param name="Message">What is wrong, without final period.</param>
public sealed record LockViolation(SettingOrigin Origin, SettingOrigin Lock, string Message)
{
    /// <summary>What is to be said beside <see cref="Lock"/>.</summary>
    public string LockNote { get; init; } = "it is locked here";
}

/// <summary>
/// Holds layers to what those before them forbid: a locked rule is not switched off, not lowered, and keeps its options; suppressions that are turned off
/// stay so, and so does the demand for reasons.
/// </summary>
/// <param name="rules">All rules.</param>
public sealed class LockCheck(ConfigurationRules rules)
{
    private readonly Dictionary<string, Lock> _locks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Setting<DiagnosticSeverity?>> _levels = new(StringComparer.Ordinal);
    private readonly Dictionary<(string RuleId, string Key), object> _options = [];
    private readonly List<LockViolation> _violations = [];

    private RulePreset? _preset;
    private bool _isAboveRoot;
    private SettingOrigin? _turnsOff;
    private SettingOrigin? _asksForReasons;

    /// <summary>What the layers try, in their order, the weakest layer first.</summary>
    public static ImmutableArray<LockViolation> Find(IEnumerable<ConfigurationLayer> layers, ConfigurationRules rules)
    {
        var check = new LockCheck(rules);
        foreach (ConfigurationLayer layer in layers)
            check.Add(layer);
        return [.. check._violations];
    }

    private void Add(ConfigurationLayer layer)
    {
        if (_isAboveRoot && !layer.IsAboveRoot)
            _preset = null;
        _isAboveRoot = layer.IsAboveRoot;
        _preset = layer.Preset?.Value ?? _preset;
        AddSuppressions(layer);
        foreach (RuleSetting rule in layer.Rules)
        {
            Check(rule);
            if (rule.Level is { } level)
                _levels[rule.Rule.Id] = level;
            foreach (OptionSetting option in rule.Options)
                _options[(rule.Rule.Id, option.Option.Key)] = option.Value.Value;
        }

        foreach (Setting<string> rule in layer.Locked)
            AddLock(rule);
        foreach (ConfigurationOverride entry in layer.Overrides)
        {
            foreach (RuleSetting rule in entry.Rules)
                Check(rule);
        }
    }

    private void AddSuppressions(ConfigurationLayer layer)
    {
        if (layer.InlineSuppressions is { } inline)
        {
            if (inline.Value && _turnsOff is { } off)
                _violations.Add(new LockViolation(inline.Origin, off, $"suppressions.inline: suppressions are turned off by {off} and cannot be turned on here") { LockNote = "it is set here" });
            else if (!inline.Value)
                _turnsOff ??= inline.Origin;
        }

        if (layer.RequireReason is { } reason)
        {
            if (!reason.Value && _asksForReasons is { } asks)
                _violations.Add(new LockViolation(reason.Origin, asks, $"suppressions.requireReason: reasons are required by {asks} and cannot be left out here") { LockNote = "it is set here" });
            else if (reason.Value)
                _asksForReasons ??= reason.Origin;
        }
    }

    private void AddLock(Setting<string> rule)
    {
        if (_levels.TryGetValue(rule.Value, out Setting<DiagnosticSeverity?>? level) && level.Value is null)
            _violations.Add(new LockViolation(rule.Origin, level.Origin, $"{ConfigurationKeys.Locked.Name}: {rule.Value} is switched off by {level.Origin}, so there is nothing to lock"));
        else
            _locks.TryAdd(rule.Value, new Lock(rule.Origin, level?.Value ?? rules.Get(rule.Value).Severity, _preset is RulePreset.Strict or RulePreset.All));
    }

    private void Check(RuleSetting rule)
    {
        string id = rule.Rule.Id;
        if (!_locks.TryGetValue(id, out Lock? known))
            return;

        if (rule.Level is { Value: null } off)
            Refuse(off.Origin, known, id, "switched off");
        else if (rule.Level is { } level && level.Value < known.Level)
            Refuse(level.Origin, known, id, $"lowered to {SeverityText.Of(level.Value, "off")}");
        foreach (OptionSetting option in rule.Options)
        {
            // Whoever locks a rule may give it options for some objects in the same file.
            bool isSet = _options.TryGetValue((id, option.Option.Key), out object? value);
            bool isOwn = !isSet && option.Value.Origin.Name == known.Origin.Name;
            if (!isOwn && !AreEqual(value ?? option.Option.DefaultFor(known.IsStrict), option.Value.Value))
                Refuse(option.Value.Origin, known, id, $"given another {option.Option.Key}");
        }
    }

    private void Refuse(SettingOrigin origin, Lock known, string id, string what) =>
        _violations.Add(new LockViolation(origin, known.Origin, $"{id} is locked by {known.Origin} and cannot be {what} here"));

    private static bool AreEqual(object left, object right) =>
        left is ImmutableArray<string> texts ? texts.SequenceEqual((ImmutableArray<string>)right, StringComparer.Ordinal) : left.Equals(right);

    private sealed record Lock(SettingOrigin Origin, DiagnosticSeverity Level, bool IsStrict);
}
