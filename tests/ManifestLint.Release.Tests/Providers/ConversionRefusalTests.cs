using ManifestLint.Releases;
using ManifestLint.Releases.Providers;
using ManifestLint.Resources;
using ManifestLint.Tests;

namespace ManifestLint.Release.Tests.Providers;

/// <summary>What is not converted, and what the user is told.</summary>
public sealed class ConversionRefusalTests
{
    private const string Rollout = """
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: shop
        spec:
          workloadRef: {apiVersion: apps/v1, kind: Deployment, name: NAME}
          strategy:
            canary: {}
        """;

    private const string Stranger = """
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: worker
        spec:
          selector: {matchLabels: {app: shop, part: worker}}
          template:
            metadata: {labels: {app: shop, part: worker}}
            spec: {containers: [{name: worker, image: worker:1.0.0}]}
        """;

    private const string SecondService = """
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: shop-admin
        spec:
          selector: {app: shop, color: blue}
          ports: [{name: http, port: 8081, targetPort: http}]
        """;

    [Theory]
    [InlineData("flagger", "conversion to Flagger is not built yet", "--to argo")]
    [InlineData("istio", "conversion to Istio is not built yet", "--to argo")]
    [InlineData("plain", "the set is plain already", "--to argo")]
    [InlineData("argocd", "no provider is called 'argocd'", "--to argo")]
    public void Other_providers(string name, string reason, string remedy)
    {
        ReleaseRefusal refusal = Assert.Throws<ReleaseRefusedException>(() => ReleaseProvider.Find(name)).Refusal;

        Assert.Equal((RefusalKind.WrongUse, remedy), (refusal.Kind, refusal.Remedy));
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, string> Sets => new()
    {
        { "blue-green", "", "another object splits the requests of shop", Rollout.Replace("NAME", "shop-blue", StringComparison.Ordinal) },
        { "blue-green", "", "Rollout 'shop' is there already", Rollout.Replace("NAME", "other", StringComparison.Ordinal) },
        { "blue-green", "    color: blue # the switch\n", "both colours are live", "" },
        { "blue-green", "", "Service 'shop' would also select the pods of Deployment 'worker'", Stranger },
        { "blue-green", "", "shop and shop-admin all lead clients to the live side", SecondService },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Sets_that_have_no_place_in_a_Rollout(string sample, string without, string reason, string addition)
    {
        ResourceSet resources = Sample(sample, text => without.Length == 0 ? text : text.Replace(without, "", StringComparison.Ordinal), addition);

        ReleaseRefusal refusal = Assert.Throws<ReleaseRefusedException>(() => Convert(resources, new ConversionRequest())).Refusal;

        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
        Assert.NotNull(refusal.Remedy);
    }

    [Fact]
    public void A_side_that_serves_without_pods()
    {
        ResourceSet resources = Sample("canary", text => text.Replace("replicas: 10", "replicas: 0", StringComparison.Ordinal), "");

        ReleaseRefusal refusal = Assert.Throws<ReleaseRefusedException>(() => Convert(resources, new ConversionRequest())).Refusal;

        Assert.Contains("shop-stable serves and has 0 replicas", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_that_make_no_sense()
    {
        AssertRefused("blue-green", new() { ScaleDown = WorkloadScaleDown.OnSuccess }, "the inline template needs none");
        AssertRefused("blue-green-hpa", new() { Template = TemplatePlace.WorkloadReference, ScaleDown = WorkloadScaleDown.OnSuccess }, "argo-rollouts#4110");
        AssertRefused("canary", new() { Steps = [10, 101] }, "the steps of a canary are whole percentages");
        AssertRefused("canary", new() { Pause = "soon" }, "'soon' is no duration");
    }

    private static void AssertRefused(string sample, ConversionRequest request, string reason)
    {
        ReleaseRefusal refusal = Assert.Throws<ReleaseRefusedException>(() => Convert(Sample(sample, text => text, ""), request)).Refusal;
        Assert.Equal(RefusalKind.WrongUse, refusal.Kind);
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
    }

    private static ReleaseConversion Convert(ResourceSet resources, ConversionRequest request) =>
        ReleaseProvider.Find("argo").Convert(ReleaseRecognizer.Recognize(resources, new ReleaseQuery()), request);

    private static ResourceSet Sample(string name, Func<string, string> edit, string addition)
    {
        string directory = RepositoryRoot.Combine("tests", "samples", "release", name);
        return ConversionCase.Read(
        [
            .. Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal).Select(file => ("k8s/" + Path.GetFileName(file), edit(File.ReadAllText(file)))),
            .. addition.Length == 0 ? Array.Empty<(string, string)>() : [("k8s/more.yaml", addition)],
        ]);
    }
}
