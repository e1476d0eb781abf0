using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidRestartPolicyRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1025",
        name: "invalid-restart-policy",
        title: "The restart policy is not one that the kind of workload may have",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (AllowedFor(workload) is not { } allowed || !workload.HasOwnTemplate || workload.PodSpec.Mapping is not { } pod)
            return;

        Located<string>? written = workload.PodSpec.RestartPolicy;
        bool isUnknown = written is null && (workload.IsPartial || pod.Get("restartPolicy") is not null);
        string policy = written is { Value.Length: > 0 } ? written.Value.Value : "Always";
        // A value that is no restart policy at all, or a template, is not this rule's.
        if (isUnknown || policy is not ("Always" or "OnFailure" or "Never") || allowed.Contains(policy, StringComparison.Ordinal))
            return;

        string reality = written is null ? "it defaults to Always" : written.Value.Value.Length == 0 ? "it is empty and so defaults to Always" : $"it is {policy}";
        string condition = allowed == "Never" ? " beside a podFailurePolicy" : "";
        context.Report(
            written?.Node ?? workload.Template!.Find("spec")!.Key,
            $"restartPolicy of a {workload.Resource.Kind} must be {allowed}{condition}, {reality}; {Rejection(context)}",
            written is { } located ? Replace(located, allowed) : Insert(pod));
    }

    // Absent is Always (SetDefaults_PodSpec). A Pod, a Knative Service and a DeploymentConfig are left alone.
    private static string? AllowedFor(Workload workload) => workload.Kind switch
    {
        WorkloadKind.Deployment or WorkloadKind.ReplicaSet or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet => "Always",
        WorkloadKind.ReplicationController or WorkloadKind.Rollout or WorkloadKind.CloneSet => "Always",
        WorkloadKind.Job => AllowedForJob(workload.Spec),
        WorkloadKind.CronJob => AllowedForJob(workload.Spec.GetMapping("jobTemplate", "spec")),
        _ => null,
    };

    private static string AllowedForJob(YamlMapping? job) => job.GetMapping("podFailurePolicy") is null ? "OnFailure or Never" : "Never";

    // This one field of a StatefulSet's template was validated long before 1.34 (ValidateStatefulSetSpec).
    private static string Rejection(WorkloadContext context) =>
        context.Workload.Kind == WorkloadKind.StatefulSet ? Refusal.ByServer : Refusal.OfTemplate(context.Workload, context.Target);

    private static CodeFix Replace(Located<string> written, string allowed)
    {
        YamlPath path = YamlPath.Of(written.Node);
        if (allowed == "Always")
            return CodeFix.Safe("Delete restartPolicy, which is Always by default", written.Node, editor => editor.RemoveEntry(path));

        string policy = allowed == "Never" ? "Never" : "OnFailure";
        return CodeFix.Unsafe($"Set restartPolicy to {policy}", written.Node, editor => editor.SetScalar(path, YamlValue.String(policy)));
    }

    private static CodeFix Insert(YamlMapping pod) => CodeFix.Unsafe(
        "Set restartPolicy to Never",
        pod,
        editor => pod.Find("restartPolicy") is null
            ? editor.InsertEntry(YamlPath.Of(pod), "restartPolicy", YamlValue.String("Never"), EntryPosition.First)
            : editor.Set(YamlPath.Of(pod) / "restartPolicy", YamlValue.String("Never")));
}
