using ManifestLint.Core.Tests.Resources;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Releases;

// The peak of release-sets.md 5.3: 2N for blue-green, the written numbers for a canary.
public sealed class ReleasePeakTests
{
    [Theory]
    [InlineData("blue", "4", "green", "0", "color: blue", "4+4")]
    [InlineData("blue", "4", "green", "0", "color: green", "4+0")]
    [InlineData("blue", "2", "green", "3", "color: blue", "2+3")]
    [InlineData("blue", "4", "green", "3", "color: blue", "4+4")]
    [InlineData("blue", "2", "green", "3", "color: red", "3+3")]
    [InlineData("blue", "0", "green", "0", "color: blue", "0+0")]
    [InlineData("blue", "x", "green", "3", "color: blue", null)]
    [InlineData("blue", "4294967296", "green", "3", "color: blue", null)]
    [InlineData("stable", "8", "canary", "2", "app: shop", "8+2")]
    [InlineData("stable", "8", "canary", "0", "app: shop", "8+0")]
    public void Both_sides_run_during_a_release(string first, string firstPods, string second, string secondPods, string slot, string? expected)
    {
        string service = $"{{apiVersion: v1, kind: Service, metadata: {{name: shop}}, spec: {{selector: {{app: shop, {(slot == "app: shop" ? "" : slot)}}}}}}}";
        ResourceSet resources = Given.Set(Side(first, firstPods) + Side(second, secondPods) + service);
        ReleasePeak? peak = resources.PeakOf(Assert.Single(resources.ReleaseSetsAround(resources.Resources[0])));

        Assert.Equal(expected, peak is { } pods ? $"{pods.First}+{pods.Second}" : null);
    }

    private static string Side(string slot, string replicas) =>
        $"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: shop-{slot}}}, spec: {{replicas: {replicas}, template: {{metadata: {{labels: {{app: shop, color: {slot}}}}}}}}}}}\n---\n";
}
