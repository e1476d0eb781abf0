using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class NumberOutOfRangeRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1013",
        name: "number-out-of-range",
        title: "A number below or above what the API server takes",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterSchemaAction(SchemaViolationKind.Range, Analyze);

    private static void Analyze(SchemaContext context)
    {
        if (context.Violation.Node.Dereference() is YamlScalar scalar)
            context.Report($"{YamlPath.Of(context.Violation.Node)} is {scalar.Resolve().Json}, {context.Violation.Detail}");
    }
}
