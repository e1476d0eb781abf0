using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class StatefulSetMaxUnavailableIgnoredRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3020",
        name: "statefulset-max-unavailable-ignored",
        title: "A StatefulSet is updated one pod at a time, whatever its maxUnavailable says",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.Kind != WorkloadKind.StatefulSet || context.Target.HonoursMaxUnavailable())
            return;
        if (workload.Spec.GetMapping("updateStrategy", "rollingUpdate")?.Find("maxUnavailable") is not { } entry)
            return;

        // A percentage may come to more than one pod only when a scaler has added some.
        RolloutArithmetic rollout = RolloutArithmetic.Of(workload, context.Resources.ReplicasOf(workload).Maximum);
        if (rollout is not { Mode: RolloutMode.Rolling, Replicas: > 1, WrittenUnavailable: { } written } || rollout.Unavailable <= 1)
            return;

        string except = context.Target.MayReadMaxUnavailable() ? " but for 1.35.0" : "";
        context.Report(
            entry.Key,
            $"maxUnavailable {written.Value} is behind a feature gate that is off by default in Kubernetes {context.Target}{except}: pods are still replaced one by one");
    }
}
