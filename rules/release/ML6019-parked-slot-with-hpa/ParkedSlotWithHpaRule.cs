using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ParkedSlotWithHpaRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6019",
        name: "parked-slot-with-hpa",
        title: "The autoscaler of a parked side is switched off",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.All);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        foreach (Workload side in set.Sides)
        {
            if (side.WrittenReplicas is not { Value: 0 } replicas || resources.IsScaledByRelease(side))
                continue;

            ScalerView[] scalers = [.. resources.ActiveScalersOf(side)];
            bool isWoken = Array.Exists(scalers, scaler => scaler.Kind == ScalerKind.ScaledObject);
            if (isWoken || scalers is not [{ TargetName: { } target } autoscaler, ..])
                continue;

            context.Report(
                autoscaler.Resource,
                target.Node,
                $"{autoscaler} is inactive while {side} has 0 replicas; it does not start pods by itself",
                related: [new RelatedLocation(new Location(side.Resource.File, replicas.Span), $"{side} is parked")]);
        }
    }
}
