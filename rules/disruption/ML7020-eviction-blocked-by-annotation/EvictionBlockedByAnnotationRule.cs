using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class EvictionBlockedByAnnotationRule : Rule
{
    // Cluster Autoscaler asks for "false", Karpenter for "true".
    private static readonly (string Key, string Value)[] Blocking = [("cluster-autoscaler.kubernetes.io/safe-to-evict", "false"), ("karpenter.sh/do-not-disrupt", "true")];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7020",
        name: "eviction-blocked-by-annotation",
        title: "An annotation keeps the nodes of a replicated workload from being replaced",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        bool isJudged = (workload.IsDeploymentLike || workload.Kind == WorkloadKind.ReplicaSet) && workload is { HasOwnTemplate: true, IsLongRunning: true };
        if (!isJudged || workload.TemplateMetadata.GetMapping("annotations") is not { } annotations)
            return;

        foreach ((string key, string value) in Blocking)
        {
            if (IsWritten(annotations, key, value))
                Report(context, annotations, key, value);
        }
    }

    private static bool IsWritten(YamlMapping annotations, string key, string value) => annotations.GetString(key)?.Value == value;

    private static void Report(WorkloadContext context, YamlMapping annotations, string key, string value)
    {
        if (context.Resources.PodsOf(context.Workload) is not { Count: >= 2, IsAssumed: false } replicas)
            return;

        context.Report(
            annotations.Find(key)!,
            $"{key}: \"{value}\" on {context.Workload} with {replicas.Count} replicas keeps their nodes from being consolidated or replaced",
            Delete(annotations, key));
    }

    // Annotations of which none is left go as a whole.
    private static CodeFix Delete(YamlMapping annotations, string key)
    {
        int blocking = Blocking.Count(pair => IsWritten(annotations, pair.Key, pair.Value));
        YamlPath path = YamlPath.Of(annotations);
        bool isAll = blocking == annotations.Entries.Length;
        string title = isAll && blocking > 1 ? "Delete both annotations" : $"Delete annotation {key}";
        return CodeFix.Unsafe(title, annotations, editor => editor.RemoveEntry(isAll ? path : path / key));
    }
}
