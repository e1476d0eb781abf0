using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class ReplicasTests
{
    [Theory]
    [InlineData("replicas: 3", "", 3, 3, ReplicaSource.Written, false)]
    [InlineData("replicas: 0", "", 0, 0, ReplicaSource.Written, false)]
    [InlineData("replicas: ", "", 1, 1, ReplicaSource.Default, false)]
    [InlineData("paused: false", "", 1, 1, ReplicaSource.Default, false)]
    [InlineData("replicas: '3'", "", 1, 1, ReplicaSource.Default, true)]
    [InlineData("replicas: '${N}'", "", 1, 1, ReplicaSource.Default, true)]
    [InlineData("replicas: 3", "minReplicas: 2, maxReplicas: 10", 2, 10, ReplicaSource.HorizontalPodAutoscaler, false)]
    [InlineData("paused: false", "maxReplicas: 10", 1, 10, ReplicaSource.HorizontalPodAutoscaler, false)]
    [InlineData("replicas: 0", "minReplicas: 2, maxReplicas: 10", 0, 0, ReplicaSource.Written, false)]
    [InlineData("paused: false", "minReplicas: '2', maxReplicas: 10", 1, 10, ReplicaSource.HorizontalPodAutoscaler, true)]
    [InlineData("paused: false", "minReplicas: 5, maxReplicas: 3", 5, 5, ReplicaSource.HorizontalPodAutoscaler, false)]
    public void Replicas_of_a_deployment_with_and_without_hpa(string spec, string hpa, long count, long maximum, ReplicaSource source, bool isAssumed)
    {
        ResourceSet set = Given.Set(Manifest(spec) + (hpa.Length == 0 ? "" : Hpa(hpa)));
        Replicas replicas = set.ReplicasOf(set.Workloads[0]);

        Assert.Equal((count, maximum, source, isAssumed), (replicas.Count, replicas.Maximum, replicas.Source, replicas.IsAssumed));
        Assert.Equal(count == 0, replicas.IsParked);
    }

    [Theory]
    [InlineData("maxReplicaCount: 20", 1, 20, true)]
    [InlineData("minReplicaCount: 3", 3, 100, false)]
    [InlineData("minReplicaCount: 0, maxReplicaCount: 5", 1, 5, true)]
    public void Scaled_object_means_a_deployment_and_may_scale_to_zero(string spec, long count, long maximum, bool toZero)
    {
        ResourceSet set = Given.Set(Manifest("replicas: 0") +
            $"---\n{{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {{name: s}}, spec: {{scaleTargetRef: {{name: shop}}, {spec}}}}}\n");
        Replicas replicas = set.ReplicasOf(set.Workloads[0]);

        Assert.Equal((count, maximum, toZero, ReplicaSource.ScaledObject), (replicas.Count, replicas.Maximum, replicas.ScalesToZero, replicas.Source));
    }

    [Theory]
    [InlineData("{apiVersion: apps/v1, kind: StatefulSet, name: shop}")]
    [InlineData("{apiVersion: extensions/v1beta1, kind: Deployment, name: shop}")]
    [InlineData("{kind: Deployment, name: shop}")]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, name: cart}")]
    [InlineData("{apiVersion: apps/v1, kind: Deployment}")]
    public void Scaler_that_names_something_else_does_not_count(string target)
    {
        ResourceSet set = Given.Set(Manifest("replicas: 3") +
            $"---\n{{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {{name: h}}, spec: {{scaleTargetRef: {target}, minReplicas: 7, maxReplicas: 9}}}}\n");

        Assert.Equal(3, set.ReplicasOf(set.Workloads[0]).Count);
        Assert.Empty(set.ScalersOf(set.Workloads[0]));
    }

    [Fact]
    public void Scaler_of_another_namespace_does_not_count()
    {
        ResourceSet set = Given.Set(Manifest("replicas: 3") + Hpa("minReplicas: 7, maxReplicas: 9").Replace("{name: h}", "{name: h, namespace: other}"));

        Assert.Equal(3, set.ReplicasOf(set.Workloads[0]).Count);
        Assert.Null(set.TargetOf(set.Scalers[0]));
        Assert.Same(set.Workloads[0].Resource, set.TargetOf(set.Scalers[0], NamespaceMatch.SameOrUnnamed));
    }

    [Fact]
    public void Number_is_assumed_when_a_scaler_may_be_elsewhere()
    {
        ResourceSet set = Given.SingleFile(Manifest("paused: false"));

        Assert.True(set.ReplicasOf(set.Workloads[0]).IsAssumed);
        ResourceSet written = Given.SingleFile(Manifest("replicas: 1"));
        Assert.False(written.ReplicasOf(written.Workloads[0]).IsAssumed);
    }

    [Fact]
    public void Number_has_its_node()
    {
        ResourceSet set = Given.Set(Manifest("replicas: 3") + Hpa("minReplicas: 2, maxReplicas: 10"));
        Replicas replicas = set.ReplicasOf(set.Workloads[0]);

        Assert.Equal("2", replicas.Node!.ToString());
        Assert.Equal("HorizontalPodAutoscaler 'h'", replicas.Scaler!.ToString());
    }

    [Theory]
    [InlineData("apps/v1", "DaemonSet", ReplicaSource.Elsewhere)]
    [InlineData("v1", "Pod", ReplicaSource.Single)]
    [InlineData("batch/v1", "Job", ReplicaSource.Single)]
    [InlineData("serving.knative.dev/v1", "Service", ReplicaSource.Elsewhere)]
    public void Kinds_without_replicas_have_one_pod(string apiVersion, string kind, ReplicaSource source)
    {
        ResourceSet set = Given.Set($"{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: x}}, spec: {{}}}}");

        Assert.Equal((1, source), (set.ReplicasOf(set.Workloads[0]).Count, set.ReplicasOf(set.Workloads[0]).Source));
    }

    private static string Manifest(string spec) => $"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: shop}}, spec: {{{spec}}}}}\n";

    private static string Hpa(string spec) =>
        $"---\n{{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {{name: h}}, spec: {{scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: shop}}, {spec}}}}}\n";
}
