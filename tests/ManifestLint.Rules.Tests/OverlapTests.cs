using System.Text;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Tests;

namespace ManifestLint.Rules.Tests;

/// <summary>
/// What all rules together say about each rule's bad manifest. One defect is to give one finding: a new id in <c>Overlaps.expected.txt</c> is a new
/// overlap, or a manifest that is worse than it has to be. <c>MANIFESTLINT_UPDATE=1</c> writes the file; read the difference.
/// </summary>
public sealed class OverlapTests
{
    private const string Heading = """
        # What all rules (preset all) find in each rule's bad.yaml: id, times when more than one.
        # Ids joined with + stand at the very same characters: two findings for one thing unless both say something else.

        """;

    private static readonly bool Updates = Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1";

    [Fact]
    public void All_rules_together_say_what_is_pinned_about_every_bad_manifest()
    {
        var text = new StringBuilder(Heading);
        foreach (RuleCase own in RuleCase.All.Where(rule => rule.Has("bad.yaml") && !rule.Folder.Contains("/cases/", StringComparison.Ordinal)))
            text.Append($"\n{own.RuleId}: {Describe(own)}");

        text.Append('\n');
        string path = RepositoryRoot.Combine("tests", "ManifestLint.Rules.Tests", "Overlaps.expected.txt");
        if (Updates)
            File.WriteAllText(path, text.ToString());
        Assert.Equal(File.ReadAllText(path), text.ToString());
    }

    private static string Describe(RuleCase own)
    {
        var linter = new Linter(RuleCatalog.CreateRules(), LintConfiguration.Default with { Preset = RulePreset.All, Target = own.Target });
        LintResult result = linter.Lint(ResourceSet.Create([own.Bundle(own.ReadBytes("bad.yaml"))]));
        IEnumerable<string> places = result.Diagnostics
            .GroupBy(diagnostic => diagnostic.Location.Span)
            .Select(place => string.Join('+', place.Select(diagnostic => diagnostic.Descriptor.Id).Distinct().Order(StringComparer.Ordinal)));
        return string.Join(", ", places
            .GroupBy(ids => ids, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Count() == 1 ? group.Key : $"{group.Key} x{group.Count()}"));
    }
}
