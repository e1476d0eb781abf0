using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class HpaTargetParkedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7019",
        name: "hpa-target-parked",
        title: "An autoscaler is switched off by replicas 0",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (resources.Scalers.IsEmpty || workload.WrittenReplicas is not { Value: 0 } replicas)
            return;

        ScalerView[] scalers = [.. resources.ActiveScalersOf(workload)];
        bool isWoken = scalers.Any(scaler => scaler.Kind == ScalerKind.ScaledObject);
        if (scalers is not [var scaler, ..] || isWoken || resources.IsScaledByRelease(workload) || resources.HasOtherSide(workload))
            return;

        context.Report(replicas.Node, $"replicas 0 switches {scaler} off until someone sets a number");
    }
}
