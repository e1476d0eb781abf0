using ManifestLint.Core.Tests.Resources;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Releases;

public sealed class ReleasePairTests
{
    [Theory]
    [InlineData("shop-blue", "{app: shop, color: blue}", "shop-green", "{app: shop, color: green}", "color")]
    [InlineData("shop-stable", "{app: shop, track: stable}", "shop-canary", "{app: shop, track: canary}", "track")]
    [InlineData("shop-primary", "{app: shop, role: primary}", "shop-canary", "{app: shop, role: canary}", "role")]
    [InlineData("shop-v1", "{app: shop, version: v1}", "shop-v2", "{app: shop, version: v2}", "version")]
    [InlineData("shop-a", "{app: shop, slot: a}", "shop-b", "{app: shop, slot: b}", "slot")]
    [InlineData("shop-blue", "{app: shop-blue}", "shop-green", "{app: shop-green}", "app")]
    [InlineData("shop-blue", "{app: shop}", "shop-green", "{app: shop}", "")]
    [InlineData("shop-live", "{app.kubernetes.io/name: shop, color: shop-live, slot: live}", "shop-idle", "{app.kubernetes.io/name: shop, color: shop-idle, slot: idle}", "color,slot")]
    [InlineData("Shop", "{k8s-app: shop, color: Blue}", "x", "{k8s-app: shop, color: green}", "color")]
    [InlineData("shop-blue", "{app: shop, color: blue}", "cart-green", "{app: cart, color: green}", null)]
    [InlineData("shop-blue", "{color: blue}", "shop-green", "{color: green}", null)]
    [InlineData("shop-blue", "{app: shop, color: blue}", "shop-canary", "{app: shop, color: canary}", null)]
    [InlineData("shop-a", "{app: shop}", "shop-b", "{app: shop}", null)]
    [InlineData("shop-v1", "{app: shop, release-name: v1}", "shop-v2", "{app: shop, release-name: v2}", null)]
    [InlineData("api", "{app: shop, tier: api}", "web", "{app: shop, tier: web}", null)]
    [InlineData("shop-stable", "{app: shop, track: stable}", "shop-primary", "{app: shop, track: primary}", null)]
    [InlineData("api", "{app: shop, version: '1.0'}", "web", "{app: shop, version: '1.1'}", null)]
    public void Sides_of_a_release_are_recognised(string first, string firstLabels, string second, string secondLabels, string? keys)
    {
        ResourceSet set = Given.Set(Manifest(first, firstLabels) + Manifest(second, secondLabels));
        ReleasePair? pair = ReleasePair.Find(set.Workloads[0], set.Workloads[1]);

        Assert.Equal(keys, pair is null ? null : string.Join(',', pair.SlotKeys));
        Assert.Equal(keys is not null, ReleasePair.IsPair(set.Workloads[1], set.Workloads[0]));
    }

    [Fact]
    public void Sides_know_their_words()
    {
        ResourceSet set = Given.Set(Manifest("shop-blue", "{app: shop, color: blue}") + Manifest("shop-green", "{app: shop, color: green}"));
        ReleasePair pair = ReleasePair.Find(set.Workloads[0], set.Workloads[1])!;

        Assert.Equal(("blue", "green"), (pair.FirstSlot, pair.SecondSlot));
    }

    [Theory]
    [InlineData("{app: shop}", "{app: shop, name: shop, color: blue}", "{name: shop, color: green}", "app", true)]
    [InlineData("{app: shop}", "{app: shop, name: shop, color: blue}", "{name: shop, color: green}", "name", false)]
    [InlineData("{app: shop, color: blue}", "{app: shop, color: blue, tier: web}", "{app: shop, color: green}", "tier", false)]
    [InlineData("{app: shop, color: blue, tier: web}", "{app: shop, color: blue, tier: web}", "{app: shop, color: green}", "tier", false)]
    [InlineData("{app: shop, tier: web}", "{app: shop, color: blue, tier: web}", "{app: shop, color: green, tier: api}", "tier", true)]
    [InlineData("{app: shop, color: blue}", "{app: shop, color: blue}", "{app: shop, color: green}", "color", true)]
    public void A_label_may_be_all_that_keeps_the_sides_apart(string selector, string firstLabels, string secondLabels, string key, bool expected)
    {
        string first = Manifest("shop-blue", firstLabels).Replace("template:", $"selector: {{matchLabels: {selector}}}, template:");
        ResourceSet set = Given.Set(first + Manifest("shop-green", secondLabels));

        Assert.Equal(expected, ReleasePair.Find(set.Workloads[0], set.Workloads[1])!.IsKeptApartBy(key));
        Assert.Equal(expected, ReleasePair.Find(set.Workloads[1], set.Workloads[0])!.IsKeptApartBy(key));
    }

    [Theory]
    [InlineData("color", true)]
    [InlineData("rev", true)]
    [InlineData("pod-template-hash", true)]
    [InlineData("rollouts-pod-template-hash", true)]
    [InlineData("controller-revision-hash", true)]
    [InlineData("app", false)]
    [InlineData("team", false)]
    public void Labels_that_tell_the_sides_apart(string label, bool expected)
    {
        ResourceSet set = Given.Set(Manifest("shop-blue", "{app: shop, color: blue, rev: r41, team: a}") + Manifest("shop-green", "{app: shop, color: green, rev: r42}"));

        Assert.Equal(expected, ReleasePair.Find(set.Workloads[0], set.Workloads[1])!.TellsSidesApart(label));
    }

    [Fact]
    public void Kind_and_namespace_must_be_equal()
    {
        string blue = Manifest("shop-blue", "{app: shop, color: blue}");
        string green = Manifest("shop-green", "{app: shop, color: green}");
        ResourceSet kinds = Given.Set(blue + green.Replace("Deployment", "StatefulSet"));
        ResourceSet spaces = Given.Set(blue + green.Replace("name: shop-green", "name: shop-green, namespace: other"));

        Assert.False(ReleasePair.IsPair(kinds.Workloads[0], kinds.Workloads[1]));
        Assert.False(ReleasePair.IsPair(spaces.Workloads[0], spaces.Workloads[1]));
        Assert.False(ReleasePair.IsPair(kinds.Workloads[0], kinds.Workloads[0]));
    }

    [Theory]
    [InlineData("blue", true)]
    [InlineData("shop-Canary", true)]
    [InlineData("1.4.2-stable", true)]
    [InlineData("v2", true)]
    [InlineData("a", false)]
    [InlineData("1.4.2", false)]
    [InlineData("v1.2", false)]
    [InlineData("", false)]
    public void A_value_may_name_a_slot_by_itself(string value, bool expected) => Assert.Equal(expected, ReleasePair.EndsInSlotWord(value));

    private static string Manifest(string name, string labels) =>
        $"---\n{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: {name}}}, spec: {{template: {{metadata: {{labels: {labels}}}}}}}}}\n";
}
