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
            if (annotations.Find(key) is { } entry && NodeReading.AsString(entry.Value)?.Value == value)
                Report(context, entry, key, value);
        }
    }

    private static void Report(WorkloadContext context, YamlEntry entry, string key, string value)
    {
        if (context.Resources.PodsOf(context.Workload) is not { Count: >= 2, IsAssumed: false } replicas)
            return;

        context.Report(
            entry,
            $"{key}: \"{value}\" on {context.Workload} with {replicas.Count} replicas keeps their nodes from being consolidated or replaced",
            CodeFix.Unsafe($"Delete annotation {key}", entry, editor => editor.RemoveEntry(YamlPath.Of(entry))));
    }
}
