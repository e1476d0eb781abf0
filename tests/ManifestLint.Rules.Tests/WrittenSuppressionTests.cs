using System.Collections.Immutable;
using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Suppressions;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules.Tests;

/// <summary>The laws of <c>--add-suppressions</c>, and of fixing beside suppressions, over the bad manifests of every rule.</summary>
public sealed class WrittenSuppressionTests
{
    private static readonly ImmutableArray<DiagnosticDescriptor> Known = [.. RuleCatalog.CreateRules().Select(rule => rule.Descriptor)];

    public static TheoryData<RuleCase> Bad => [.. RuleCase.All.Where(rule => rule.Has("bad.yaml"))];

    [Theory]
    [MemberData(nameof(Bad))]
    public void After_writing_nothing_is_left_but_what_is_told(RuleCase rule)
    {
        foreach (string? reason in new[] { null, "it is meant so" })
            Check(rule, rule.ReadBytes("bad.yaml"), rule.Linter(), reason);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void The_same_holds_with_CRLF_and_all_rules_at_once(RuleCase rule)
    {
        Linter all = new(RuleCatalog.CreateRules(), LintConfiguration.Default with { Preset = RulePreset.All, RequiresReasons = false, Target = rule.Target });
        Check(rule, rule.WithCarriageReturns("bad.yaml"), all, "it is meant so");
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_fix_beside_a_suppression_leaves_what_is_suppressed(RuleCase rule)
    {
        Linter all = new(RuleCatalog.CreateRules(), LintConfiguration.Default with { Target = rule.Target, Ignored = ["ML0011", "ML0012"] });
        LintResult found = all.Lint(ResourceSet.Create([rule.Bundle(rule.ReadBytes("bad.yaml"))]));
        foreach (Diagnostic finding in found.Diagnostics)
        {
            if (new SuppressionWriter(Known, all.Configurations, "a test").Write([finding]) is not { Files: [var file], Suppressed.Length: 1 })
                continue;

            FixResult result = new FixApplier(all, FixSafety.Unsafe).Apply([rule.Bundle(file.After.Tree!.Text.ToBytes())]);
            if (result.Files is not [var mended] || found.Diagnostics.Count(other => IsSame(other, finding)) > 1)
                continue;

            // Another fix may mend or take away what this finding is about; as long as it is there, it is suppressed.
            string after = mended.After.Tree!.Text.Text;
            // A copy of the place (a liveness probe that becomes a startup probe too) has a finding of its own.
            Assert.True(result.Remaining.Suppressed > 0 || !result.Applied.Any(applied => IsSame(applied, finding)), $"{finding} is repaired:\n{after}");
            Assert.False(result.Remaining.Diagnostics.Any(left => IsSame(left, finding)), $"{finding} is no longer suppressed:\n{after}");
            Assert.True(after.Contains("manifestlint", StringComparison.Ordinal) || result.Remaining.Suppressed == 0, after);
        }
    }

    private static bool IsSame(Diagnostic left, Diagnostic right) => left.Descriptor.Id == right.Descriptor.Id && left.Message == right.Message;

    private static void Check(RuleCase rule, byte[] bytes, Linter linter, string? reason)
    {
        var writer = new SuppressionWriter(Known, linter.Configurations, reason);
        Bundle bundle = rule.Bundle(bytes);
        LintResult found = linter.Lint(ResourceSet.Create([bundle]));
        WrittenSuppressions written = writer.Write(found.Diagnostics);

        Assert.Equal(found.Diagnostics.Length, written.Suppressed.Length + written.Unwritten.Length);
        Assert.All(written.Unwritten, unwritten => Assert.True(IsExpected(unwritten), $"{unwritten.Finding}: {unwritten.Reason}"));
        if (written.Files is not [var file])
        {
            Assert.Empty(written.Suppressed);
            return;
        }

        string before = file.Before.Tree!.Text.Text;
        string after = file.After.Tree!.Text.Text;
        LintResult left = linter.Lint(ResourceSet.Create([rule.Bundle(file.After.Tree.Text.ToBytes())]));
        string[] expected = [.. written.Unwritten.Select(unwritten => unwritten.Finding.Descriptor.Id).Order(StringComparer.Ordinal)];
        Assert.True(expected.SequenceEqual(left.Diagnostics.Select(finding => finding.Descriptor.Id).Order(StringComparer.Ordinal)), $"{string.Join('\n', left.Diagnostics)}\n{after}");
        Assert.Equal(found.Suppressed + written.Suppressed.Length, left.Suppressed);
        Assert.Empty(writer.Write(left.Diagnostics).Files);
        CheckBytes(before, after);
    }

    // Where no annotation had to be written, taking the comments away again restores the file.
    private static void CheckBytes(string before, string after)
    {
        YamlTree first = YamlTree.Parse(before);
        YamlTree second = YamlTree.Parse(after);
        Assert.True(second.Errors.Count() <= first.Errors.Count());
        if (!after.Contains("manifestlint.dev/ignore", StringComparison.Ordinal))
        {
            Assert.Equal(
                first.Documents.Where(document => document.Root is not null).Select(document => YamlValue.From(document)),
                second.Documents.Where(document => document.Root is not null).Select(document => YamlValue.From(document)));
        }

        int position = 0;
        var added = new StringBuilder();
        foreach (char c in after)
        {
            if (position < before.Length && before[position] == c)
                position++;
            else
                added.Append(c);
        }

        Assert.True(position == before.Length, $"Something was taken away:\n{after}");
        Assert.True(added.Length == after.Length - before.Length);
    }

    private static bool IsExpected(UnwrittenSuppression unwritten) =>
        !SuppressionPolicy.IsSuppressible(unwritten.Finding.Descriptor)
        || unwritten.Finding.Descriptor.Id is "ML0011" or "ML0012" or "ML0013"
        || unwritten.Finding.Location.File.Tree is null
        || unwritten.Finding.Location.File.Tree.Text.Text.TrimStart().StartsWith('{');
}
