using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class FieldForbiddenInTemplateRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1026",
        name: "field-forbidden-in-template",
        title: "A pod has a field that it may not have when a controller makes it",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (!workload.HasOwnTemplate || workload.PodSpec.Mapping is not { } pod)
            return;

        if (HasEndlessPods(workload) && pod.Get("activeDeadlineSeconds") is not null)
            Report(context, pod, "activeDeadlineSeconds", RejectionOfDeadline(context));
        if (workload.Kind != WorkloadKind.KnativeService && pod.Get("ephemeralContainers") is YamlSequence { Items.IsEmpty: false })
            Report(context, pod, "ephemeralContainers", Refusal.OfTemplate(workload, context.Target));

        // Only the pod itself is held to this (ValidatePodCreate), so that a template is stored first.
        if (pod.GetString("nodeName") is { Value.Length: > 0 } && pod.Get("schedulingGates") is YamlSequence { Items.IsEmpty: false })
        {
            string rejection = workload.Kind == WorkloadKind.Pod ? Refusal.ByServer : "it is accepted but no pod can be created";
            YamlNode key = pod.Find("nodeName")!.Key;
            context.Report(key, $"'nodeName' is not allowed together with schedulingGates, {rejection}", Delete(pod, "nodeName", workload.IsPartial));
        }
    }

    private static bool HasEndlessPods(Workload workload) => workload.Kind is WorkloadKind.Deployment or WorkloadKind.ReplicaSet or WorkloadKind.StatefulSet
        or WorkloadKind.DaemonSet or WorkloadKind.ReplicationController or WorkloadKind.Rollout or WorkloadKind.CloneSet;

    // This one field of a StatefulSet's template was validated long before 1.34 (ValidateStatefulSetSpec).
    private static string RejectionOfDeadline(WorkloadContext context) =>
        context.Workload.Kind == WorkloadKind.StatefulSet ? Refusal.ByServer : Refusal.OfTemplate(context.Workload, context.Target);

    private static void Report(WorkloadContext context, YamlMapping pod, string field, string rejection)
    {
        Workload workload = context.Workload;
        string where = workload.Kind == WorkloadKind.Pod ? "new Pod" : $"{workload.Resource.Kind} template";
        context.Report(pod.Find(field)!.Key, $"'{field}' is not allowed in a {where}, {rejection}", Delete(pod, field, workload.IsPartial));
    }

    // What is taken out of a patch may still stand in the object below it.
    private static CodeFix? Delete(YamlMapping pod, string field, bool isPartial) => isPartial ? null
        : CodeFix.Unsafe($"Delete {field}", pod, editor => editor.RemoveEntry(YamlPath.Of(pod) / field));
}
