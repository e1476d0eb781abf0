using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class ScalersNamingTests
{
    private const string Scalers = """
        {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a}, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}}}
        ---
        {apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: b}, spec: {scaleTargetRef: {name: shop}}}
        ---
        {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: c}, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: shop}}}
        ---
        {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: d, namespace: other}, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}}}
        """;

    [Theory]
    [InlineData("apps", "Deployment", "shop", "a b")]
    [InlineData("apps", "StatefulSet", "shop", "c")]
    [InlineData("", "Deployment", "shop", "")]
    [InlineData("apps", "Deployment", "cart", "")]
    public void Scalers_of_a_target_that_need_not_be_there(string group, string kind, string name, string expected)
    {
        ResourceSet set = Given.Set(Scalers);

        Assert.Equal(expected, string.Join(' ', set.ScalersNaming(set.Resources[0], group, kind, name).Select(scaler => scaler.Resource.Name)));
    }
}
