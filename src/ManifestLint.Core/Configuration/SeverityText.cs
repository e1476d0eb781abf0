using ManifestLint.Diagnostics;

namespace ManifestLint.Configuration;

/// <summary>Severities and presets as people write them.</summary>
public static class SeverityText
{
    /// <summary>The severity of a word; null for <c>off</c>, <c>never</c> and everything else.</summary>
    public static DiagnosticSeverity? Parse(string text) => text switch
    {
        "error" => DiagnosticSeverity.Error,
        "warning" => DiagnosticSeverity.Warning,
        "info" => DiagnosticSeverity.Info,
        _ => null,
    };

    /// <summary>The word for a severity; <paramref name="none"/> for none.</summary>
    public static string Of(DiagnosticSeverity? severity, string none) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "info",
        _ => none,
    };

    /// <summary>The preset of a word of <see cref="ConfigurationKeys.Presets"/>; null when it is none.</summary>
    public static RulePreset? ParsePreset(string text) => text switch
    {
        "recommended" => RulePreset.Recommended,
        "strict" => RulePreset.Strict,
        "security" => RulePreset.Security,
        "all" => RulePreset.All,
        _ => null,
    };

    /// <summary>The word for a preset.</summary>
    public static string Of(RulePreset preset) => preset switch
    {
        RulePreset.Recommended => "recommended",
        RulePreset.Strict => "strict",
        RulePreset.Security => "security",
        _ => "all",
    };
}
