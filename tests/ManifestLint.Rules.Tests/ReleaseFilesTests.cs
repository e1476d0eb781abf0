using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules.Tests;

/// <summary>Rules of release sets over several files, which a rule's folder cannot show: a fix changes the file of its finding only.</summary>
public sealed class ReleaseFilesTests
{
    [Theory]
    [InlineData(4, 6, false)]
    [InlineData(4, 8, true)]
    public void A_share_is_mended_only_where_one_file_is_enough(int canary, int stable, bool hasFix)
    {
        LintResult result = Lint(
            "ML6022",
            Parse("service.yaml", Service("app: shop", "{manifestlint.dev/weight: '20', manifestlint.dev/total-replicas: '10'}")),
            Parse("stable.yaml", Side("track", "stable", stable)),
            Parse("canary.yaml", Side("track", "canary", canary)));

        Diagnostic finding = Assert.Single(result.Diagnostics);
        Assert.Equal("canary.yaml", finding.Location.File.Path);
        Assert.Equal(hasFix, finding.Fix is not null);
    }

    [Fact]
    public void A_switch_is_mended_in_the_file_of_the_service()
    {
        LintResult result = Lint(
            "ML6003",
            Parse("service.yaml", Service("app: shop\n    color: green", "{}")),
            Parse("blue.yaml", Side("color", "blue", 4)),
            Parse("green.yaml", Side("color", "green", 0)));

        Diagnostic finding = Assert.Single(result.Diagnostics);
        Assert.Equal("service.yaml", finding.Location.File.Path);
        Assert.NotNull(finding.Fix);
    }

    [Theory]
    [InlineData("  replicas: 4\n", false)]
    [InlineData("  minReadySeconds: 3\n", true)]
    public void A_patch_may_start_the_live_side(string spec, bool isReported)
    {
        LintResult result = Lint(
            "ML6003",
            Parse("service.yaml", Service("app: shop\n    color: green", "{}")),
            Parse("blue.yaml", Side("color", "blue", 4)),
            Parse("green.yaml", Side("color", "green", 0)),
            Parse("patch.yaml", $"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop-green\nspec:\n{spec}").AsPatch());

        Assert.Equal(isReported, !result.Diagnostics.IsEmpty);
    }

    private static string Service(string selector, string annotations) =>
        $"apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\n  annotations: {annotations}\nspec:\n  selector:\n    {selector}\n  ports:\n    - port: 80\n";

    private static string Side(string key, string slot, int replicas) =>
        $"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop-{slot}\nspec:\n  replicas: {replicas}\n  selector:\n    matchLabels:\n      app: shop\n      {key}: {slot}\n"
        + $"  template:\n    metadata:\n      labels:\n        app: shop\n        {key}: {slot}\n";

    private static LintResult Lint(string id, params ManifestFile[] files) =>
        new Linter(RuleCatalog.CreateRules(), LintConfiguration.Default with { Selected = [id] }).Lint(ResourceSet.Create([new Bundle([.. files], IsReadWhole: true)]));

    private static ManifestFile Parse(string path, string text) => ManifestFile.Parse(path, Encoding.UTF8.GetBytes(text), FileRole.Linted);
}
