using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class ScalerMetricsTests
{
    [Theory]
    [InlineData("v2", "metrics: []", "Pod cpu Utilization 80 default")]
    [InlineData("v2", "maxReplicas: 4", "Pod cpu Utilization 80 default")]
    [InlineData("v1", "maxReplicas: 4", "Pod cpu Utilization 80 default")]
    [InlineData("v1", "targetCPUUtilizationPercentage: 60", "Pod cpu Utilization 60")]
    [InlineData("v2", "metrics: [{type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 70}}}]", "Pod memory Utilization 70")]
    [InlineData("v2", "metrics: [{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 500m}}}]", "Pod cpu AverageValue")]
    [InlineData("v2", "metrics: [{type: ContainerResource, containerResource: {name: cpu, container: web, target: {type: Utilization, averageUtilization: 70}}}]", "Container cpu Utilization 70 web")]
    [InlineData("v2beta1", "metrics: [{type: Resource, resource: {name: cpu, targetAverageUtilization: 55}}]", "Pod cpu Utilization 55")]
    [InlineData("v2beta1", "metrics: [{type: Resource, resource: {name: cpu, targetAverageValue: 1}}]", "Pod cpu AverageValue")]
    [InlineData("v2", "metrics: [{type: Pods, pods: {metric: {name: requests}, target: {type: AverageValue, averageValue: 10}}}, {type: External}]", "Elsewhere Unknown, Elsewhere Unknown")]
    [InlineData("v2", "metrics: '${METRICS}'", "")]
    public void Metrics_of_an_autoscaler(string version, string spec, string expected) =>
        Assert.Equal(expected, Describe($"{{apiVersion: autoscaling/{version}, kind: HorizontalPodAutoscaler, metadata: {{name: shop}}, spec: {{{spec}}}}}"));

    [Theory]
    [InlineData("{type: cpu, metricType: Utilization, metadata: {value: '60'}}", "Pod cpu Utilization 60")]
    [InlineData("{type: memory, metadata: {type: Utilization, value: '70', containerName: web}}", "Container memory Utilization 70 web")]
    [InlineData("{type: cpu, metricType: AverageValue, metadata: {value: 500m}}", "Pod cpu AverageValue")]
    [InlineData("{type: rabbitmq, metadata: {queueName: orders}}", "Elsewhere Unknown")]
    public void Triggers_of_a_scaled_object(string trigger, string expected) =>
        Assert.Equal(expected, Describe($"{{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {{name: shop}}, spec: {{triggers: [{trigger}]}}}}"));

    [Fact]
    public void Metrics_in_the_annotation_of_the_old_version_leave_no_default() => Assert.Equal(
        "", Describe("{apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, metadata: {name: shop, annotations: {autoscaling.alpha.kubernetes.io/metrics: '[]'}}, spec: {maxReplicas: 4}}"));

    [Theory]
    [InlineData("{name: web}", true)]
    [InlineData("{name: exporter}", false)]
    public void Metric_of_a_container_needs_the_request_of_that_one(string container, bool expected)
    {
        ScalerView scaler = Scaler("{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: shop}, spec: {triggers: [{type: cpu, metricType: Utilization, metadata: {containerName: web}}]}}");

        Assert.Equal(expected, Assert.Single(scaler.Metrics).NeedsRequestOf(Given.Container(container)));
    }

    [Theory]
    [InlineData("updatePolicy: {updateMode: Auto}", true)]
    [InlineData("resourcePolicy: {}", true)]
    [InlineData("updatePolicy: {updateMode: 'Off'}", false)]
    public void Requests_that_a_vertical_autoscaler_writes(string spec, bool expected)
    {
        ResourceSet set = Given.Set("""
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: shop}}
            ---
            {apiVersion: autoscaling.k8s.io/v1, kind: VerticalPodAutoscaler, metadata: {name: v}, spec: {targetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}, SPEC}}
            """.Replace("SPEC", spec, StringComparison.Ordinal));

        Assert.Equal(expected, set.IsVerticallyScaled(Assert.Single(set.Workloads)));
    }

    private static ScalerView Scaler(string yaml) => Assert.Single(Given.Set(yaml).Scalers);

    private static string Describe(string yaml) => string.Join(", ", Scaler(yaml).Metrics.Select(metric =>
        string.Join(' ', ((string?[])[$"{metric.Scope}", metric.Resource, $"{metric.Target}", $"{metric.Percent}", metric.Container?.Value, metric.IsDefault ? "default" : null]).Where(part => !string.IsNullOrEmpty(part)))));
}
