using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class HpaAndVpaSameResourceRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7014",
        name: "hpa-and-vpa-same-resource",
        title: "A VerticalPodAutoscaler changes the request that a HorizontalPodAutoscaler measures by",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (VerticalScalerView.From(resource) is not { ChangesRequests: true, TargetName: { } name } vertical || resource.IsPartial || TemplateMarkers.IsTemplated(name.Value))
            return;

        foreach (ScalerView scaler in resources.ScalersNaming(resource, vertical.TargetGroup, vertical.TargetKind, name.Value))
        {
            ImmutableArray<ScalerMetric> metrics = [.. scaler.Metrics.Where(metric => IsMoved(resources, vertical, scaler, metric))];
            if (scaler.Resource.IsPartial || metrics.IsEmpty)
                continue;

            string[] names = [.. metrics.Select(metric => metric.Resource!).Distinct()];
            string requests = names.Length == 1 ? $"{names[0]} request" : $"{string.Join(" and ", names)} requests";
            context.Report(
                vertical.UpdateMode?.Node ?? resource.Spec!.Find("targetRef")!.Key,
                $"{vertical} changes the {requests} on which {scaler} computes utilization{DescribePercents(metrics)}, so they chase each other",
                related: [.. metrics.Where(metric => !metric.IsDefault).Select(metric => new RelatedLocation(new Location(scaler.Resource.File, metric.Node!.ContentSpan), "the metric"))]);
            return;
        }
    }

    // A metric of the pod adds up all of its containers, so one of them is enough.
    private static bool IsMoved(ResourceSet resources, VerticalScalerView vertical, ScalerView scaler, ScalerMetric metric)
    {
        if (metric is not { Target: MetricTarget.Utilization, Resource: { } name })
            return false;
        if (metric.Scope == MetricScope.Container)
            return vertical.Controls(metric.Container?.Value, name);

        Workload? workload = resources.TargetOf(scaler) is { } target ? resources.WorkloadOf(target) : null;
        return workload is not { PodSpec.AllRunning: { IsEmpty: false } containers }
            ? vertical.Controls(container: null, name)
            : containers.Any(container => vertical.Controls(container.Name?.Value, name));
    }

    private static string DescribePercents(ImmutableArray<ScalerMetric> metrics)
    {
        string percents = string.Join(", ", metrics.Where(metric => metric.Percent is not null).Select(metric => $"{metric.Percent} %"));
        return percents.Length == 0 ? "" : metrics[0].IsDefault ? $" ({percents} by default)" : $" ({percents})";
    }
}
