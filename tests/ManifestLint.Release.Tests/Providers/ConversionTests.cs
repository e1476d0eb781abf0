using ManifestLint.Releases;
using ManifestLint.Releases.Providers;
using ManifestLint.Releases.Providers.Argo;
using ManifestLint.Resources;

namespace ManifestLint.Release.Tests.Providers;

/// <summary>Plain sets as Rollouts. <c>MANIFESTLINT_UPDATE=1</c> writes what is expected, to be read before it is committed.</summary>
public sealed class ConversionTests
{
    public static TheoryData<string> Cases => [.. ConversionCase.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_files_are_as_a_person_read_them(string name)
    {
        ConversionCase converted = Find(name);
        string text = converted.Describe();
        if (Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1")
            File.WriteAllText(converted.ExpectedPath, text);

        Assert.Equal(File.ReadAllText(converted.ExpectedPath), text);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Linting_finds_nothing_that_the_plain_set_has_not(string name)
    {
        ConversionCase converted = Find(name);
        HashSet<string> before = [.. ConversionCase.Lint(converted.Read()).Select(finding => finding.Descriptor.Id)];

        Assert.DoesNotContain(ConversionCase.Lint(ConversionCase.ReadAgain(converted.Convert())), finding => !before.Contains(finding.Descriptor.Id));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_Service_selects_the_pods_of_the_Rollout_and_none_by_a_slot(string name)
    {
        ResourceSet after = ConversionCase.ReadAgain(Find(name).Convert());
        Workload rollout = Assert.Single(after.Workloads, workload => workload.Kind == WorkloadKind.Rollout);

        Assert.True(rollout.Selector.Accepts(rollout.TemplateLabels));
        Assert.All(after.Services, service => Assert.True(service.Selector.Accepts(rollout.TemplateLabels)));
        Assert.All(after.Services, service => Assert.DoesNotContain(service.Selector.MatchLabels.Pairs, pair => pair.Key is "color" or "track" or "slot"));
        Assert.All(after.Scalers, scaler => Assert.Equal((rollout.Name, "Rollout"), (scaler.TargetName?.Value, scaler.TargetKind)));
        Assert.All(after.DisruptionBudgets, budget => Assert.True(budget.Accepts(rollout.TemplateLabels)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_comment_of_the_serving_template_is_lost(string name)
    {
        ConversionCase converted = Find(name);
        ReleaseConversion conversion = converted.Convert();
        Workload serving = conversion.Before.Serving.Workload;
        string text = conversion.ToStream();

        IEnumerable<string> comments = serving.Resource.Document.Comments.Where(comment => serving.Template!.Span.Contains(comment.Span)).Select(comment => comment.Text);
        Assert.All(comments, comment => Assert.Contains(comment, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_expected_file_belongs_to_a_case() => Assert.All(
        Directory.EnumerateFiles(Path.GetDirectoryName(ConversionCase.All[0].ExpectedPath)!),
        file => Assert.Contains(ConversionCase.All, each => each.ExpectedPath == file));

    [Fact]
    public void Without_surge_Argo_rounds_as_the_plain_set_does_but_for_known_ties()
    {
        var different = new List<(long Total, int Weight)>();
        for (long total = 2; total <= 100; total++)
        {
            for (int weight = 0; weight <= 100; weight++)
            {
                if (ArgoCanarySplit.Of(total, weight, maySurge: false) != CanarySplit.Of(total, weight))
                    different.Add((total, weight));
            }
        }

        Assert.Equal([(2, 75), (5, 90), (10, 95), (25, 98), (50, 99)], different);
    }

    [Theory]
    [InlineData(3, 10, 1, 3)]
    [InlineData(4, 10, 1, 4)]
    [InlineData(10, 25, 3, 8)]
    [InlineData(10, 50, 5, 5)]
    [InlineData(1, 50, 1, 1)]
    public void With_surge_one_pod_more_may_come_nearer(long total, int weight, long canary, long stable) =>
        Assert.Equal(new CanarySplit(canary, stable), ArgoCanarySplit.Of(total, weight, maySurge: true));

    [Fact]
    public void A_release_under_way_is_objected_to()
    {
        ReleaseState state = ReleaseRecognizer.Recognize(Find("canary").Read(), new ReleaseQuery());
        state = WeightOperation.Run(DeployOperation.Run(state, ["registry.example.com/shop:1.5.0"]).After, 20).After;

        ReleaseRefusal? objection = ReleaseProvider.Find("argo").Convert(state, new ConversionRequest()).Objection;

        Assert.True(objection?.CanBeForced);
        Assert.Contains("a release is under way: shop-canary serves 20 %", objection!.Reason, StringComparison.Ordinal);
    }

    private static ConversionCase Find(string name) => ConversionCase.All.Single(each => each.Name == name);
}
