using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Suppressions;

/// <summary>The annotations of kube-linter, kube-score and polaris. The rules report every scalar <c>bad</c> under ids that take the place of their checks.</summary>
public sealed class PeerAnnotationTests
{
    private const string Probe = "ML2001";
    private const string Tag = "ML9001";
    private const string Budget = "ML7002";

    private static readonly ImmutableArray<string> Ids = [Probe, Tag, Budget];

    [Theory]
    [InlineData("ignore-check.kube-linter.io/no-readiness-probe: \"it serves nothing\"", $"{Budget} {Tag}")]
    [InlineData("ignore-check.kube-linter.io/no-readiness-probe: \"\"", $"{Budget} {Tag}")]
    [InlineData("ignore-check.kube-linter.io/latest-tag: why", $"{Probe} {Budget}")]
    [InlineData("kube-linter.io/ignore-all: \"a reason\"", Budget)]
    [InlineData("kube-linter.io/ignore-everything: \"a reason\"", $"{Probe} {Budget} {Tag}")]
    [InlineData("kube-score/ignore: pod-probes", $"{Budget} {Tag}")]
    [InlineData("kube-score/ignore: \"container-image-tag, deployment-has-poddisruptionbudget\"", Probe)]
    [InlineData("kube-score/ignore: \"*\"", "")]
    [InlineData("kube-score/skip: \"true\"", "")]
    [InlineData("kube-score/skip: \"no\"", $"{Probe} {Budget} {Tag}")]
    [InlineData("kube-score/enable: pod-probes", $"{Probe} {Budget} {Tag}")]
    [InlineData("polaris.fairwinds.com/readinessProbeMissing-exempt: \"true\"", $"{Budget} {Tag}")]
    [InlineData("polaris.fairwinds.com/readinessProbeMissing-exempt: \"True\"", $"{Budget} {Tag}")]
    [InlineData("polaris.fairwinds.com/readinessProbeMissing-exempt: \"yes\"", $"{Probe} {Budget} {Tag}")]
    [InlineData("polaris.fairwinds.com/exempt: \"true\"", "")]
    [InlineData("polaris.fairwinds.com/exempt: \"false\"", $"{Probe} {Budget} {Tag}")]
    [InlineData("polaris.fairwinds.com/priorityClassNotSet-exempt: \"true\"", $"{Probe} {Budget} {Tag}")]
    public void An_annotation_of_the_object_covers_the_rules_in_the_place_of_the_check(string annotation, string left)
    {
        LintResult result = Lint(Deployment(annotation));

        Assert.Equal(left, string.Join(' ', result.Diagnostics.Select(finding => finding.Descriptor.Id)));
        Assert.Equal(3 - result.Diagnostics.Length, result.Suppressed);
    }

    [Theory]
    [InlineData("kube-score/ignore: pod-probes", $"{Budget} {Tag}")]
    [InlineData("kube-score/ignore: deployment-has-poddisruptionbudget", $"{Probe} {Budget} {Tag}")]
    [InlineData("kube-score/ignore: \"*\"", Budget)]
    [InlineData("ignore-check.kube-linter.io/no-readiness-probe: \"why\"", $"{Probe} {Budget} {Tag}")]
    [InlineData("polaris.fairwinds.com/exempt: \"true\"", $"{Probe} {Budget} {Tag}")]
    public void On_a_pod_template_only_kube_score_looks_and_only_for_checks_of_pods(string annotation, string left) =>
        Assert.Equal(left, string.Join(' ', Lint(Deployment("x: y", annotation)).Diagnostics.Select(finding => finding.Descriptor.Id)));

    [Fact]
    public void Each_item_of_a_List_has_its_own()
    {
        string text = "apiVersion: v1\nkind: List\nitems:\n" + string.Concat(new[] { "kube-linter.io/ignore-all: x", "a: b" }.Select(annotation =>
            $"  - apiVersion: v1\n    kind: Pod\n    metadata:\n      name: bad\n      annotations:\n        {annotation}\n"));

        Assert.Equal(["4: ML7002", "10: ML2001", "10: ML7002", "10: ML9001"], Lint(text).Diagnostics.Select(finding => $"{finding.Location.Start.Line - 2}: {finding.Descriptor.Id}").ToArray());
    }

    [Theory]
    [InlineData("ignore-check.kube-linter.io/no-readines-probe: \"why\"", "No check of kube-linter is called 'no-readines-probe', did you mean 'no-readiness-probe'", "ignore-check.kube-linter.io/no-readiness-probe: \"why\"")]
    [InlineData("kube-score/ignore: \"service-type, pod-probe\"", "No check of kube-score is called 'pod-probe', did you mean 'pod-probes'", "kube-score/ignore: \"service-type, pod-probes\"")]
    [InlineData("polaris.fairwinds.com/ReadinessProbeMissing-exempt: \"true\"", "No check of polaris is called 'ReadinessProbeMissing', did you mean 'readinessProbeMissing'", "polaris.fairwinds.com/readinessProbeMissing-exempt: \"true\"")]
    public void A_check_that_nearly_is_one_is_told_where_it_would_have_an_effect(string annotation, string message, string repaired)
    {
        LintResult result = Lint(Deployment(annotation));

        Diagnostic slip = Assert.Single(result.Diagnostics, finding => finding.Descriptor.Id == "ML0011");
        Assert.Equal(message, slip.Message);
        Assert.Equal(DiagnosticSeverity.Info, slip.Severity);
        Assert.Equal(Deployment(repaired), TextChangeList.Apply(Deployment(annotation), slip.Fix!.Changes));
        Assert.Equal(0, result.Suppressed);
    }

    [Theory]
    [InlineData("ignore-check.kube-linter.io/our-own-check: \"why\"")]
    [InlineData("ignore-check.kube-linter.io/no-liveness-prob: \"no finding of ours would go\"")]
    [InlineData("ignore-check.kube-linter.io/no-liveness-probe: \"nothing to suppress\"")]
    [InlineData("kube-score/ignore: \"service-type,\"")]
    public void What_has_nothing_to_suppress_here_is_no_finding(string annotation) =>
        Assert.DoesNotContain(Lint(Deployment(annotation)).Diagnostics, finding => finding.Descriptor.Id.StartsWith("ML00", StringComparison.Ordinal));

    [Theory]
    [InlineData("ignore-check.kube-linter.io/no-readiness-probe: \"it serves nothing\"", 0)]
    [InlineData("ignore-check.kube-linter.io/no-readiness-probe: \" \"", 1)]
    [InlineData("kube-score/ignore: pod-probes", 1)]
    [InlineData("kube-score/ignore: pod-probes # it serves nothing", 0)]
    [InlineData("kube-score/ignore: service-type", 0)]
    [InlineData("polaris.fairwinds.com/exempt: \"true\"", 1)]
    public void A_reason_is_the_value_of_kube_linter_or_a_comment(string annotation, int missing)
    {
        LintResult result = Lint(Deployment(annotation), LintConfiguration.Default with { RequiresReasons = true });

        Assert.Equal(missing, result.Diagnostics.Count(finding => finding.Descriptor.Id == "ML0013" && finding.Severity == DiagnosticSeverity.Warning));
    }

    [Fact]
    public void A_locked_rule_is_still_reported_and_the_annotation_is_named()
    {
        LintResult result = Lint(Deployment("kube-linter.io/ignore-all: x"), LintConfiguration.Default with { Locked = [Tag, "ML2030"], Source = "lint/.manifestlint.yaml" });

        Assert.Equal(["ML0014", Budget, Tag], result.Diagnostics.Select(finding => finding.Descriptor.Id).Order(StringComparer.Ordinal));
        Assert.Equal("ML9001 is locked by lint/.manifestlint.yaml and cannot be suppressed here", result.Diagnostics.Single(finding => finding.Descriptor.Id == "ML0014").Message);
        Assert.Equal(1, result.Suppressed);
    }

    [Fact]
    public void What_they_suppress_is_not_fixed()
    {
        string text = Deployment("kube-score/ignore: pod-probes");

        FixResult open = Fix(text, LintConfiguration.Default);
        FixResult locked = Fix(text, LintConfiguration.Default with { Locked = [Probe] });

        Assert.Equal([Budget, Tag], open.Applied.Select(finding => finding.Descriptor.Id).Order(StringComparer.Ordinal));
        Assert.Contains(Probe, locked.Applied.Select(finding => finding.Descriptor.Id));
    }

    private static string Deployment(string annotation, string templateAnnotation = "x: y") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
          annotations:
            {{annotation}}
        spec:
          template:
            metadata:
              annotations:
                {{templateAnnotation}}
              labels: {app: bad}

        """;

    private static LintResult Lint(string text, LintConfiguration? configuration = null) =>
        Linter(configuration ?? LintConfiguration.Default).Lint(ResourceSet.Create([Bundle(text)]));

    private static FixResult Fix(string text, LintConfiguration configuration) => new FixApplier(Linter(configuration), FixSafety.Safe).Apply([Bundle(text)]);

    private static Linter Linter(LintConfiguration configuration) => new(Ids.Select(id => new BadRule(id)), configuration);

    private static Bundle Bundle(string text) => new([ManifestFile.Parse("test.yaml", SourceText.From(text))], IsReadWhole: true);

    // Its fix puts the rule's number behind the word once.
    private sealed class BadRule(string id) : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new(id, "bad-" + id.ToLowerInvariant(), "Something is bad", DiagnosticSeverity.Warning);

        public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(resource =>
        {
            foreach (YamlNode node in resource.Resource.Root.DescendantsAndSelf())
            {
                if (node is YamlScalar { Value: var value } && value.StartsWith("bad", StringComparison.Ordinal) && !value.Contains(Descriptor.Id, StringComparison.Ordinal))
                    resource.Report(node, "bad", CodeFix.Safe("Name it", () => (ImmutableArray<TextChange>)[TextChange.Insertion(node.Span.End, Descriptor.Id)]));
            }
        });
    }
}
