using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;

namespace ManifestLint.Suppressions;

/// <summary>What may be suppressed, and what a suppression has to say.</summary>
public static class SuppressionPolicy
{
    /// <summary>
    /// Whether findings of a rule may be suppressed at all: not those that say that something could not be looked at, that speak of the whole run, or
    /// that a suppression is not allowed.
    /// </summary>
    public static bool IsSuppressible(DiagnosticDescriptor rule) =>
        rule.Id is not ("ML0001" or "ML0010" or "ML0014" or "ML0015" or "ML0017" or "ML0019" or "ML0020" or "ML0021" or "ML0022");

    /// <summary>Whether a comment or annotation in a manifest may suppress a rule under a configuration.</summary>
    public static bool Allows(LintConfiguration configuration, string ruleId) => configuration.AllowsInlineSuppressions && !configuration.Locked.Contains(ruleId);

    /// <summary>Whether a configuration wants a reason with every suppression.</summary>
    public static bool AsksForReasons(LintConfiguration configuration)
    {
        DiagnosticDescriptor rule = EngineDiagnostics.SuppressionWithoutReason;
        if (configuration.RequiresReasons is not { } isRequired)
            return configuration.IsEnabled(rule);
        return isRequired && !configuration.Ignored.Contains(rule.Id) && (configuration.Selected.IsEmpty || configuration.Selected.Contains(rule.Id));
    }

    /// <summary>How bad it is to give no reason: as the rule says, and a warning where somebody asks for reasons by name.</summary>
    internal static DiagnosticSeverity SeverityOfMissingReason(LintConfiguration configuration) =>
        configuration.RequiresReasons == true ? DiagnosticSeverity.Warning : EngineDiagnostics.SuppressionWithoutReason.Severity;

    /// <summary>Why a rule is not suppressed under a configuration that does not allow it.</summary>
    internal static string WhyRefused(LintConfiguration configuration, string ruleId)
    {
        if (!configuration.AllowsInlineSuppressions)
            return $"{ruleId} cannot be suppressed here: suppressions in manifests are turned off";
        return (configuration.LockPlaces.GetValueOrDefault(ruleId) ?? configuration.Source) is { } source ? $"{ruleId} is locked by {source} and cannot be suppressed here" : $"{ruleId} is locked and cannot be suppressed here";
    }
}
