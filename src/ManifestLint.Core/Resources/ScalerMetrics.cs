using System.Globalization;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Where the numbers of a metric come from.</summary>
public enum MetricScope
{
    /// <summary>What all containers of a pod use of a resource.</summary>
    Pod,

    /// <summary>What one container of a pod uses.</summary>
    Container,

    /// <summary>Elsewhere: metrics of the application, of another object, of another system.</summary>
    Elsewhere,
}

/// <summary>What a scaler holds a metric to.</summary>
public enum MetricTarget
{
    /// <summary>Nothing that can be read.</summary>
    Unknown,

    /// <summary>A share of the request, in percent. It cannot be computed without a request.</summary>
    Utilization,

    /// <summary>An amount for each pod.</summary>
    AverageValue,

    /// <summary>An amount in all.</summary>
    Value,
}

/// <summary>A metric of a HorizontalPodAutoscaler, or a trigger of a ScaledObject.</summary>
/// <param name="Scope">Where the numbers come from.</param>
/// <param name="Resource"><c>cpu</c> or <c>memory</c>; null when the numbers come from elsewhere.</param>
/// <param name="Target">What the metric is held to.</param>
/// <param name="Node">The item of <c>metrics</c> or <c>triggers</c>, or the field of <c>autoscaling/v1</c>; null for the default.</param>
public readonly record struct ScalerMetric(MetricScope Scope, string? Resource, MetricTarget Target, YamlNode? Node)
{
    /// <summary>The percent of the request, where it is written as a number; 80 for the default.</summary>
    public long? Percent { get; init; }

    /// <summary>The container, for a metric of one.</summary>
    public Located<string>? Container { get; init; }

    /// <summary>Whether nothing is written, so that the API server fills in 80 % of cpu.</summary>
    public bool IsDefault => Node is null;

    /// <summary>Whether the metric is a share of what the container requests.</summary>
    public bool NeedsRequestOf(ContainerView container) => Target == MetricTarget.Utilization
        && Resource is not null
        && (Scope == MetricScope.Pod || (Scope == MetricScope.Container && Container?.Value == container.Name?.Value));
}

internal static class ScalerMetrics
{
    // SetDefaults_HorizontalPodAutoscaler (pkg/apis/autoscaling/v2/defaults.go).
    private const int DefaultPercent = 80;

    // Here autoscaling/v1 keeps the metrics of newer versions.
    private const string MetricsAnnotation = "autoscaling.alpha.kubernetes.io/metrics";

    public static IEnumerable<ScalerMetric> Read(ScalerView scaler)
    {
        YamlMapping? spec = scaler.Resource.Spec;
        if (scaler.Kind == ScalerKind.ScaledObject)
            return spec.GetMappings("triggers").Select(ReadTrigger);
        if (spec.Get("metrics") is YamlSequence { Items.IsEmpty: false })
            return spec.GetMappings("metrics").Select(ReadMetric);
        if (spec.Get("metrics") is not (null or YamlSequence) || spec is null || scaler.Resource.GetAnnotation(MetricsAnnotation) is not null)
            return [];

        const string key = "targetCPUUtilizationPercentage";
        return spec.Get(key) is null
            ? [new(MetricScope.Pod, "cpu", MetricTarget.Utilization, Node: null) { Percent = DefaultPercent }]
            : [new(MetricScope.Pod, "cpu", MetricTarget.Utilization, spec.GetWritten(key)) { Percent = spec.GetInteger(key)?.Value }];
    }

    private static ScalerMetric ReadMetric(YamlMapping metric)
    {
        bool isContainer = metric.GetString("type")?.Value == "ContainerResource";
        if (!isContainer && metric.GetString("type")?.Value != "Resource")
            return new(MetricScope.Elsewhere, Resource: null, MetricTarget.Unknown, metric);

        YamlMapping? source = metric.GetMapping(isContainer ? "containerResource" : "resource");
        return new(isContainer ? MetricScope.Container : MetricScope.Pod, source.GetString("name")?.Value, ReadTarget(source), metric)
        {
            Container = isContainer ? source.GetString("container") : null,
            Percent = (source.GetMapping("target").GetInteger("averageUtilization") ?? source.GetInteger("targetAverageUtilization"))?.Value,
        };
    }

    // v2 and v2beta2 have a target block; v2beta1 writes the numbers beside the name.
    private static MetricTarget ReadTarget(YamlMapping? source)
    {
        YamlMapping? target = source.GetMapping("target");
        if (target.Get("averageUtilization") is not null || source.Get("targetAverageUtilization") is not null)
            return MetricTarget.Utilization;
        if (target.Get("averageValue") is not null || source.Get("targetAverageValue") is not null)
            return MetricTarget.AverageValue;
        return target.Get("value") is not null ? MetricTarget.Value : MetricTarget.Unknown;
    }

    // KEDA makes an HPA metric of a trigger cpu or memory; it takes the target type from metricType, in older versions from metadata.type.
    private static ScalerMetric ReadTrigger(YamlMapping trigger)
    {
        if (trigger.GetString("type")?.Value is not ("cpu" or "memory") || trigger.GetString("type") is not { } type)
            return new(MetricScope.Elsewhere, Resource: null, MetricTarget.Unknown, trigger);

        YamlMapping? metadata = trigger.GetMapping("metadata");
        Located<string>? container = metadata.GetString("containerName");
        MetricTarget target = (trigger.GetString("metricType") ?? metadata.GetString("type"))?.Value switch
        {
            "Utilization" => MetricTarget.Utilization,
            "AverageValue" => MetricTarget.AverageValue,
            _ => MetricTarget.Unknown,
        };
        bool isPercent = target == MetricTarget.Utilization;
        return new(container is null ? MetricScope.Pod : MetricScope.Container, type.Value, target, trigger)
        {
            Container = container,
            Percent = isPercent && long.TryParse(metadata.GetString("value")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long percent) ? percent : null,
        };
    }
}
