using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class RestartAnnotationCommittedRule : Rule
{
    private const string RestartedAt = "kubectl.kubernetes.io/restartedAt";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9211",
        name: "restart-annotation-committed",
        title: "The mark of a restart by hand is part of the manifest",
        severity: DiagnosticSeverity.Info,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        // Only a change of these templates replaces pods that run.
        bool isJudged = workload.Kind is WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet or WorkloadKind.Rollout or WorkloadKind.CloneSet or WorkloadKind.DeploymentConfig;
        if (!isJudged || !workload.HasOwnTemplate || workload.TemplateMetadata.GetMapping("annotations") is not { } annotations)
            return;

        foreach (YamlEntry entry in annotations.Entries)
        {
            if (entry.KeyText is RestartedAt or "rollme" or "redeploy-timestamp")
                Check(context, annotations, entry, entry.KeyText);
        }
    }

    private static void Check(WorkloadContext context, YamlMapping annotations, YamlEntry entry, string key)
    {
        Workload workload = context.Workload;
        if (NodeReading.AsString(entry.Value) is not { Value: { Length: > 0 } value } || Placeholders.IsPlaceholder(value))
            return;
        // A chart writes a new value with every release, to restart the pods on purpose.
        if (key != RestartedAt && (workload.Resource.GetLabel("helm.sh/chart") is not null || workload.Resource.GetLabel("app.kubernetes.io/managed-by")?.Value == "Helm"))
            return;

        (string restart, string name) = key == RestartedAt ? ("'kubectl rollout restart'", "restartedAt") : ("restart by hand", key);
        context.Report(
            entry.Key,
            $"The next apply after a {restart} sets {name} back to {value.ReplaceLineEndings(" ")} and restarts every pod of {workload} once more",
            Remove(annotations, entry));
    }

    private static CodeFix Remove(YamlMapping annotations, YamlEntry entry) => CodeFix.Unsafe(
        "Remove the annotation",
        annotations,
        editor => editor.RemoveEntry(annotations.Entries.Length == 1 ? YamlPath.Of(annotations) : YamlPath.Of(entry)));
}
