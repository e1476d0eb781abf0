using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
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

        if (violation.Field == "selector" && KustomizedLabels.MayAddSelectors(context.Resources))
            return;

        YamlPath path = YamlPath.Of(mapping);
        Workload? workload = context.Resources.WorkloadOf(context.Resource);
        CodeFix? fix = violation.Field == "selector" ? SelectorFix.For(workload) : null;
        if (!IsAcceptedByServer(violation))
        {
            context.Report(
                $"{SchemaText.Describe(path, context.Resource.Kind)} needs '{violation.Field}', {WithoutIt(path, workload, context.Target)}",
                fix,
                span: RequiredPlace.Of(mapping, context.Resource));
            return;
        }

        // The message names the minors itself.
        SchemaContext everywhere = context with { Violation = violation with { Minors = MinorSet.Of(context.Target) } };
        everywhere.Report(
            $"{SchemaText.Describe(path, context.Resource.Kind)} needs '{violation.Field}', the {violation.Minors} schema requires it",
            severity: DiagnosticSeverity.Warning,
            span: RequiredPlace.Of(mapping, context.Resource));
    }

    private static void AnalyzeObject(ResourceContext context)
    {
        if (context.Resource.IsPartial || context.Schemas.Find(context.Resource) is not { } root || !root.Minors.Contains(MinorSet.Of(context.Target)))
            return;

        Workload? workload = context.Resources.WorkloadOf(context.Resource);
        foreach (RequiredValue missing in RequiredValues.Of(context.Resource, root, workload))
        {
            YamlPath path = YamlPath.Of(missing.Parent);
            string parent = SchemaText.Describe(path, context.Resource.Kind);
            context.Report(
                missing.Value ?? missing.Parent,
                missing.Value is null ? $"{parent} needs {missing.What}, {WithoutIt(path, workload, context.Target)}" : $"{missing.What} of {parent} is empty, {Reject(path, workload, context.Target)}",
                span: missing.Value is null ? RequiredPlace.Of(missing.Parent, context.Resource) : null);
        }
    }

    private static string WithoutIt(YamlPath path, Workload? workload, TargetVersions target) => IsTemplateOfStatefulSet(path, workload) && !target.HasFrom(34)
        ? "without it the object is accepted but no pod can be created"
        : $"without it {Refusal.ByServer}";

    private static string Reject(YamlPath path, Workload? workload, TargetVersions target) => IsTemplateOfStatefulSet(path, workload) ? Refusal.OfTemplate(workload!, target) : Refusal.ByServer;

    private static bool IsTemplateOfStatefulSet(YamlPath path, Workload? workload) =>
        workload is { Kind: WorkloadKind.StatefulSet } && (YamlPath.Of(workload.Resource.Root) / "spec" / "template").Contains(path);

    // ML1065 and ML1066 tell more about paths and backends of an Ingress, ML1030 about ports.
    private static bool IsOwnedElsewhere(SchemaViolation violation) =>
        violation.Schema.Name is { } name
        && ((violation.Field == "pathType" && name.EndsWith(".HTTPIngressPath", StringComparison.Ordinal))
            || (violation.Field == "paths" && name.EndsWith(".HTTPIngressRuleValue", StringComparison.Ordinal))
            || (violation.Field == "name" && name.EndsWith(".IngressServiceBackend", StringComparison.Ordinal))
            || (violation.Field == "port" && name.EndsWith("Action", StringComparison.Ordinal))
            || (violation.Field == "containerPort" && name.EndsWith(".ContainerPort", StringComparison.Ordinal)));

    // A misspelt or misplaced field is one defect, and its own finding tells it.
    private static bool IsMeantElsewhere(SchemaContext context, YamlMapping mapping)
    {
        YamlPath path = YamlPath.Of(mapping);
        foreach (SchemaViolation other in context.All)
        {
            if (other.Kind != SchemaViolationKind.UnknownField)
                continue;
            if (other.Field == context.Violation.Field
                || (other.Entry?.Parent == mapping && FieldCandidates.Of(other, MinorSet.Of(context.Target)).Names.Contains(context.Violation.Field, StringComparer.Ordinal))
                || IsMovedInto(path / context.Violation.Field, FieldHome.Find(FieldScene.Of(context with { Violation = other }))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMovedInto(YamlPath missing, FieldHome? home) => home is not null && home.Targets.Any(target => missing.Contains(target / home.Name));

    // The schema asks for it, the API server does not (pkg/apis/*/validation): kubectl's own check on the client is all that complains.
    private static bool IsAcceptedByServer(SchemaViolation violation) => (violation.Schema.Name, violation.Field) is
        ("io.k8s.api.apps.v1.StatefulSetSpec", "serviceName")
        or ("io.k8s.api.networking.v1.NetworkPolicySpec", "podSelector");
}
