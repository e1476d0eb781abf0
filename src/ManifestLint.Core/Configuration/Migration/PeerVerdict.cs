using ManifestLint.Diagnostics;

namespace ManifestLint.Configuration.Migration;

/// <summary>What all checks that a rule replaces say about it together.</summary>
/// <param name="rule">The rule.</param>
internal sealed class PeerVerdict(DiagnosticDescriptor rule)
{
    private readonly List<(Peer Peer, string Check)> _inForce = [];
    private readonly List<(Peer Peer, string Check)> _off = [];
    private DiagnosticSeverity _severity = rule.Severity;
    private bool _isNamed;

    /// <summary>Whether a check that the rule replaces runs.</summary>
    public bool IsInForce => _inForce.Count > 0;

    /// <summary>
    /// Whether the API server refuses what the rule reports, so that switching it off only moves the failure into the cluster. Checks of that kind are
    /// often off for a reason that is the other linter's own: they fetch schemas.
    /// </summary>
    public bool NamesRefusal => IsOn && rule.Severity == DiagnosticSeverity.Error && rule.Id.StartsWith("ML1", StringComparison.Ordinal);

    /// <summary>Takes a check into account.</summary>
    public void Add(Peer peer, PeerCheckSetting check)
    {
        (Peer Peer, string Check) name = (peer, check.Check);
        if (!check.IsInForce)
        {
            _isNamed |= check.IsNamed;
            if (!_off.Contains(name))
                _off.Add(name);
            return;
        }

        if (!_inForce.Contains(name))
            _inForce.Add(name);

        // A check without severities made the build fail, so its rule does; what is worse by itself stays so.
        DiagnosticSeverity severity = check.Severity ?? (IsOn ? rule.Severity : DiagnosticSeverity.Warning);
        if (severity > _severity)
            _severity = severity;
    }

    /// <summary>What has to be written; null when the preset says the same.</summary>
    public MigratedRule? Decide()
    {
        if (_inForce.Count > 0)
            return IsOn && _severity == rule.Severity ? null : new MigratedRule(rule, _severity, [.. _inForce]);

        // What nobody named is off where that spares noise, not where a manifest is surely wrong.
        if (NamesRefusal)
            return null;
        if (!_isNamed && (!IsOn || rule.Severity == DiagnosticSeverity.Error))
            return null;
        return new MigratedRule(rule, null, [.. _off]);
    }

    private bool IsOn => rule.Preset == RulePreset.Recommended;
}
