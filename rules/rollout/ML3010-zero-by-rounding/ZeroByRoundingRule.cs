using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ZeroByRoundingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3010",
        name: "zero-by-rounding",
        title: "A percentage of few pods rounds down to no pod, and one is stopped all the same",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!workload.IsDeploymentLike || workload.IsPartial || workload.IsSizedByTraffic())
            return;

        // With one pod it is an outage, and ML3001 says so.
        Replicas replicas = resources.ReplicasOf(workload);
        if (replicas is { Count: < 2 } or { IsAssumed: true })
            return;

        RolloutArithmetic rollout = RolloutArithmetic.Of(workload, replicas.Count);
        if (rollout is not { Mode: RolloutMode.Rolling, IsKnown: true, AreBothZero: false, IsUnavailableForced: true, WrittenSurge: { } surge })
            return;

        string written = rollout.WrittenUnavailable is { } unavailable ? $"maxUnavailable {unavailable.Value}" : "maxUnavailable 25% (default)";
        string at = replicas.Scaler is null ? "pods" : $"pods, the minimum of {replicas.Scaler},";
        context.Report(
            rollout.WrittenUnavailable?.Node ?? surge.Node,
            $"{written} of {replicas.Count} {at} rounds down to 0 and maxSurge is 0, so the controller stops 1 pod anyway",
            IsOneAtMost(rollout, replicas) ? WriteOne(workload, rollout) : null);
    }

    // With more pods the percentage may come to more than one.
    private static bool IsOneAtMost(RolloutArithmetic rollout, Replicas replicas) =>
        (rollout.WrittenUnavailable?.Value ?? IntOrPercent.Default).Of(replicas.Maximum, roundUp: false) <= 1;

    private static CodeFix WriteOne(Workload workload, RolloutArithmetic rollout)
    {
        YamlPath path = workload.RollingPath(rollout) / "maxUnavailable";
        return CodeFix.Safe("Set maxUnavailable to 1", workload.Resource.Root, editor => editor.Set(path, YamlValue.Integer(1)));
    }
}
