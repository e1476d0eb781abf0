using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Resources;
using System.Text;

namespace ManifestLint.Rules.Tests;

/// <summary>ML1011 over several files, which a rule's folder cannot show: which files count as applied together, and which finding is told.</summary>
public sealed class DuplicateObjectTests
{
    private const string Euro = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: pricing\ndata:\n  currency: EUR\n";

    private const string Dollar = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: pricing\ndata:\n  currency: USD\n";

    [Theory]
    [InlineData("a.yaml", "b.yaml", true)]
    [InlineData("config/pricing.yaml", "pricing.yaml", true)]
    [InlineData("apps/config.yaml", "common/pricing.yaml", true)]
    [InlineData("eu/pricing.yaml", "us/pricing.yaml", false)]
    [InlineData("eu/shop/pricing.yaml", "us/shop/pricing.yaml", false)]
    [InlineData("apps/dev/config.yaml", "apps/prod/pricing.yaml", false)]
    [InlineData("pricing.yaml", "pricing-staging.yaml", false)]
    [InlineData("pricing.yaml", "overlays/us/patched.yaml", false)]
    [InlineData("device.yaml", "product.yaml", true)]
    public void Files_of_different_environments_are_not_applied_together(string one, string other, bool isReported)
    {
        LintResult result = Lint((one, Euro), (other, Dollar));

        Assert.Equal(isReported ? [$"{other}:4:9: warning ML1011 duplicate-object: ConfigMap pricing is also defined in {one}:4, the one applied last wins"] : [], Print(result));
    }

    [Fact]
    public void The_same_content_in_two_files_is_an_info() => Assert.Equal(
        ["b.yaml:4:9: info ML1011 duplicate-object: ConfigMap pricing is also defined in a.yaml:4, with the same content"],
        Print(Lint(("a.yaml", Euro), ("b.yaml", Euro))));

    [Fact]
    public void A_kustomization_refuses_what_it_lists_twice_and_ignores_what_it_does_not_list()
    {
        const string kustomization = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - ./a.yaml\n  - b.yaml\n";

        Assert.Equal(
            ["k8s/b.yaml:4:9: error ML1011 duplicate-object: ConfigMap pricing is also defined in k8s/a.yaml:4, with the same content"],
            Print(Lint(("k8s/a.yaml", Euro), ("k8s/b.yaml", Euro), ("k8s/c.yaml", Dollar), ("k8s/kustomization.yaml", kustomization))));
    }

    [Fact]
    public void The_linted_file_is_told_of_the_one_beside_it() => Assert.Equal(
        ["a.yaml:4:9: warning ML1011 duplicate-object: ConfigMap pricing is also defined in b.yaml:4, the one applied last wins"],
        Print(Lint([Parse("a.yaml", Euro, FileRole.Linted), Parse("b.yaml", Dollar, FileRole.Context)])));

    [Fact]
    public void A_patch_is_not_a_second_object() => Assert.Empty(
        Print(Lint([Parse("a.yaml", Euro, FileRole.Linted), Parse("b.yaml", Dollar, FileRole.Linted).AsPatch()])));

    private static LintResult Lint(params (string Path, string Text)[] files) => Lint([.. files.Select(file => Parse(file.Path, file.Text, FileRole.Linted))]);

    private static LintResult Lint(ManifestFile[] files) =>
        new Linter(RuleCatalog.CreateRules(), LintConfiguration.Default with { Selected = ["ML1011"] }).Lint(ResourceSet.Create([new Bundle([.. files], IsReadWhole: true)]));

    private static ManifestFile Parse(string path, string text, FileRole role) => ManifestFile.Parse(path, Encoding.UTF8.GetBytes(text), role);

    private static IEnumerable<string> Print(LintResult result) => result.Diagnostics.Select(diagnostic => diagnostic.ToString());
}
