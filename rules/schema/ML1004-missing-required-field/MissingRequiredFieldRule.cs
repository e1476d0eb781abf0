using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class MissingRequiredFieldRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1004",
        name: "missing-required-field",
        title: "A field that the API server insists on is missing or empty",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterSchemaAction(SchemaViolationKind.MissingField, AnalyzeSchema);
        context.RegisterResourceAction(AnalyzeObject);
    }

    private static void AnalyzeSchema(SchemaContext context)
    {
        SchemaViolation violation = context.Violation;
        if (violation.Node is not YamlMapping mapping || IsOwnedElsewhere(violation) || IsMeantElsewhere(context, mapping))
            return;

        bool isSchemaOnly = IsAcceptedByServer(violation);
        string consequence = isSchemaOnly ? $"the {violation.Minors} schema requires it" : $"without it {Refusal.ByServer}";
        context.Report(
            $"{SchemaText.Describe(YamlPath.Of(mapping), context.Resource.Kind)} needs '{violation.Field}', {consequence}",
            violation.Field == "selector" ? SelectorFix.For(context.Resources.WorkloadOf(context.Resource)) : null,
            isSchemaOnly ? DiagnosticSeverity.Warning : null,
            span: RequiredPlace.Of(mapping, context.Resource));
    }

    private static void AnalyzeObject(ResourceContext context)
    {
        if (context.Resource.IsPartial || context.Schemas.Find(context.Resource) is not { } root)
            return;

        foreach (RequiredValue missing in RequiredValues.Of(context.Resource, root, context.Resources.WorkloadOf(context.Resource)))
        {
            string path = SchemaText.Describe(YamlPath.Of(missing.Parent), context.Resource.Kind);
            context.Report(
                missing.Value ?? missing.Parent,
                missing.Value is null ? $"{path} needs {missing.What}, without it {Refusal.ByServer}" : $"{missing.What} of {path} is empty, {Refusal.ByServer}",
                missing.What == "'selector'" ? SelectorFix.For(context.Resources.WorkloadOf(context.Resource)) : null,
                span: missing.Value is null ? RequiredPlace.Of(missing.Parent, context.Resource) : null);
        }
    }

    // ML1065 tells more about a path of an Ingress, ML1030 about ports.
    private static bool IsOwnedElsewhere(SchemaViolation violation) =>
        violation.Schema.Name is { } name
        && ((violation.Field == "pathType" && name.EndsWith(".HTTPIngressPath", StringComparison.Ordinal))
            || (violation.Field == "port" && name.EndsWith("Action", StringComparison.Ordinal))
            || (violation.Field == "containerPort" && name.EndsWith(".ContainerPort", StringComparison.Ordinal)));

    // A misspelt or misplaced field is one defect, and its own finding tells it.
    private static bool IsMeantElsewhere(SchemaContext context, YamlMapping mapping)
    {
        foreach (SchemaViolation other in context.All)
        {
            if (other.Kind != SchemaViolationKind.UnknownField)
                continue;
            if (other.Field == context.Violation.Field || (other.Entry?.Parent == mapping && FieldCandidates.Of(other).Names.Contains(context.Violation.Field, StringComparer.Ordinal)))
                return true;
        }

        return false;
    }

    // The schema asks for it, the API server does not (pkg/apis/*/validation): kubectl's own check on the client is all that complains.
    private static bool IsAcceptedByServer(SchemaViolation violation) => (violation.Schema.Name, violation.Field) is
        ("io.k8s.api.apps.v1.StatefulSetSpec", "serviceName")
        or ("io.k8s.api.networking.v1.NetworkPolicySpec", "podSelector")
        or ("io.k8s.api.batch.v1.PodFailurePolicyRule", "onPodConditions");
}
