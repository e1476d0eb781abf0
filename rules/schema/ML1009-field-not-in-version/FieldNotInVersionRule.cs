using ManifestLint.Analysis;
using ManifestLint.Configuration;
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
        context.RegisterWorkloadAction(AnalyzeWorkload);
        context.RegisterResourceAction(AnalyzeScaler);
    }

    private static void Analyze(SchemaContext context)
    {
        SchemaViolation violation = context.Violation;
        if (context.All.Any(other => IsAround(other, violation)))
            return;

        MinorSet target = MinorSet.Of(context.Target);
        bool isTooNew = violation.KnownIn.First > target.First;
        string known = isTooNew ? FormattableString.Invariant($"exists since 1.{violation.KnownIn.First}") : FormattableString.Invariant($"is gone since 1.{violation.KnownIn.Last + 1}");

        // The message names the minors itself.
        SchemaContext everywhere = context with { Violation = violation with { Minors = target } };
        everywhere.Report($"'{violation.Field}' {known}, {violation.Minors} {(IsOne(violation.Minors) ? "rejects" : "reject")} it");
    }

    // Where there is no "sleep", there are no "seconds" in it.
    private static bool IsAround(SchemaViolation other, SchemaViolation violation) =>
        other.Kind == SchemaViolationKind.FieldNotInVersion && other.Minors.Contains(violation.Minors) && other.Entry?.Value.Span.Contains(violation.Node.Span) == true;

    private static void AnalyzeWorkload(WorkloadContext context)
    {
        foreach (GatedField gated in GatedFields.Of(context.Workload))
        {
            if (Describe(gated, context.Target) is { } message)
                context.Report(gated.Node, message, severity: DiagnosticSeverity.Warning);
        }
    }

    private static void AnalyzeScaler(ResourceContext context)
    {
        if (context.Resource is not { Kind: "HorizontalPodAutoscaler", Group: "autoscaling" })
            return;

        foreach (GatedField gated in GatedFields.Of(context.Resource))
        {
            if (Describe(gated, context.Target) is { } message)
                context.Report(gated.Node, message, severity: DiagnosticSeverity.Warning);
        }
    }

    // Nothing where a version of the target refuses the field altogether: that is said already.
    private static string? Describe(GatedField gated, TargetVersions target)
    {
        if (target.First < gated.First)
            return null;

        MinorSet dropped = MinorSet.Of(gated.First, gated.Last).And(MinorSet.Of(target));
        return dropped.IsEmpty ? null : $"'{gated.Name}' is behind the feature gate {gated.Gate}, which is off by default: {dropped} {(IsOne(dropped) ? "drops" : "drop")} it silently";
    }

    private static bool IsOne(MinorSet minors) => minors.First == minors.Last;
}
