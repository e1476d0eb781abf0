using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class HpaRequestMissingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7012",
        name: "hpa-request-missing",
        title: "An autoscaler computes a share of a request that a container does not make",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, ResourceSet resources, _) = context;
        if (workload is not { IsPartial: false, HasOwnTemplate: true } || resources.FindUnmeasured(container) is not { } unmeasured || resources.ReplicasOf(workload).IsParked)
            return;

        (ScalerView scaler, ImmutableArray<ScalerMetric> metrics) = unmeasured;
        string[] names = [.. metrics.Select(metric => metric.Resource!).Distinct()];
        string ofContainer = metrics[0].Scope == MetricScope.Container ? $" of container '{container.Name?.Value}'" : "";
        string byDefault = metrics[0].IsDefault ? " (80 % by default)" : "";
        string who = ofContainer.Length > 0 ? "but it" : $"but {container.Describe()} of {workload}";

        // With another metric that works, the controller still scales up (computeReplicasForMetrics).
        bool hasOther = scaler.Metrics.Any(metric => !metrics.Contains(metric));
        string effect = hasOther ? "without it the autoscaler never scales down" : "the autoscaler does not scale";
        context.Report(
            container.PlaceOfResources(),
            $"{scaler} scales on {string.Join(" and ", names)} utilization{byDefault}{ofContainer} {who} requests no {string.Join(" and no ", names)}: the metric cannot be computed and {effect}",
            related: [.. metrics.Where(metric => !metric.IsDefault).Select(metric => Locate(scaler, metric.Node!))]);
    }

    private static RelatedLocation Locate(ScalerView scaler, YamlNode metric) => new(new Location(scaler.Resource.File, metric.ContentSpan), "the metric");
}
