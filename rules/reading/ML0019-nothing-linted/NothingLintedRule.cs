using ManifestLint.Analysis;
using ManifestLint.Diagnostics;

namespace ManifestLint.Rules;

/// <summary>Registers nothing: the command, which knows what was asked for, reports it.</summary>
public sealed class NothingLintedRule : Rule
{
    public override DiagnosticDescriptor Descriptor => EngineDiagnostics.NothingLinted;

    public override void Initialize(AnalysisContext context)
    {
    }
}
