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
}
