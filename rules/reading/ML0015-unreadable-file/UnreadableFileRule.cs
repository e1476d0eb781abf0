using ManifestLint.Analysis;
using ManifestLint.Diagnostics;

namespace ManifestLint.Rules;

public sealed class UnreadableFileRule : Rule
{
    public override DiagnosticDescriptor Descriptor => EngineDiagnostics.UnreadableFile;

    public override void Initialize(AnalysisContext context) => context.RegisterFileAction(Analyze);

    private static void Analyze(FileContext context)
    {
        if (context.File.ReadError is { } reason)
            context.Report($"Cannot read {context.File.Path}: {reason}");
    }
}
