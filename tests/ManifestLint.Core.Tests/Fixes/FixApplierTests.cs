using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Fixes;

/// <summary>Fixing ends, keeps what it is not asked to change, and takes back what makes a file worse.</summary>
public sealed class FixApplierTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a # the name\n";

    [Fact]
    public void Safe_fixes_are_applied_and_unsafe_ones_only_when_allowed()
    {
        Rule safe = new RenameRule("ML9991", "a", "b", FixSafety.Safe);
        Rule risky = new RenameRule("ML9992", "b", "c", FixSafety.Unsafe);

        Assert.Equal(Pod.Replace("name: a", "name: b"), Text(Fix([safe, risky], Pod, FixSafety.Safe)));
        Assert.Equal(Pod.Replace("name: a", "name: c"), Text(Fix([safe, risky], Pod, FixSafety.Unsafe)));
    }

    [Fact]
    public void What_was_fixed_and_what_remains_is_told()
    {
        FixResult result = Fix([new RenameRule("ML9991", "a", "b", FixSafety.Safe), new RenameRule("ML9992", "b", "c", FixSafety.Unsafe)], Pod, FixSafety.Safe);

        Assert.Equal(["ML9991"], result.Applied.Select(diagnostic => diagnostic.Descriptor.Id));
        Assert.Equal(["ML9992"], result.Remaining.Diagnostics.Select(diagnostic => diagnostic.Descriptor.Id));
    }

    [Fact]
    public void Of_two_fixes_at_one_place_the_first_rule_wins_and_the_other_looks_again()
    {
        FixResult result = Fix([new RenameRule("ML9992", "a", "c", FixSafety.Safe), new RenameRule("ML9991", "a", "b", FixSafety.Safe)], Pod, FixSafety.Safe);

        Assert.Equal(Pod.Replace("name: a", "name: b"), Text(result));
        Assert.Equal(["ML9991"], result.Applied.Select(diagnostic => diagnostic.Descriptor.Id));
    }

    [Fact]
    public void Fixes_that_undo_each_other_end_after_the_last_round()
    {
        FixResult result = Fix([new RenameRule("ML9991", "a", "b", FixSafety.Safe), new RenameRule("ML9992", "b", "a", FixSafety.Safe)], Pod, FixSafety.Safe);

        Assert.Equal(FixApplier.MaximumRounds, result.Applied.Length);
        Assert.Empty(result.Files);
        Assert.Equal(["test.yaml:4:9: warning ML0022 fix-not-applied: The fix for ML9991 was not applied: there are still fixes to apply after 10 rounds"], NotApplied(result));
    }

    [Fact]
    public void A_fix_that_breaks_the_file_is_taken_back_with_the_reason()
    {
        FixResult result = Fix([new BreakingRule(), new RenameRule("ML9992", "a", "b", FixSafety.Safe)], Pod, FixSafety.Safe);

        Assert.Empty(result.Files);
        Assert.Equal("a fix would have made the file unreadable", result.Refused["test.yaml"]);
        Assert.Equal(2, result.Remaining.Diagnostics.Length);
        Assert.Equal(
            [
                "test.yaml:1:1: warning ML0022 fix-not-applied: The fix for ML9990 was not applied: a fix would have made the file unreadable",
                "test.yaml:4:9: warning ML0022 fix-not-applied: The fix for ML9992 was not applied: a fix would have made the file unreadable",
            ],
            NotApplied(result));
    }

    [Fact]
    public void A_fix_that_adds_an_error_is_left_out()
    {
        FixResult result = Fix([new RenameRule("ML9991", "a", "b", FixSafety.Safe), new ErrorRule("b")], Pod, FixSafety.Safe);

        Assert.Empty(result.Files);
        Assert.Empty(result.Applied);
        Assert.Empty(result.Refused);
        Assert.Equal(["test.yaml:4:9: warning ML0022 fix-not-applied: The fix for ML9991 was not applied: it would have added an error"], NotApplied(result));
    }

    [Fact]
    public void The_other_fixes_of_the_file_are_applied_all_the_same()
    {
        FixResult result = Fix([new RenameRule("ML9991", "a", "b", FixSafety.Safe), new RenameRule("ML9992", "x", "z", FixSafety.Safe), new ErrorRule("b")], Pod + "---\n" + Pod.Replace("name: a", "name: x"), FixSafety.Safe);

        Assert.Equal(["ML9992"], result.Applied.Select(diagnostic => diagnostic.Descriptor.Id));
        Assert.Contains("name: z", Assert.Single(result.Files).After.Tree!.Text.Text, StringComparison.Ordinal);
        Assert.Equal(["test.yaml:4:9: warning ML0022 fix-not-applied: The fix for ML9991 was not applied: it would have added an error"], NotApplied(result));
    }

    [Fact]
    public void What_was_not_asked_for_is_not_missed()
    {
        Rule[] rules = [new RenameRule("ML9991", "a", "b", FixSafety.Safe), new RenameRule("ML9992", "b", "c", FixSafety.Unsafe)];
        var linter = new Linter([new RenameRule("ML9991", "a", "b", FixSafety.Safe), new ErrorRule("b")], LintConfiguration.Default with { Ignored = ["ML0022"] });

        Assert.Empty(Fix(rules, Pod, FixSafety.Safe).NotApplied);
        Assert.Empty(new FixApplier(linter, FixSafety.Safe).Apply([new Bundle([ManifestFile.Parse("test.yaml", SourceText.From(Pod))], IsReadWhole: true)]).NotApplied);
    }

    [Fact]
    public void A_context_file_is_never_changed()
    {
        var file = ManifestFile.Parse("test.yaml", SourceText.From(Pod), FileRole.Context);
        var linter = new Linter([new RenameRule("ML9991", "a", "b", FixSafety.Safe)], LintConfiguration.Default);

        Assert.Empty(new FixApplier(linter, FixSafety.Unsafe).Apply([new Bundle([file], IsReadWhole: false)]).Files);
    }

    [Fact]
    public void Ten_thousand_fixes_in_one_file_are_applied_in_one_go()
    {
        string many = string.Concat(Enumerable.Repeat(Pod + "---\n", 10_000));

        FixResult result = Fix([new RenameRule("ML9991", "a", "b", FixSafety.Safe)], many, FixSafety.Safe);

        Assert.Equal(10_000, result.Applied.Length);
        Assert.Equal(many.Replace("name: a", "name: b"), Text(result));
    }

    private static FixResult Fix(IEnumerable<Rule> rules, string text, FixSafety allowed)
    {
        var file = ManifestFile.Parse("test.yaml", SourceText.From(text));
        return new FixApplier(new Linter(rules, LintConfiguration.Default), allowed).Apply([new Bundle([file], IsReadWhole: true)]);
    }

    private static IEnumerable<string> NotApplied(FixResult result) => result.NotApplied.Select(diagnostic => diagnostic.ToString());

    private static string Text(FixResult result) => Assert.Single(result.Files).After.Tree!.Text.Text;

    private sealed class RenameRule(string id, string from, string to, FixSafety safety) : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new(id, "rename", "Has the wrong name", DiagnosticSeverity.Warning);

        public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(resource =>
        {
            if (resource.Resource.NameNode is { } name && name.Value == from)
                resource.Report(name.Node, "wrong name", safety == FixSafety.Safe ? CodeFix.Safe("Rename", name.Node, Edit) : CodeFix.Unsafe("Rename", name.Node, Edit));
        });

        private YamlEditor Edit(YamlEditor editor) => editor.Set(YamlPath.Root / "metadata" / "name", YamlValue.String(to));
    }

    private sealed class BreakingRule : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new("ML9990", "breaking", "Breaks what it fixes", DiagnosticSeverity.Warning);

        public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(resource =>
            resource.Report(resource.Resource.Root, "break", CodeFix.Safe("Break", () => (ImmutableArray<TextChange>)[TextChange.Insertion(0, "[\n")])));
    }

    private sealed class ErrorRule(string name) : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new("ML9995", "error", "Has a name that is an error", DiagnosticSeverity.Error);

        public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(resource =>
        {
            if (resource.Resource.Name == name)
                resource.Report(resource.Resource.Root, "error");
        });
    }
}
