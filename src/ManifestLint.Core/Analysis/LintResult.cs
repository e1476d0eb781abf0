using System.Collections.Immutable;
using ManifestLint.Diagnostics;

namespace ManifestLint.Analysis;

/// <summary>The outcome of a run.</summary>
/// <param name="Diagnostics">All findings in the order of <see cref="Diagnostic.Compare"/>, without those that are suppressed.</param>
/// <param name="Suppressed">How many findings comments and annotations suppress.</param>
public sealed record LintResult(ImmutableArray<Diagnostic> Diagnostics, int Suppressed = 0)
{
    /// <summary>Number of findings of a severity.</summary>
    public int Count(DiagnosticSeverity severity) => Diagnostics.Count(diagnostic => diagnostic.Severity == severity);

    /// <summary>Whether a rule failed, which is a defect of ManifestLint itself.</summary>
    public bool HasRuleFailure => Diagnostics.Any(diagnostic => diagnostic.Descriptor.Id == EngineDiagnostics.RuleFailed.Id);
}
