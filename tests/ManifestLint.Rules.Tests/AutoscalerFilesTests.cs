using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules.Tests;

/// <summary>Autoscalers over several files, which a rule's folder cannot show: environments, parked folders, names that kustomize makes.</summary>
public sealed class AutoscalerFilesTests
{
    private const string Fixed = """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: NAME
        spec:
          scaleTargetRef:
            apiVersion: apps/v1
            kind: Deployment
            name: shop
          maxReplicas: 1

        """;

    private const string Deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: NAME\n";

    [Theory]
    [InlineData("a.yaml", "b.yaml", 1)]
    [InlineData("hpa-dev.yaml", "hpa-prod.yaml", 0)]
    [InlineData("eu/hpa.yaml", "us/hpa.yaml", 0)]
    public void Two_autoscalers_of_different_environments_do_not_fight(string one, string other, int expected) =>
        Assert.Equal(expected, Count("ML7013", (one, Named(Fixed, "a")), (other, Named(Fixed, "b")), ("shop.yaml", Named(Deployment, "shop"))));

    [Theory]
    [InlineData("shop/dev/hpa.yaml", 0)]
    [InlineData("dev.yaml", 1)]
    [InlineData("shop/prod/hpa.yaml", 1)]
    public void A_parked_folder_may_hold_autoscalers_at_one_number(string path, int expected) => Assert.Equal(expected, Lint(
        LintConfiguration.Default with { Selected = ["ML7015"], Options = LintConfiguration.Default.Options.Add(("ML7015", "parkedFolders"), System.Collections.Immutable.ImmutableArray.Create("dev")) },
        (path, Named(Fixed, "shop"))));

    [Theory]
    [InlineData("namePrefix: eu-", 0)]
    [InlineData("commonLabels: {team: shop}", 1)]
    public void A_target_may_bear_the_name_that_kustomize_makes(string line, int expected) => Assert.Equal(expected, Count(
        "ML7010",
        ("hpa.yaml", Named(Fixed, "shop").Replace("name: shop\n  max", "name: eu-shop\n  max", StringComparison.Ordinal)),
        ("shop.yaml", Named(Deployment, "shop")),
        ("kustomization.yaml", $"apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [hpa.yaml, shop.yaml]\n{line}\n")));

    private static string Named(string yaml, string name) => yaml.Replace("NAME", name, StringComparison.Ordinal);

    private static int Count(string rule, params (string Path, string Text)[] files) => Lint(LintConfiguration.Default with { Selected = [rule] }, files);

    private static int Lint(LintConfiguration configuration, params (string Path, string Text)[] files) =>
        new Linter(RuleCatalog.CreateRules(), configuration)
            .Lint(ResourceSet.Create([new Bundle([.. files.Select(file => ManifestFile.Parse(file.Path, SourceText.From(file.Text)))], IsReadWhole: true)]))
            .Diagnostics.Length;
}
