using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class AutoscalersFightRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7013",
        name: "autoscalers-fight",
        title: "Two autoscalers set the replicas of one object",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (ScalerView.From(resource) is not { TargetName: { } name } scaler || resources.FindRival(scaler) is not { } rival || resources.FindTargetFault(scaler) is not null)
            return;

        // KEDA turns a ScaledObject into a HorizontalPodAutoscaler; the controller refuses pods that two of them count (horizontal.go).
        string target = $"{scaler.TargetKind} '{name.Value}'";
        context.Report(
            name.Node,
            $"{rival} and {scaler} both set the replicas of {target}, so the controller stops both (AmbiguousSelector) and nothing scales",
            related: [new RelatedLocation(new Location(rival.Resource.File, rival.TargetName!.Value.Span), $"the target of {rival}")]);
    }
}
