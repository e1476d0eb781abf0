using ManifestLint.Analysis;
using ManifestLint.Diagnostics;

namespace ManifestLint.Rules;

/// <summary>Registers nothing: the command, which reads configuration files before manifests, reports it.</summary>
public sealed class InvalidConfigurationRule : Rule
{
    public override DiagnosticDescriptor Descriptor => EngineDiagnostics.InvalidConfiguration;

    public override void Initialize(AnalysisContext context)
    {
    }
}
