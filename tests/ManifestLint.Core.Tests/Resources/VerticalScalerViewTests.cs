using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class VerticalScalerViewTests
{
    [Theory]
    [InlineData("{}", true)]
    [InlineData("{updatePolicy: {minReplicas: 2}}", true)]
    [InlineData("{updatePolicy: {updateMode: Auto}}", true)]
    [InlineData("{updatePolicy: {updateMode: Recreate}}", true)]
    [InlineData("{updatePolicy: {updateMode: Initial}}", true)]
    [InlineData("{updatePolicy: {updateMode: InPlaceOrRecreate}}", true)]
    [InlineData("{updatePolicy: {updateMode: 'Off'}}", false)]
    [InlineData("{updatePolicy: {updateMode: Off}}", false)]
    [InlineData("{updatePolicy: {updateMode: '${MODE}'}}", false)]
    public void Modes_that_write_requests(string spec, bool expected) => Assert.Equal(expected, View(spec).ChangesRequests);

    [Theory]
    [InlineData("[]", "web", "cpu", true)]
    [InlineData("[]", "web", "memory", true)]
    [InlineData("[]", "web", "ephemeral-storage", false)]
    [InlineData("[{containerName: '*', controlledResources: [memory]}]", "web", "cpu", false)]
    [InlineData("[{containerName: '*', controlledResources: [memory]}]", "web", "memory", true)]
    [InlineData("[{containerName: '*', controlledResources: [memory]}, {containerName: web}]", "web", "cpu", true)]
    [InlineData("[{containerName: web, mode: 'Off'}]", "web", "cpu", false)]
    [InlineData("[{containerName: web, mode: 'Off'}]", "exporter", "cpu", true)]
    [InlineData("[{containerName: '*', mode: 'Off'}, {containerName: web, mode: Auto}]", "web", "cpu", true)]
    [InlineData("[{containerName: '*', mode: 'Off'}, {containerName: web, mode: Auto}]", null, "cpu", false)]
    public void Requests_of_a_container_by_its_policy(string policies, string? container, string resource, bool expected) =>
        Assert.Equal(expected, View($"{{resourcePolicy: {{containerPolicies: {policies}}}}}").Controls(container, resource));

    [Fact]
    public void Target_is_read_like_that_of_a_scaler()
    {
        VerticalScalerView view = View("{targetRef: {apiVersion: apps/v1, kind: StatefulSet, name: store}}");

        Assert.Equal(("apps", "StatefulSet", "store"), (view.TargetGroup, view.TargetKind, view.TargetName?.Value));
    }

    private static VerticalScalerView View(string spec) => VerticalScalerView.From(Assert.Single(Given.Set(
        $"{{apiVersion: autoscaling.k8s.io/v1, kind: VerticalPodAutoscaler, metadata: {{name: shop}}, spec: {spec}}}\n").Resources))!;
}
