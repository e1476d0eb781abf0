using ManifestLint.Analysis;
using ManifestLint.Diagnostics;

namespace ManifestLint.Rules;

/// <summary>Registers nothing: the baseline, which knows what it stands for, reports it.</summary>
public sealed class StaleBaselineEntryRule : Rule
{
    public override DiagnosticDescriptor Descriptor => EngineDiagnostics.StaleBaselineEntry;

    public override void Initialize(AnalysisContext context)
    {
    }
}
