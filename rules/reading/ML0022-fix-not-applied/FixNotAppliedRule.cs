using ManifestLint.Analysis;
using ManifestLint.Diagnostics;

namespace ManifestLint.Rules;

/// <summary>Registers nothing: the fix applier, which knows what it took back, reports it.</summary>
public sealed class FixNotAppliedRule : Rule
{
    public override DiagnosticDescriptor Descriptor => EngineDiagnostics.FixNotApplied;

    public override void Initialize(AnalysisContext context)
    {
    }
}
