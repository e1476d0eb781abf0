using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Core.Tests.Resources;

public sealed class SelectorTests
{
    private const string PodLabels = "{app: shop, tier: web, empty: }";

    [Theory]
    [InlineData("{matchLabels: {app: shop}}", true)]
    [InlineData("{matchLabels: {app: shop, tier: web}}", true)]
    [InlineData("{matchLabels: {app: shop, tier: db}}", false)]
    [InlineData("{matchLabels: {app: shop, zone: a}}", false)]
    [InlineData("{matchLabels: {empty: ''}}", true)]
    [InlineData("{matchLabels: {app: shop}, matchExpressions: [{key: tier, operator: In, values: [web, api]}]}", true)]
    [InlineData("{matchLabels: {app: shop}, matchExpressions: [{key: tier, operator: In, values: [api]}]}", false)]
    [InlineData("{matchExpressions: [{key: zone, operator: In, values: [a]}]}", false)]
    [InlineData("{matchExpressions: [{key: tier, operator: NotIn, values: [db]}]}", true)]
    [InlineData("{matchExpressions: [{key: tier, operator: NotIn, values: [web]}]}", false)]
    [InlineData("{matchExpressions: [{key: zone, operator: NotIn, values: [a]}]}", true)]
    [InlineData("{matchExpressions: [{key: tier, operator: Exists}]}", true)]
    [InlineData("{matchExpressions: [{key: zone, operator: Exists}]}", false)]
    [InlineData("{matchExpressions: [{key: zone, operator: DoesNotExist}]}", true)]
    [InlineData("{matchExpressions: [{key: tier, operator: DoesNotExist}]}", false)]
    [InlineData("{matchExpressions: [{key: tier, operator: Like, values: [web]}]}", false)]
    [InlineData("{matchExpressions: [{operator: Exists}]}", false)]
    [InlineData("{}", false)]
    [InlineData("{matchLabels: {}, matchExpressions: []}", false)]
    [InlineData("{matchLabels: {app: shop, version: 1.10}}", false)]
    public void Label_selector_accepts_what_kubernetes_accepts(string selector, bool expected) =>
        Assert.Equal(expected, Selector.FromLabelSelector(Map(selector)).Accepts(new Labels(Map(PodLabels))));

    [Theory]
    [InlineData("{app: shop}", true)]
    [InlineData("{app: shop, tier: web}", true)]
    [InlineData("{app: cart}", false)]
    [InlineData("{}", false)]
    public void Plain_map_accepts_when_every_pair_is_there(string selector, bool expected) =>
        Assert.Equal(expected, Selector.FromMap(Map(selector)).Accepts(new Labels(Map(PodLabels))));

    [Theory]
    [InlineData("{matchLabels: {app: shop}}", "{app: cart}", false)]
    [InlineData("{matchLabels: {app: '${APP}'}}", "{app: cart}", true)]
    [InlineData("{matchLabels: {app: '${APP}', tier: db}}", "{app: cart, tier: web}", false)]
    [InlineData("{matchLabels: {app: shop}}", "{app: '${APP}'}", true)]
    [InlineData("{matchLabels: {app: shop, version: 1.10}}", "{app: shop}", true)]
    [InlineData("{matchLabels: {version: '1.10'}}", "{version: 1.10}", true)]
    [InlineData("{}", "{app: shop}", false)]
    public void Selector_may_accept_what_is_not_known_yet(string selector, string labels, bool expected) =>
        Assert.Equal(expected, Selector.FromLabelSelector(Map(selector)).MayAccept(new Labels(Map(labels))));

    [Fact]
    public void Absent_selector_is_empty_and_has_no_node()
    {
        Assert.True(Selector.FromLabelSelector(null).IsEmpty);
        Assert.Null(Selector.FromMap(null).Mapping);
    }

    [Fact]
    public void Labels_keep_the_order_of_the_text_and_the_last_of_doubled_keys()
    {
        var labels = new Labels(Map("{b: '1', a: '2', b: '3'}"));

        Assert.Equal("a: 2, b: 3", labels.ToString());
        Assert.Equal("3", labels["b"]);
        Assert.Null(labels["c"]);
    }

    [Fact]
    public void Labels_that_a_merge_brings_in_count()
    {
        YamlMapping root = Assert.IsType<YamlMapping>(YamlTree.Parse("base: &base {app: shop, tier: web}\nlabels:\n  <<: *base\n  tier: api\n").Documents[0].Root);
        var labels = new Labels(root.GetMapping("labels"));

        Assert.True(labels.Contains("app", "shop"));
        Assert.True(labels.Contains("tier", "api"));
        Assert.False(labels.Contains("tier", "web"));
    }

    [Fact]
    public void Label_that_is_no_string_is_unknown()
    {
        var labels = new Labels(Map("{app: shop, version: 1.10, on: yes}"));

        Assert.Single(labels.Pairs);
        Assert.True(labels.HasUnknownPairs);
    }

    private static YamlMapping Map(string yaml) => Assert.IsType<YamlMapping>(YamlTree.Parse(yaml).Documents[0].Root);
}
