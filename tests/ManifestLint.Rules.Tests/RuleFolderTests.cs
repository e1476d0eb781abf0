using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules.Tests;

/// <summary>The laws that every case of every rule obeys. <c>MANIFESTLINT_UPDATE=1</c> writes the expected reports and fixed files; read the difference.</summary>
public sealed class RuleFolderTests
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1";

    public static TheoryData<RuleCase> Bad => [.. RuleCase.All.Where(rule => rule.Has("bad.yaml"))];

    public static TheoryData<RuleCase> Good => [.. RuleCase.All.Where(rule => rule.Has("good.yaml"))];

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_manifest_gives_the_expected_report(RuleCase rule)
    {
        LintResult result = rule.Lint(rule.ReadBytes("bad.yaml"));

        Assert.NotEmpty(result.Diagnostics);
        Assert.All(result.Diagnostics, diagnostic => Assert.Equal(rule.RuleId, diagnostic.Descriptor.Id));
        Assert.All(result.Diagnostics, diagnostic => Assert.False(diagnostic.Message.EndsWith('.'), diagnostic.Message));
        string report = ExpectedReport.Print(result);
        if (Updates)
            File.WriteAllText(rule.PathOf("bad.expected.txt"), report);
        Assert.Equal(rule.ReadText("bad.expected.txt"), report);
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_manifest_is_silent(RuleCase rule)
    {
        LintResult result = rule.Lint(rule.ReadBytes("good.yaml"));

        Assert.Empty(result.Diagnostics.Select(diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_manifest_with_CRLF_is_silent(RuleCase rule) => Assert.Empty(rule.Lint(rule.WithCarriageReturns("good.yaml")).Diagnostics);

    [Theory]
    [MemberData(nameof(Bad))]
    public void CRLF_gives_the_same_findings_on_the_same_lines(RuleCase rule)
    {
        IEnumerable<(int Line, string Id)> lines = rule.Lint(rule.ReadBytes("bad.yaml")).Diagnostics.Select(diagnostic => (diagnostic.Location.Start.Line, diagnostic.Descriptor.Id));
        IEnumerable<(int Line, string Id)> withCarriageReturns = rule.Lint(rule.WithCarriageReturns("bad.yaml")).Diagnostics.Select(diagnostic => (diagnostic.Location.Start.Line, diagnostic.Descriptor.Id));

        Assert.Equal(lines, withCarriageReturns);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Fixes_converge_to_the_fixed_manifest(RuleCase rule)
    {
        FixResult result = Fix(rule, rule.ReadBytes("bad.yaml"));
        if (result.Files.IsEmpty)
        {
            Assert.False(rule.Has("fixed.yaml"), "There is a fixed.yaml but no fix.");
            return;
        }

        byte[] actual = Assert.Single(result.Files).After.Tree!.Text.ToBytes();
        if (Updates)
            File.WriteAllBytes(rule.PathOf("fixed.yaml"), actual);
        Assert.Equal(rule.ReadText("fixed.yaml"), System.Text.Encoding.UTF8.GetString(actual));
        Assert.Empty(result.Refused);
        Assert.DoesNotContain(result.Remaining.Diagnostics, diagnostic => diagnostic.Fix is not null);
        Assert.Empty(Fix(rule, actual).Files);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Fixes_keep_line_ends_and_every_comment_of_what_stays(RuleCase rule)
    {
        byte[] bytes = rule.WithCarriageReturns("bad.yaml");
        foreach (FixedFile file in Fix(rule, bytes).Files)
        {
            Assert.DoesNotContain('\n', file.After.Tree!.Text.Text.Replace("\r\n", "", StringComparison.Ordinal));
            if (rule.RuleId is not ("ML0001" or "ML0011") && !rule.Has("drops-comments"))
                Assert.Empty(Lost(Comments(file.Before), Comments(file.After)));
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Every_fix_alone_parses_and_its_inverse_restores_the_bytes(RuleCase rule)
    {
        foreach (Diagnostic diagnostic in rule.Lint(rule.ReadBytes("bad.yaml")).Diagnostics)
        {
            if (diagnostic.Fix is not { } fix)
                continue;

            string before = diagnostic.Location.File.Tree!.Text.Text;
            string after = ManifestLint.Yaml.Text.TextChangeList.Apply(before, fix.Changes);
            Assert.NotEqual(before, after);
            Assert.True(YamlTree.Parse(after).Errors.Count() <= diagnostic.Location.File.Tree.Errors.Count());
            Assert.Equal(before, ManifestLint.Yaml.Text.TextChangeList.Apply(after, ManifestLint.Yaml.Text.TextChangeList.Invert(before, fix.Changes)));
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Spans_lie_in_the_text_and_hold_no_blank_ends(RuleCase rule)
    {
        foreach (Diagnostic diagnostic in rule.Lint(rule.ReadBytes("bad.yaml")).Diagnostics)
        {
            if (diagnostic.Location.File.Tree is not { } tree)
                continue;

            Assert.True(diagnostic.Location.Span.End <= tree.Text.Length);
            string marked = tree.Text.ToString(diagnostic.Location.Span);
            if (diagnostic.Descriptor.Id is not ("ML0001" or "ML0017"))
                Assert.Equal(marked.Trim(), marked);
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_suppression_above_the_node_of_a_finding_silences_it_and_what_lies_in_the_node(RuleCase rule)
    {
        LintResult all = rule.Lint(rule.ReadBytes("bad.yaml"));
        foreach (Diagnostic diagnostic in all.Diagnostics)
        {
            if (SuppressionPlace.Of(diagnostic) is not { } place)
                continue;

            LintResult rest = rule.Lint(place.WriteComment());

            string[] expected = [.. all.Diagnostics.Where(other => !place.Covers(other)).Select(other => $"{place.LineAfter(other)}: {other.Descriptor.Id}")];
            Assert.Equal(expected, rest.Diagnostics.Select(other => $"{other.Location.Start.Line}: {other.Descriptor.Id}"));
            Assert.Equal(all.Diagnostics.Length - expected.Length, rest.Suppressed);
            Assert.True(rest.Suppressed > 0);
        }
    }

    [Fact]
    public void Fixes_are_available_as_often_as_the_rules_declare()
    {
        foreach (IGrouping<string, RuleCase> cases in RuleCase.All.GroupBy(rule => rule.RuleId, StringComparer.Ordinal))
        {
            DiagnosticDescriptor descriptor = cases.First().Rule.Descriptor;
            ImmutableArray<Diagnostic> findings = [.. cases.Where(rule => rule.Has("bad.yaml")).SelectMany(rule => rule.Lint(rule.ReadBytes("bad.yaml")).Diagnostics)];
            int fixable = findings.Count(diagnostic => diagnostic.Fix is not null);
            FixAvailability actual = fixable == 0 ? FixAvailability.None : fixable == findings.Length ? FixAvailability.Always : FixAvailability.Sometimes;

            Assert.True(actual == descriptor.FixAvailability, $"{descriptor} declares {descriptor.FixAvailability}, but {fixable} of {findings.Length} findings of its cases have a fix.");
        }
    }

    private static FixResult Fix(RuleCase rule, byte[] bytes) => new FixApplier(rule.Linter(), FixSafety.Unsafe).Apply([rule.Bundle(bytes)]);

    private static List<string> Lost(IEnumerable<string> before, IEnumerable<string> after)
    {
        List<string> lost = [.. before];
        foreach (string comment in after)
            lost.Remove(comment);
        return lost;
    }

    private static IEnumerable<string> Comments(ManifestFile file) =>
        file.Tree!.Documents.SelectMany(document => document.Comments).Select(comment => comment.Text);
}
