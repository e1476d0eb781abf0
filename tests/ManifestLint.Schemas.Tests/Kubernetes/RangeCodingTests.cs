using FsCheck;
using FsCheck.Fluent;
using ManifestLint.Schemas.Generator.Kubernetes;
using Property = ManifestLint.Schemas.Generator.Kubernetes.Property;

namespace ManifestLint.Schemas.Tests.Kubernetes;

public sealed class RangeCodingTests
{
    private static readonly string[] Names = ["a", "b.c", "d"];
    private static readonly string[] Schemas = ["{}", """{"type":"string"}""", """{"enum":["","x"],"type":"string"}"""];
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261121, 1);

    [Fact]
    public void Every_minor_comes_back_as_it_was_and_the_text_is_the_same_again()
    {
        Check.One(Fixed, Prop.ForAll(Bundles.ToArbitrary(), bundles =>
        {
            string[] minors = [.. bundles.Select((_, i) => $"1.{i}")];
            string text = RangeCodedFile.Write(RangeCoding.Encode(minors, bundles));
            RangeCoding read = RangeCodedFile.Read(text);
            Bundle[] expanded = [.. minors.Select((_, i) => read.Expand(i))];

            Assert.Equal(bundles.Select(Describe), expanded.Select(Describe));
            Assert.Equal(text, RangeCodedFile.Write(RangeCoding.Encode(minors, expanded)));
        }));
    }

    [Fact]
    public void What_all_minors_share_is_written_once_without_a_mask()
    {
        Bundle bundle = new(
            new Dictionary<string, Root>(StringComparer.Ordinal) { ["v1/Ship"] = new("d.Ship", "N", "ships") },
            new Dictionary<string, IReadOnlyDictionary<string, Property>>(StringComparer.Ordinal)
            {
                ["d.Ship"] = new Dictionary<string, Property>(StringComparer.Ordinal) { ["name"] = new("{}", IsRequired: false), ["port"] = new("{}", IsRequired: true) },
            });

        string text = RangeCodedFile.Write(RangeCoding.Encode(["1.1", "1.2"], [bundle, bundle]));

        Assert.Equal(
            """
            {"minors":["1.1","1.2"],
            "roots":{
            "v1/Ship":{"def":"d.Ship","scope":"N","plural":"ships","in":3}
            },
            "defs":{
            "d.Ship":{"p":{"name":{},"port":[[{},1]]}}
            }}

            """.ReplaceLineEndings("\n"),
            text);
    }

    private static Gen<Bundle[]> Bundles =>
        from count in Gen.Choose(1, 5)
        from bundles in Gen.ArrayOf(OneBundle, count)
        select bundles;

    private static Gen<Bundle> OneBundle =>
        from kinds in Gen.SubListOf(Names)
        from definitions in Gen.SubListOf(Names)
        from properties in Gen.ArrayOf(Properties, Names.Length)
        select new Bundle(
            kinds.ToDictionary(name => $"v1/{name}", name => new Root(name, "N", "plural"), StringComparer.Ordinal),
            definitions.ToDictionary(name => name, name => properties[Array.IndexOf(Names, name)], StringComparer.Ordinal));

    private static Gen<IReadOnlyDictionary<string, Property>> Properties =>
        from names in Gen.SubListOf(Names)
        from schemas in Gen.ArrayOf(Gen.Elements(Schemas), Names.Length)
        from required in Gen.ArrayOf(Gen.Elements(false, true), Names.Length)
        select (IReadOnlyDictionary<string, Property>)names.ToDictionary(
            name => name, name => new Property(schemas[Array.IndexOf(Names, name)], required[Array.IndexOf(Names, name)]), StringComparer.Ordinal);

    private static string Describe(Bundle bundle)
    {
        IEnumerable<string> roots = bundle.Roots.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
        IEnumerable<string> definitions = bundle.Definitions.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}: {string.Join(", ", pair.Value.OrderBy(property => property.Key, StringComparer.Ordinal))}");
        return string.Join('\n', roots.Concat(definitions));
    }
}
