using ManifestLint.Analysis;
using ManifestLint.Diagnostics;

namespace ManifestLint.Rules;

/// <summary>Registers nothing: the linter itself, which applies suppressions, reports it.</summary>
public sealed class UnusedSuppressionRule : Rule
{
    public override DiagnosticDescriptor Descriptor => EngineDiagnostics.UnusedSuppression;

    public override void Initialize(AnalysisContext context)
    {
    }
}
