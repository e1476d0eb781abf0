using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class PodResourcesTests
{
    private const string Limits = """
        ---
        {apiVersion: v1, kind: LimitRange, metadata: {name: l}, spec: {limits: [{type: Pod, max: {cpu: 9}}, {type: Container, default: {memory: 256Mi}, defaultRequest: {cpu: 50m}, max: {cpu: 2}}]}}
        """;

    [Theory]
    [InlineData("containers: [{resources: {requests: {cpu: 200m}}}, {resources: {requests: {cpu: 300m}}}]", "500m")]
    [InlineData("containers: [{resources: {limits: {cpu: 1}}}]", "1")]
    [InlineData("containers: [{resources: {requests: {cpu: 200m}}}, {name: b}]", null)]
    [InlineData("containers: [{resources: {requests: {cpu: '${CPU}'}}}]", null)]
    [InlineData("initContainers: [{resources: {requests: {cpu: 2}}}], containers: [{resources: {requests: {cpu: 200m}}}]", "2")]
    [InlineData("initContainers: [{restartPolicy: Always, resources: {requests: {cpu: 1}}}, {resources: {requests: {cpu: 2}}}], containers: [{resources: {requests: {cpu: 200m}}}]", "3")]
    [InlineData("initContainers: [{resources: {requests: {cpu: 1}}}, {restartPolicy: Always, resources: {requests: {cpu: 1}}}], containers: [{resources: {requests: {cpu: 200m}}}]", "1200m")]
    [InlineData("resources: {requests: {cpu: 4}}, containers: [{resources: {requests: {cpu: 200m}}}]", "4")]
    public void Amount_that_a_pod_counts_for(string podSpec, string? expected) =>
        Assert.Equal(expected, PodResources.AmountOf(Given.Pod($"{{{podSpec}}}"), "requests.cpu", LimitRangeDefaults.None)?.ToString());

    [Theory]
    [InlineData("requests.cpu", "50m")]
    [InlineData("limits.cpu", "2")]
    [InlineData("requests.memory", "256Mi")]
    [InlineData("limits.memory", "256Mi")]
    [InlineData("limits.ephemeral-storage", null)]
    public void A_limit_range_fills_in_what_a_container_does_not_say(string counted, string? expected)
    {
        ResourceSet set = Given.Set("{apiVersion: apps/v1, kind: Deployment, metadata: {name: shop}, spec: {template: {spec: {containers: [{name: web}]}}}}\n" + Limits);
        Workload workload = Assert.Single(set.Workloads);

        Assert.Equal(expected, PodResources.AmountOf(workload.PodSpec, counted, set.LimitRangeDefaultsOf(workload))?.ToString());
    }

    [Theory]
    [InlineData("containers: [{name: web}]", true)]
    [InlineData("containers: [{resources: {requests: {cpu: 0}, limits: {ephemeral-storage: 1Gi}}}]", true)]
    [InlineData("containers: [{resources: {requests: {cpu: 100m}}}]", false)]
    [InlineData("containers: [{resources: {limits: {memory: 1Gi}}}]", false)]
    [InlineData("containers: [{resources: {limits: {memory: '${MEMORY}'}}}]", false)]
    [InlineData("containers: [{name: web}], initContainers: [{resources: {requests: {cpu: 100m}}}]", false)]
    [InlineData("containers: [{name: web}], resources: {requests: {cpu: 100m}}", false)]
    public void Pods_of_the_lowest_class(string podSpec, bool expected) =>
        Assert.Equal(expected, PodResources.IsBestEffort(Given.Pod($"{{{podSpec}}}"), LimitRangeDefaults.None));

    [Fact]
    public void Limits_and_quotas_of_another_namespace_do_not_count()
    {
        ResourceSet set = Given.Set("""
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: shop, namespace: shop}, spec: {template: {spec: {containers: [{name: web}]}}}}
            ---
            {apiVersion: v1, kind: ResourceQuota, metadata: {name: q, namespace: shop}, spec: {hard: {cpu: 4, count/pods: "10", limits.memory: 1Gi}}}
            ---
            {apiVersion: v1, kind: ResourceQuota, metadata: {name: other}, spec: {hard: {pods: 1}, scopes: [BestEffort]}}

            """ + Limits);
        Workload workload = Assert.Single(set.Workloads);
        ResourceQuotaView quota = Assert.Single(set.QuotasOf(workload));

        Assert.True(set.LimitRangeDefaultsOf(workload).IsEmpty);
        Assert.False(quota.HasScopes);
        Assert.Equal("4", quota.Hard("requests.cpu")?.Value.ToString());
        Assert.Equal("10", quota.Hard("pods")?.Value.ToString());
        Assert.Equal("1Gi", quota.Hard("limits.memory")?.Value.ToString());
        Assert.Null(quota.Hard("limits.cpu"));
    }
}
