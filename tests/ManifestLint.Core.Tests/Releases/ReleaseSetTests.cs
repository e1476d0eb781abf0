using ManifestLint.Core.Tests.Resources;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Releases;

public sealed class ReleaseSetTests
{
    private const string Blue = "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: shop-blue}, spec: {replicas: 4, template: {metadata: {labels: {app: shop, color: blue}}}}}\n";
    private const string Green = "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: shop-green}, spec: {replicas: 0, template: {metadata: {labels: {app: shop, color: green}}}}}\n";

    [Theory]
    [InlineData("{app: shop, color: blue}", "shop-blue")]
    [InlineData("{app: shop, color: green}", "shop-green")]
    [InlineData("{app: shop, color: red}", null)]
    [InlineData("{app: shop}", null)]
    public void The_live_side_is_the_one_that_the_public_service_selects(string selector, string? live)
    {
        ReleaseSet set = Read(Blue + Green + Service("shop", selector) + Service("shop-preview", "{app: shop, color: green}"));

        Assert.Equal(ReleaseStrategy.BlueGreen, set.Strategy);
        Assert.Equal(["shop"], set.PublicServices.Select(service => service.Name));
        Assert.Equal(["shop-preview"], set.PreviewServices.Select(service => service.Name));
        Assert.Equal(live, set.Live?.Name);
        Assert.Equal("color", set.SlotKey);
        Assert.False(set.HasRouter);
    }

    [Theory]
    [InlineData("shop-active", "shop-preview", "shop-active")]
    [InlineData("shop-blue", "shop-green", "")]
    [InlineData("shop", "shop-next", "shop")]
    [InlineData("shop", "shop-standby", "shop")]
    public void Names_tell_which_service_is_public(string first, string second, string expected)
    {
        ReleaseSet set = Read(Blue + Green + Service(first, "{app: shop, color: blue}") + Service(second, "{app: shop, color: green}"));

        Assert.Equal(expected, string.Join(',', set.PublicServices.Select(service => service.Name)));
    }

    [Theory]
    [InlineData("shop-preview", true)]
    [InlineData("shop-green", true)]
    [InlineData("shop-next", true)]
    [InlineData("shop-v2", true)]
    [InlineData("shop", false)]
    [InlineData("shop-metrics", false)]
    public void A_name_tells_a_service_for_trying_one_side(string name, bool expected) => Assert.Equal(expected, ReleaseSet.IsPreviewName(name));

    [Fact]
    public void An_annotation_decides_the_strategy()
    {
        string labels = "{app: shop, version: ";
        string first = Blue.Replace("{app: shop, color: blue", labels + "v1").Replace("shop-blue", "shop-v1");
        string second = Green.Replace("{app: shop, color: green", labels + "v2").Replace("shop-green", "shop-v2");

        Assert.Equal(ReleaseStrategy.Undecided, Read(first + second + Service("shop", "{app: shop, version: v1}")).Strategy);
        Assert.Equal(ReleaseStrategy.BlueGreen, Read(first + second + Service("shop", "{app: shop, version: v1}", "manifestlint.dev/strategy: blue-green")).Strategy);
        Assert.Equal(ReleaseStrategy.Canary, Read(first + second + Service("shop", "{app: shop}", "manifestlint.dev/strategy: canary-replicas")).Strategy);
    }

    [Theory]
    [InlineData("{apiVersion: flagger.app/v1beta1, kind: Canary, metadata: {name: x}, spec: {targetRef: {name: shop-blue}}}", true)]
    [InlineData("{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: x}, spec: {workloadRef: {name: shop-green}}}", true)]
    [InlineData("{apiVersion: flagger.app/v1beta1, kind: Canary, metadata: {name: x}, spec: {targetRef: {name: cart}, service: {name: shop}}}", true)]
    [InlineData("{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: x}, spec: {strategy: {blueGreen: {activeService: shop}}}}", true)]
    [InlineData("{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: x}, spec: {strategy: {canary: {stableService: cart}}}}", false)]
    [InlineData("{apiVersion: rollouts.kruise.io/v1beta1, kind: Rollout, metadata: {name: x}, spec: {workloadRef: {name: cart}}}", false)]
    [InlineData("{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: x}, spec: {http: [{route: [{destination: {host: shop, subset: a}}, {destination: {host: shop, subset: b}}]}]}}", true)]
    [InlineData("{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: x}, spec: {rules: [{backendRefs: [{name: shop}, {name: shop-preview}]}]}}", true)]
    [InlineData("{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: x}, spec: {rules: [{backendRefs: [{name: shop}]}, {backendRefs: [{name: shop-preview}]}]}}", false)]
    [InlineData("{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: x, annotations: {nginx.ingress.kubernetes.io/canary: 'true'}}, spec: {defaultBackend: {service: {name: shop-preview}}}}", true)]
    [InlineData("{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: x}, spec: {defaultBackend: {service: {name: shop}}}}", false)]
    public void Another_object_may_split_the_requests(string other, bool expected) =>
        Assert.Equal(expected, Read(Blue + Green + Service("shop", "{app: shop, color: blue}") + Service("shop-preview", "{app: shop, color: green}") + "---\n" + other + "\n").HasRouter);

    [Theory]
    [InlineData("{color: blue}", true)]
    [InlineData("{color: red}", false)]
    [InlineData("{app: shop, color: blue}", false)]
    [InlineData("{app: shop}", false)]
    public void A_service_may_select_by_the_slot_alone(string selector, bool expected)
    {
        ReleaseSet set = Read(Blue + Green + Service("shop", selector));

        Assert.Equal(expected ? ["shop"] : [], set.BareServices.Select(service => service.Name));
        Assert.Equal(("app", "shop"), set.Pair.SharedIdentity);
        if (expected)
            Assert.Empty(set.Services);
    }

    [Fact]
    public void A_slot_that_names_the_application_is_not_bare()
    {
        ReleaseSet set = Read((Blue + Green).Replace("app: shop, color: ", "app: shop-") + Service("shop", "{app: shop-blue}"));

        Assert.Empty(set.BareServices);
        Assert.Null(set.Pair.SharedIdentity);
    }

    [Fact]
    public void What_was_asked_for_stands_in_annotations_of_a_service()
    {
        ReleaseSet set = Read(Blue + Green + Service("shop", "{app: shop}", "manifestlint.dev/weight: '20'") + Service("shop-preview", "{app: shop}", "manifestlint.dev/weight: '50', manifestlint.dev/hold: 10m"));

        Assert.Equal("20", set.GetAnnotation(ReleaseAnnotations.Weight)?.Value);
        Assert.Equal("10m", set.GetAnnotation(ReleaseAnnotations.Hold)?.Value);
        Assert.Null(set.GetAnnotation(ReleaseAnnotations.TotalReplicas));
    }

    [Fact]
    public void A_service_could_select_the_side_whose_other_labels_it_asks_for()
    {
        ReleaseSet set = Read(Blue + Green.Replace("{app: shop,", "{app: shop, tier: web,") + Service("shop", "{app: shop, tier: web, color: blue}"));

        Assert.False(set.CouldSelect(set.PublicServices[0], set.Pair.First));
        Assert.True(set.CouldSelect(set.PublicServices[0], set.Pair.Second));
    }

    [Fact]
    public void Three_sides_are_a_family()
    {
        string third = Green.Replace("green", "shop-blue.green").Replace("name: shop-shop-blue.green", "name: shop-third");
        ResourceSet resources = Given.Set(Blue + Green + third);

        Assert.Empty(resources.ReleaseSetsAround(resources.Resources[0]));
        Assert.Equal(["shop-blue", "shop-green", "shop-third"], resources.ReleaseFamiliesAround(resources.Resources[0])[0].Sides.Select(side => side.Name));
    }

    [Fact]
    public void Parts_of_one_application_are_sets_of_their_own()
    {
        string api = (Blue + Green).Replace("app: shop,", "app: shop, component: api,");
        string worker = api.Replace("api", "worker").Replace("workerVersion", "apiVersion").Replace("name: shop-", "name: worker-");
        ResourceSet resources = Given.Set(api + worker);

        Assert.Equal(["shop-blue+shop-green", "worker-blue+worker-green"], resources.ReleaseSetsAround(resources.Resources[0]).Select(set => $"{set.Pair.First.Name}+{set.Pair.Second.Name}"));
    }

    private static ReleaseSet Read(string text)
    {
        ResourceSet resources = Given.Set(text);
        return Assert.Single(resources.ReleaseSetsAround(resources.Resources[0]));
    }

    private static string Service(string name, string selector, string annotation = "") =>
        $"---\n{{apiVersion: v1, kind: Service, metadata: {{name: {name}, annotations: {{{annotation}}}}}, spec: {{selector: {selector}}}}}\n";
}
