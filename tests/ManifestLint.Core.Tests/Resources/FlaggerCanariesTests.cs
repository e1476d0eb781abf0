using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class FlaggerCanariesTests
{
    [Theory]
    [InlineData("{targetRef: {name: shop}}", "shop", true)]
    [InlineData("{targetRef: {name: shop}}", "shop-primary", true)]
    [InlineData("{targetRef: {name: shop}}", "shop-canary", true)]
    [InlineData("{targetRef: {name: shop}}", "shop-admin", false)]
    [InlineData("{targetRef: {name: shop}, service: {name: front}}", "front-canary", true)]
    [InlineData("{targetRef: {name: shop}, service: {name: front}}", "shop", false)]
    public void Flagger_writes_three_Services(string spec, string name, bool expected)
    {
        ResourceSet set = Given.Set($"{{apiVersion: flagger.app/v1beta1, kind: Canary, metadata: {{name: c, namespace: shop}}, spec: {spec}}}\n");

        Assert.Equal(expected, set.IsServiceOfFlagger(set.Resources[0], name));
    }

    [Theory]
    [InlineData("shop", true)]
    [InlineData("shop-primary", true)]
    [InlineData("shop-canary", false)]
    [InlineData("cart", false)]
    public void Flagger_scales_two_workloads(string name, bool expected)
    {
        ResourceSet set = Given.Set("{apiVersion: flagger.app/v1beta1, kind: Canary, metadata: {name: c}, spec: {targetRef: {name: shop}}}\n");

        Assert.Equal(expected, set.IsWorkloadOfFlagger(set.Resources[0], name));
    }

    [Fact]
    public void A_target_and_its_primary_are_one_release()
    {
        ResourceSet set = Given.Set(
            "{apiVersion: flagger.app/v1beta1, kind: Canary, metadata: {name: c}, spec: {targetRef: {name: shop}}}\n" +
            string.Concat(((string[])["shop", "shop-primary", "cart"]).Select(name => $"---\n{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: {name}}}}}\n")));

        Assert.True(set.AreTargetAndPrimary(set.Workloads[0], set.Workloads[1]));
        Assert.True(set.AreTargetAndPrimary(set.Workloads[1], set.Workloads[0]));
        Assert.False(set.AreTargetAndPrimary(set.Workloads[0], set.Workloads[2]));
    }
}
