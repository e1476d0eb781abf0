using ManifestLint.Analysis;
using ManifestLint.Diagnostics;

namespace ManifestLint.Rules;

/// <summary>Registers nothing: the linter itself reports a rule that threw.</summary>
public sealed class RuleFailedRule : Rule
{
    public override DiagnosticDescriptor Descriptor => EngineDiagnostics.RuleFailed;

    public override void Initialize(AnalysisContext context)
    {
    }
}
