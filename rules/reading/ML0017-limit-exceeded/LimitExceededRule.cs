using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class LimitExceededRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML0017",
        name: "limit-exceeded",
        title: "A document is larger or deeper than any manifest",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterDocumentAction(Analyze);

    private static void Analyze(DocumentContext context)
    {
        foreach (YamlError error in context.Document.Errors)
        {
            if (error.Kind == YamlErrorKind.Limit)
                context.Report(error.Span, char.ToUpperInvariant(error.Message[0]) + error.Message[1..]);
        }
    }
}
