using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Resources;

namespace ManifestLint.Rules.Tests;

/// <summary>Rules of rollout over several files, which a rule's folder cannot show: where a finding about two objects stands, and what kustomize changes.</summary>
public sealed class RolloutFilesTests
{
    private const string Service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector:\n    app: shop\n  ports:\n    - port: 80\n";

    private const string Autoscaler = "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: shop\nspec:\n  maxReplicas: 4\n"
        + "  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: shop\n";

    private const string Patch = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n";

    [Fact]
    public void A_single_replica_is_told_in_the_file_of_the_scaler_that_decides()
    {
        LintResult result = Lint("ML3003", Parse("web.yaml", Service), Parse("deployment.yaml", Deployment("  replicas: 3\n")), Parse("scaler.yaml", Autoscaler));

        Assert.Equal(
            ["scaler.yaml:5:1: warning ML3003 single-replica-served: Deployment 'shop' behind Service 'shop' runs 1 pod at the minimum of HorizontalPodAutoscaler 'shop', so a node drain, an eviction or a crash leaves no endpoint"],
            Print(result));
    }

    [Fact]
    public void A_comment_in_the_file_of_the_scaler_suppresses_it()
    {
        string ignored = Autoscaler.Replace("spec:\n", "# manifestlint-ignore single-replica-served -- a test\nspec:\n", StringComparison.Ordinal);
        LintResult result = Lint("ML3003", Parse("web.yaml", Service), Parse("deployment.yaml", Deployment("")), Parse("scaler.yaml", ignored));

        Assert.Empty(result.Diagnostics);
        Assert.Equal(1, result.Suppressed);
    }

    [Theory]
    [InlineData("resources: [web.yaml, deployment.yaml]", true)]
    [InlineData("replicas: [{name: shop, count: 3}]", false)]
    [InlineData("replicas: [{name: cart, count: 3}]", true)]
    [InlineData("patches: [{target: {kind: Deployment}, patch: '[{op: replace, path: /spec/replicas, value: 3}]'}]", false)]
    [InlineData("patches: [{target: {kind: Deployment}, patch: '[{op: replace, path: /spec/paused, value: true}]'}]", true)]
    public void A_kustomization_may_raise_the_replicas(string line, bool isReported)
    {
        string kustomization = $"apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n{line}\n";
        LintResult result = Lint("ML3003", Parse("web.yaml", Service), Parse("deployment.yaml", Deployment("  replicas: 1\n")), Parse("kustomization.yaml", kustomization));

        Assert.Equal(isReported, !result.Diagnostics.IsEmpty);
    }

    [Theory]
    [InlineData("  replicas: 3\n", false)]
    [InlineData("  minReadySeconds: 3\n", true)]
    public void A_patch_may_raise_the_replicas(string spec, bool isReported)
    {
        LintResult result = Lint("ML3003", Parse("web.yaml", Service), Parse("deployment.yaml", Deployment("  replicas: 1\n")), Parse("patch.yaml", Patch + spec).AsPatch());

        Assert.Equal(isReported, !result.Diagnostics.IsEmpty);
    }

    [Theory]
    [InlineData("pod.yaml", true)]
    [InlineData("manifests/pod.yaml", true)]
    [InlineData("etc/kubernetes/manifests/pod.yaml", false)]
    public void A_pod_in_the_directory_of_a_kubelet_is_static(string path, bool isReported)
    {
        const string pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  labels:\n    app: shop\nspec:\n  containers:\n    - name: web\n";
        LintResult result = Lint("ML3022", Parse("web.yaml", Service), Parse(path, pod));

        Assert.Equal(isReported, !result.Diagnostics.IsEmpty);
    }

    private static string Deployment(string spec) =>
        $"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n{spec}  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n        app: shop\n";

    private static LintResult Lint(string id, params ManifestFile[] files) =>
        new Linter(RuleCatalog.CreateRules(), LintConfiguration.Default with { Selected = [id] }).Lint(ResourceSet.Create([new Bundle([.. files], IsReadWhole: true)]));

    private static ManifestFile Parse(string path, string text) => ManifestFile.Parse(path, Encoding.UTF8.GetBytes(text), FileRole.Linted);

    private static IEnumerable<string> Print(LintResult result) => result.Diagnostics.Select(diagnostic => diagnostic.ToString());
}
