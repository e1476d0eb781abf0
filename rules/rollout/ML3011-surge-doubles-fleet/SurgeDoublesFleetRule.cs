using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SurgeDoublesFleetRule : Rule
{
    private const int LargeFleet = 10;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3011",
        name: "surge-doubles-fleet",
        title: "A rollout starts as many new pods at once as there are old ones",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!workload.IsDeploymentLike || workload.IsPartial || workload.IsSizedByTraffic() || SetsCanaryScale(workload))
            return;

        Replicas replicas = resources.ReplicasOf(workload);
        if (replicas is { Count: < LargeFleet } or { IsAssumed: true })
            return;

        RolloutArithmetic rollout = RolloutArithmetic.Of(workload, replicas.Count);
        if (rollout is not { Mode: RolloutMode.Rolling, IsKnown: true, WrittenSurge: { } surge } || rollout.Surge < replicas.Count)
            return;

        // However large the surge is, the new set never gets more than its own pods (NewRSNewReplicas).
        YamlPath path = YamlPath.Of(surge.Node);
        string at = replicas.Scaler is null ? "" : $" at the minimum of {replicas.Scaler}";
        context.Report(
            surge.Node,
            $"maxSurge {surge.Value} starts {replicas.Count} new pods together beside {replicas.Count} old ones{at}: {replicas.Count * 2} at once for quota, connections and caches",
            CodeFix.Unsafe("Set maxSurge to 25%", workload.Resource.Root, editor => editor.Set(path, YamlValue.String("25%"))));
    }

    // A plan that says how many pods the canary has at each step.
    private static bool SetsCanaryScale(Workload workload) =>
        workload.Kind == WorkloadKind.Rollout && workload.Spec.GetMapping("strategy", "canary").GetMappings("steps").Any(step => step.Get("setCanaryScale") is not null);
}
