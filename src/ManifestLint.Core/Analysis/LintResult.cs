using System.Collections.Immutable;
using ManifestLint.Diagnostics;

namespace ManifestLint.Analysis;

/// <summary>The outcome of a run.</summary>
/// <param name="Diagnostics">All findings in the order of <see cref="Diagnostic.Compare"/>, without those that are suppressed.</param>
/// <param name="Suppressed">How many findings comments and annotations suppress.</param>
public sealed record LintResult(ImmutableArray<Diagnostic> Diagnostics, int Suppressed = 0)
{
    /// <summary>The kinds whose fields nobody could check, in ordinal order; empty when no rule of the run looks at fields.</summary>
    public ImmutableArray<KindWithoutSchema> WithoutSchema { get; init; } = [];

    /// <summary>How many findings each of <see cref="Linter.Filters"/> took out.</summary>
    public ImmutableArray<int> Filtered { get; init; } = [];

    /// <summary>Number of findings of a severity.</summary>
    public int Count(DiagnosticSeverity severity) => Diagnostics.Count(diagnostic => diagnostic.Severity == severity);

    /// <summary>Whether a rule failed, which is a defect of ManifestLint itself.</summary>
    public bool HasRuleFailure => Diagnostics.Any(diagnostic => diagnostic.Descriptor.Id == EngineDiagnostics.RuleFailed.Id);
}

/// <summary>A kind that no schema is known for.</summary>
/// <param name="ApiVersion">For example <c>example.com/v1</c>.</param>
/// <param name="Kind">For example <c>Widget</c>.</param>
/// <param name="Count">How many objects of the kind were linted.</param>
public sealed record KindWithoutSchema(string ApiVersion, string Kind, int Count);
