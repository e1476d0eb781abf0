using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class VersionLabelsTests
{
    [Theory]
    [InlineData("app.kubernetes.io/version", "anything", true)]
    [InlineData("helm.sh/chart", "shop-1.4.2", true)]
    [InlineData("pod-template-hash", "5d59d67564", true)]
    [InlineData("version", "1.4", true)]
    [InlineData("version", "v2.0.1-rc.1", true)]
    [InlineData("version", "3f2c1e9", true)]
    [InlineData("build", "20240501", true)]
    [InlineData("revision", "3F2C1E9B", true)]
    [InlineData("version", "v1", false)]
    [InlineData("version", "blue", false)]
    [InlineData("version", "latest", false)]
    [InlineData("version", "1.", false)]
    [InlineData("version", "1", false)]
    [InlineData("version", "", false)]
    [InlineData("version", "deadbee", false)]
    [InlineData("revision", "3f2c1e9b3f2c1e9b3f2c1e9b3f2c1e9b3f2c1e9b3", false)]
    [InlineData("app", "1.4.2", false)]
    [InlineData("zone", "20240501", false)]
    public void A_pair_names_a_release_by_its_key_or_by_what_its_value_looks_like(string key, string value, bool expected) =>
        Assert.Equal(expected, VersionLabels.IsVersion(key, value));
}
