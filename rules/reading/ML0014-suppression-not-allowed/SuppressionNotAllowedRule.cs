using ManifestLint.Analysis;
using ManifestLint.Diagnostics;

namespace ManifestLint.Rules;

/// <summary>Registers nothing: the linter itself, which applies suppressions, reports it.</summary>
public sealed class SuppressionNotAllowedRule : Rule
{
    public override DiagnosticDescriptor Descriptor => EngineDiagnostics.SuppressionNotAllowed;

    public override void Initialize(AnalysisContext context)
    {
    }
}
