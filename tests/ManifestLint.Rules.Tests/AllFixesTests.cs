using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Fixes;
using ManifestLint.Resources;

namespace ManifestLint.Rules.Tests;

/// <summary>Every fix of the recommended preset at once, on every bad manifest: what a user gets who asks for <c>--fix --unsafe-fixes</c>.</summary>
public sealed class AllFixesTests
{
    private static readonly Linter Linter = new(RuleCatalog.CreateRules(), LintConfiguration.Default);

    public static TheoryData<RuleCase> Bad => [.. RuleCase.All.Where(rule => rule.Has("bad.yaml") && rule.RuleId is not ("ML0001" or "ML0015"))];

    [Theory]
    [MemberData(nameof(Bad))]
    public void All_fixes_together_converge_keep_comments_and_break_no_schema(RuleCase rule)
    {
        Bundle bundle = rule.Bundle(rule.ReadBytes("bad.yaml"));
        FixResult result = new FixApplier(Linter, FixSafety.Unsafe).Apply([bundle]);
        Assert.Empty(result.Refused.Values);
        Assert.Empty(result.NotApplied.Select(finding => finding.ToString()));
        if (result.Files.IsEmpty)
        {
            Assert.Empty(result.Remaining.Diagnostics.Where(diagnostic => diagnostic.Fix is not null));
            return;
        }

        FixedFile file = Assert.Single(result.Files);
        byte[] after = file.After.Tree!.Text.ToBytes();
        string fixedText = System.Text.Encoding.UTF8.GetString(after);

        Assert.True(result.Remaining.Diagnostics.All(diagnostic => diagnostic.Fix is null), $"{string.Join('\n', result.Remaining.Diagnostics.Where(diagnostic => diagnostic.Fix is not null))}\n{fixedText}");
        Assert.Empty(new FixApplier(Linter, FixSafety.Unsafe).Apply([rule.Bundle(after)]).Files);
        bool removesSuppressions = result.Applied.Any(diagnostic => diagnostic.Descriptor.Id is "ML0011" or "ML0012");
        if (!rule.Has("drops-comments") && !removesSuppressions)
            Assert.Empty(Comments(file.Before).Except(Comments(file.After)));

        // A fix makes no manifest that the API server refuses. One that makes a document readable at all lets other faults come to light.
        if (!result.Applied.Any(diagnostic => diagnostic.Fix!.Uncovers))
            Assert.All(SchemaFindings(result.Remaining), rest => Assert.True(rest.Value <= SchemaFindings(result.Found).GetValueOrDefault(rest.Key), $"{rest.Key} is new:\n{fixedText}"));
    }

    private static Dictionary<string, int> SchemaFindings(LintResult result) => result.Diagnostics
        .Where(diagnostic => diagnostic.Descriptor.Category is "reading" or "schema")
        .GroupBy(diagnostic => diagnostic.Descriptor.Id, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static IEnumerable<string> Comments(ManifestFile file) => file.Tree!.Documents.SelectMany(document => document.Comments).Select(comment => comment.Text);
}
