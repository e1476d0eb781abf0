using FsCheck;
using FsCheck.Fluent;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Tests.Editing;

namespace ManifestLint.Yaml.Tests.Syntax;

public sealed class YamlPathTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20260824, 7);

    [Fact]
    public void A_path_is_read_as_it_is_printed()
    {
        Gen<YamlPathSegment> key = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => new YamlPathSegment(text.Get, -1));
        Gen<YamlPathSegment> name = Gen.Elements("spec", "a-b", "_x", "x1", "app.kubernetes.io/name", "it's", @"back\slash", "", "8080", "[0]").Select(text => new YamlPathSegment(text, -1));
        Gen<YamlPathSegment> item = Gen.Choose(0, 1000).Select(index => new YamlPathSegment(null, index));
        Arbitrary<YamlPath> paths = Gen.OneOf(key, name, item).ListOf().Select(YamlPath.From).ToArbitrary();

        Check.One(Fixed.WithMaxTest(1000), Prop.ForAll(paths, path =>
        {
            Assert.Equal(path, YamlPath.Parse(path.ToString()));
            Assert.Equal(path.GetHashCode(), YamlPath.Parse(path.ToString()).GetHashCode());
        }));
    }

    [Fact]
    public void The_path_of_a_node_leads_to_it() =>
        Check.One(Fixed.WithMaxTest(300), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            YamlDocument document = YamlTree.Parse(RandomDocument.Print(seed, 30)).Documents[0];
            foreach (YamlNode node in document.DescendantsAndSelf().Where(node => node is not YamlEntry { IsMerge: true }))
            {
                YamlPathTarget? target = YamlPath.Of(node).Find(document);
                bool isShadowed = target?.Entry is { } entry && node.Parent is YamlEntry own && own != entry;
                if (node.Parent is YamlSequence && target is { Crossing: null } && !IsBelowShadowed(node, document))
                    Assert.Same(node, target.Node);
                if (node.Parent is YamlEntry holder && holder.Value == node && !isShadowed && !IsBelowShadowed(node, document) && !holder.IsMerge)
                    Assert.Same(node, target!.Node);
            }
        }));

    [Theory]
    [InlineData("", "")]
    [InlineData("spec.template.spec.containers[0]", "spec.template.spec.containers[0]")]
    [InlineData("['spec'].replicas", "spec.replicas")]
    [InlineData("a['app.kubernetes.io/name'][1][2].b", "a['app.kubernetes.io/name'][1][2].b")]
    public void Paths_are_printed_in_one_way(string text, string printed) => Assert.Equal(printed, YamlPath.Parse(text).ToString());

    [Theory]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("a['x]")]
    [InlineData("a b")]
    [InlineData("a[0]b")]
    [InlineData("a[99999999999]")]
    public void What_is_no_path_is_told(string text)
    {
        Assert.False(YamlPath.TryParse(text, out _));
        Assert.Contains(text, Assert.Throws<FormatException>(() => YamlPath.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_follows_aliases_and_merges_and_tells_it()
    {
        YamlDocument document = YamlTree.Parse("a: &a {b: {c: 1}}\nd: *a\ne:\n  <<: *a\n").Documents[0];

        Assert.Equal("1", YamlPath.Parse("d.b.c").Resolve(document)!.ToString());
        Assert.IsType<YamlAlias>(YamlPath.Parse("d.b.c").Find(document)!.Crossing);
        Assert.IsType<YamlEntry>(YamlPath.Parse("e.b.c").Find(document)!.Crossing);
        Assert.Null(YamlPath.Parse("a.b.c").Find(document)!.Crossing);
        Assert.IsType<YamlMapping>(YamlPath.Parse("d").Resolve(document));
        Assert.Null(YamlPath.Parse("d").Find(document)!.Crossing);
        Assert.Null(YamlPath.Parse("a[0]").Resolve(document));
        Assert.Equal("a.b", (YamlPath.Root / "a" / "b").ToString());
    }

    // Below a key that is written again later, or in a key that is no scalar, paths lead elsewhere.
    private static bool IsBelowShadowed(YamlNode node, YamlDocument document)
    {
        for (YamlNode? current = node; current is not null; current = current.Parent)
        {
            if (current is YamlEntry entry && (entry.IsMerge || YamlPath.Of(entry).Find(document)?.Entry != entry))
                return true;
            if (current.Parent is YamlEntry parent && parent.Key == current)
                return true;
        }

        return false;
    }
}
