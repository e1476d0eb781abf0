using ManifestLint.Releases;
using ManifestLint.Releases.Generation;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Release.Tests.Generation;

/// <summary>What holds for the sets of every source and every way to make them.</summary>
public sealed class GenerationLawTests
{
    public static TheoryData<string, string> Sets
    {
        get
        {
            var sets = new TheoryData<string, string>();
            foreach (string name in SourceCase.Names)
            {
                foreach (string mode in SourceCase.Modes)
                {
                    if (SourceCase.Read(name).TryGenerate(mode) is not null)
                        sets.Add(name, mode);
                }
            }

            return sets;
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_same_source_gives_the_same_text(string name, string mode) =>
        Assert.Equal(SourceCase.Read(name).TryGenerate(mode)!.Objects.AsEnumerable(), SourceCase.Read(name).TryGenerate(mode)!.Objects);

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_first_side_alone_gives_the_same_set_again(string name, string mode)
    {
        var source = SourceCase.Read(name);
        GeneratedSet set = source.TryGenerate(mode)!;

        // A number that goes over to an autoscaler takes its comment with it, which then stands at the second side only.
        if (mode != "adopt" && set.Objects.Any(generated => generated.FileStem == "hpa") && source.Resources.Workloads[0].WrittenReplicas is not null)
            return;

        string second = set.Workloads[1][set.Workloads[1].LastIndexOf('-')..];
        GeneratedSet first = set with
        {
            Objects = [.. set.Objects.Where(generated => !generated.Name.EndsWith(second, StringComparison.Ordinal) && !(generated.Kind == "Service" && generated.Name.EndsWith("-preview", StringComparison.Ordinal)))],
        };

        GeneratedSet again = ReleaseGenerator.Generate(SourceCase.ReadAgain(first), source.Recipe(mode) with { Workload = null });

        Assert.Equal(Sorted(set), Sorted(again));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_comment_of_what_is_taken_over_is_there(string name, string mode)
    {
        var source = SourceCase.Read(name);
        GeneratedSet set = source.TryGenerate(mode)!;
        if (set.Notes.Any(note => note.StartsWith("Not taken over", StringComparison.Ordinal)))
            return;

        string text = string.Concat(set.Objects.Select(generated => generated.Text));
        Assert.All(source.Source.Tree!.Documents.SelectMany(document => document.Comments), comment => Assert.Contains(comment.Text, text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_object_is_one_document_with_line_feeds(string name, string mode)
    {
        foreach (GeneratedObject generated in SourceCase.Read(name).TryGenerate(mode)!.Objects)
        {
            Assert.DoesNotContain('\r', generated.Text);
            Assert.EndsWith("\n", generated.Text, StringComparison.Ordinal);
            Assert.False(generated.Text.StartsWith("---", StringComparison.Ordinal), generated.Text);
            YamlDocument document = Assert.Single(YamlTree.Parse(generated.Text).Documents);
            Assert.Empty(document.Errors);
            Assert.Equal(generated.Kind, document.RootMapping.GetString("kind")?.Value);
            Assert.Equal(generated.Name, document.RootMapping.GetMapping("metadata").GetString("name")?.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Each_side_selects_its_own_pods_only(string name, string mode)
    {
        GeneratedSet set = SourceCase.Read(name).TryGenerate(mode)!;
        Workload[] sides = SidesOf(set, SourceCase.ReadAgain(set));

        Assert.True(sides[0].Selector.Accepts(sides[0].TemplateLabels));
        Assert.True(sides[1].Selector.Accepts(sides[1].TemplateLabels));
        Assert.False(sides[0].Selector.Accepts(sides[1].TemplateLabels));
        Assert.False(sides[1].Selector.Accepts(sides[0].TemplateLabels));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Services_lead_to_the_side_that_serves_or_to_both(string name, string mode)
    {
        GeneratedSet set = SourceCase.Read(name).TryGenerate(mode)!;
        ResourceSet resources = SourceCase.ReadAgain(set);
        Workload[] sides = SidesOf(set, resources);
        bool isCanary = mode == "canary";
        foreach (GeneratedObject generated in set.Objects.Where(generated => generated.FileStem == "service"))
        {
            ServiceView service = resources.Services.Single(service => service.Name == generated.Name);
            bool isPreview = generated.Name == set.Name + (isCanary ? set.Workloads[1][set.Workloads[1].LastIndexOf('-')..] : "-preview");
            Assert.Equal(!isPreview, service.Selector.Accepts(sides[0].TemplateLabels));
            Assert.Equal(isPreview || isCanary, service.Selector.Accepts(sides[1].TemplateLabels));
        }

        // What is not for one side covers both.
        foreach (ServiceView service in resources.Services.Where(service => set.Objects.Any(generated => generated.FileStem == "service-other" && generated.Name == service.Name)))
            Assert.Equal(service.Selector.Accepts(sides[0].TemplateLabels), service.Selector.Accepts(sides[1].TemplateLabels));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_set_is_recognised(string name, string mode)
    {
        var source = SourceCase.Read(name);
        GeneratedSet set = source.TryGenerate(mode)!;
        if (set.Notes.Any(note => note.Contains("are no words by which a set is recognised", StringComparison.Ordinal)))
            return;

        ResourceSet resources = SourceCase.ReadAgain(set);
        ReleaseSet found = Assert.Single(resources.ReleaseSetsAround(resources.Resources[0]));
        Assert.Equal(set.Workloads.Order(StringComparer.Ordinal), found.Sides.Select(side => side.Name).Order(StringComparer.Ordinal));
        Assert.Equal(set.Recipe.Strategy, found.Strategy);
        Assert.False(found.HasRouter);
        if (mode != "canary")
            Assert.Equal(set.Workloads[0], found.Live?.Name);
        else
            Assert.Contains(found.PublicServices, service => service.Name == set.Name && found.SelectsBoth(service));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Strict_linting_finds_nothing_that_it_did_not_find_in_the_source(string name, string mode)
    {
        var source = SourceCase.Read(name);
        HashSet<string> known = [.. source.LintSource().Select(finding => finding.Descriptor.Id)];

        // The pods of a Deployment that goes on carry a label that those of the second side must not carry.
        if (mode == "adopt")
            known.Add("ML6006");

        // Two sides side by side meet what one alone does not: a port of the node, a configuration that is changed in place.
        if (name == "host-port")
            known.Add("ML6015");
        if (name == "config-mutable")
            known.Add("ML6025");
        Assert.All(source.LintSet(mode), finding => Assert.Contains(finding.Descriptor.Id, known));
    }

    [Theory]
    [InlineData("crlf")]
    [InlineData("byte-order-mark")]
    public void Line_ends_and_a_byte_order_mark_change_nothing(string name) => Assert.All(SourceCase.Modes, mode =>
        Assert.Equal(SourceCase.Read("good").Describe(mode), SourceCase.Read(name).Describe(mode)));

    private static IEnumerable<(string, string, string)> Sorted(GeneratedSet set) =>
        set.Objects.Select(generated => (generated.FileStem, $"{generated.Kind} {generated.Name}", generated.Text)).OrderBy(row => row.FileStem, StringComparer.Ordinal).ThenBy(row => row.Item2, StringComparer.Ordinal);

    private static Workload[] SidesOf(GeneratedSet set, ResourceSet resources) =>
        [.. set.Workloads.Select(name => resources.Workloads.Single(workload => workload.Name == name))];
}
