using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidHpaBoundsRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1071",
        name: "invalid-hpa-bounds",
        title: "The bounds of a HorizontalPodAutoscaler are not allowed",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (context.Resource is not { Kind: "HorizontalPodAutoscaler", Group: "autoscaling" } || context.Resource.Spec is not { } spec)
            return;

        Located<long>? minimum = spec.GetInteger("minReplicas");
        if (minimum is { Value: < 1 } low)
            ReportMinimum(context, low);

        if (spec.GetInteger("maxReplicas") is not { } maximum)
            return;
        if (maximum.Value < 1)
            context.Report(maximum.Node, $"maxReplicas must be at least 1, it is {maximum.Value}; {Refusal.ByServer}");
        else if (minimum is { } bound && maximum.Value < bound.Value)
            ReportOrder(context, bound, maximum);
    }

    private static void ReportMinimum(ResourceContext context, Located<long> minimum)
    {
        if (minimum.Value == 0 && MayScaleToZero(context.Resource))
        {
            context.Report(
                minimum.Node,
                $"minReplicas 0 needs the feature gate HPAScaleToZero, which is off by default; without it {Refusal.ByServer}",
                severity: DiagnosticSeverity.Warning);
            return;
        }

        context.Report(minimum.Node, $"minReplicas must be at least 1, it is {minimum.Value}; {Refusal.ByServer}");
    }

    // With the gate on, a metric that does not come from the pods themselves is needed to find the way back from zero.
    private static bool MayScaleToZero(Resource resource)
    {
        if (resource.IsPartial)
            return true;

        foreach (YamlMapping metric in resource.Spec.GetMappings("metrics"))
        {
            if (metric.GetString("type")?.Value is "Object" or "External")
                return true;
        }

        return false;
    }

    private static void ReportOrder(ResourceContext context, Located<long> minimum, Located<long> maximum) => context.Report(
        maximum.Node,
        $"maxReplicas {maximum.Value} is below minReplicas {minimum.Value}, {Refusal.ByServer}",
        related: [new RelatedLocation(new Location(context.Resource.File, minimum.Span), "minReplicas")]);
}
