using ManifestLint.Diagnostics;

namespace ManifestLint.Analysis;

/// <summary>What the linter reports about itself; the rule's folder holds its page.</summary>
public static class EngineDiagnostics
{
    /// <summary>A rule threw an exception.</summary>
    public static DiagnosticDescriptor RuleFailed { get; } = new(
        id: "ML0010",
        name: "rule-failed",
        title: "A rule of ManifestLint failed on a document",
        severity: DiagnosticSeverity.Error);

    /// <summary>A suppression cannot take effect.</summary>
    public static DiagnosticDescriptor UnknownSuppression { get; } = new(
        id: "ML0011",
        name: "unknown-suppression",
        title: "A suppression comment or annotation cannot take effect",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    /// <summary>A suppression had nothing to suppress.</summary>
    public static DiagnosticDescriptor UnusedSuppression { get; } = new(
        id: "ML0012",
        name: "unused-suppression",
        title: "A suppression has nothing to suppress",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Always);

    /// <summary>A suppression gives no reason.</summary>
    public static DiagnosticDescriptor SuppressionWithoutReason { get; } = new(
        id: "ML0013",
        name: "suppression-without-reason",
        title: "A suppression does not say why",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    /// <summary>A fix was asked for and dropped.</summary>
    public static DiagnosticDescriptor FixNotApplied { get; } = new(
        id: "ML0022",
        name: "fix-not-applied",
        title: "A fix was asked for and could not be kept",
        severity: DiagnosticSeverity.Warning);

    /// <summary>A file cannot be read, or a kustomization cannot be taken in or built.</summary>
    public static DiagnosticDescriptor UnreadableFile { get; } = new(
        id: "ML0015",
        name: "unreadable-file",
        title: "A file cannot be opened or holds no text",
        severity: DiagnosticSeverity.Error);

    /// <summary>The run saw no object at all.</summary>
    public static DiagnosticDescriptor NothingLinted { get; } = new(
        id: "ML0019",
        name: "nothing-linted",
        title: "No Kubernetes object was found",
        severity: DiagnosticSeverity.Error);

    /// <summary>A suppression tries to silence what may not be silenced.</summary>
    public static DiagnosticDescriptor SuppressionNotAllowed { get; } = new(
        id: "ML0014",
        name: "suppression-not-allowed",
        title: "A suppression silences a rule that is locked",
        severity: DiagnosticSeverity.Error);

    /// <summary>A configuration file is wrong.</summary>
    public static DiagnosticDescriptor InvalidConfiguration { get; } = new(
        id: "ML0020",
        name: "invalid-configuration",
        title: "A configuration file has a mistake",
        severity: DiagnosticSeverity.Error);

    /// <summary>A baseline names what is no longer found.</summary>
    public static DiagnosticDescriptor StaleBaselineEntry { get; } = new(
        id: "ML0021",
        name: "stale-baseline-entry",
        title: "A baseline entry matches no finding any more",
        severity: DiagnosticSeverity.Info);
}
