using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Schemas;

namespace ManifestLint.Rules;

public sealed class FieldNotInVersionRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1009",
        name: "field-not-in-version",
        title: "A field that the target version of Kubernetes does not have, or drops",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterSchemaAction(SchemaViolationKind.FieldNotInVersion, Analyze);
        context.RegisterWorkloadAction(AnalyzeGates);
    }

    private static void Analyze(SchemaContext context)
    {
        SchemaViolation violation = context.Violation;
        MinorSet target = MinorSet.Of(context.Target);
        bool isTooNew = violation.KnownIn.First > target.First;
        string known = isTooNew ? $"exists since 1.{violation.KnownIn.First}" : $"is gone since 1.{violation.KnownIn.Last + 1}";
        context.Report(FormattableString.Invariant($"'{violation.Field}' {known}, {violation.Minors} {RejectsOf(violation.Minors)} it"));
    }

    private static void AnalyzeGates(WorkloadContext context)
    {
        foreach (GatedField gated in GatedFields.Of(context.Workload))
        {
            MinorSet dropped = MinorSet.Of(gated.First, gated.Last).And(MinorSet.Of(context.Target));
            if (dropped.IsEmpty)
                continue;

            string verb = dropped.First == dropped.Last ? "drops" : "drop";
            context.Report(
                gated.Node,
                FormattableString.Invariant($"'{gated.Name}' is behind the feature gate {gated.Gate}, which is off by default: {dropped} {verb} it silently"),
                severity: DiagnosticSeverity.Warning);
        }
    }

    private static string RejectsOf(MinorSet minors) => minors.First == minors.Last ? "rejects" : "reject";
}
