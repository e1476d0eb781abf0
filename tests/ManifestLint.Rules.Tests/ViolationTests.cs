using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Tests;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules.Tests;

/// <summary>
/// The table of violations: for each kind a manifest with slips (<c>Violations/*.bad.yaml</c>), what the rules that read and hold to schemas say of it
/// (<c>*.expected.txt</c>, read by a person line by line), and the same manifest corrected, of which they say nothing. A file <c>*.target</c> names the
/// versions to judge for. <c>MANIFESTLINT_UPDATE=1</c> writes the expected files.
/// </summary>
public sealed class ViolationTests
{
    private const int FewestFindings = 300;
    private const int FewestKinds = 40;

    private static readonly string Folder = RepositoryRoot.Combine("tests", "ManifestLint.Rules.Tests", "Violations");

    private static readonly ImmutableHashSet<string> Rules =
    [
        .. RuleCatalog.CreateRules().Select(rule => rule.Descriptor.Id).Where(id => id.StartsWith("ML0", StringComparison.Ordinal) || id.StartsWith("ML1", StringComparison.Ordinal)),
    ];

    public static TheoryData<string> Names => [.. NamesOf(".bad.yaml")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_slip_is_one_finding_at_its_place(string name)
    {
        string report = string.Concat(Lint(name, ".bad.yaml").Select(Print));
        string expected = PathOf(name, ".expected.txt");
        if (Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1")
            File.WriteAllText(expected, report);

        Assert.Equal(File.ReadAllText(expected), report);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_corrected_manifest_is_silent(string name) => Assert.Equal("", string.Concat(Lint(name, ".corrected.yaml").Select(Print)));

    [Fact]
    public void The_table_is_large_and_every_file_has_its_partners()
    {
        string[] names = NamesOf(".bad.yaml");

        Assert.Equal(names, NamesOf(".corrected.yaml"));
        Assert.Equal(names, NamesOf(".expected.txt"));
        Assert.Empty(NamesOf(".target").Except(names, StringComparer.Ordinal));
        Assert.True(names.Sum(name => ExpectedLines(name).Length) >= FewestFindings);
        Assert.True(names.Select(name => Read(name, ".corrected.yaml").Resources[0].Kind).Distinct(StringComparer.Ordinal).Count() >= FewestKinds);
    }

    [Theory]
    [InlineData("ML0003")]
    [InlineData("ML0004")]
    [InlineData("ML1001")]
    [InlineData("ML1002")]
    [InlineData("ML1003")]
    [InlineData("ML1004")]
    [InlineData("ML1005")]
    [InlineData("ML1006")]
    [InlineData("ML1008")]
    [InlineData("ML1009")]
    [InlineData("ML1012")]
    [InlineData("ML1013")]
    [InlineData("ML1019")]
    public void Every_rule_about_schemas_appears(string id) =>
        Assert.Contains(NamesOf(".expected.txt").SelectMany(ExpectedLines), line => line.Split(' ')[1] == id);

    [Theory]
    [InlineData("deployment", "Unknown field 'stragegy'", "did you mean 'strategy'")]
    [InlineData("deployment", "Unknown field 'matchLables'", "did you mean 'matchLabels'")]
    [InlineData("deployment", "not the string 'app:random-generator'", "a blank is missing behind the ':'")]
    [InlineData("pod", "Unknown field 'periodSeonds'", "did you mean 'periodSeconds'")]
    [InlineData("pod", "Unknown field '.specs'", "did you mean 'spec'")]
    public void A_slip_of_the_notes_is_one_clear_finding(string name, string problem, string suggestion) =>
        Assert.EndsWith(suggestion, Assert.Single(ExpectedLines(name), line => line.Contains(problem, StringComparison.Ordinal)), StringComparison.Ordinal);

    private static string Print(Diagnostic finding)
    {
        string path = finding.Node?.Resolve() is { } node ? YamlPath.Of(node).ToString() : "";
        if (path.Length == 0)
            path = ".";
        return FormattableString.Invariant($"{finding.Location.Start.Line + 1}:{finding.Location.Start.Character + 1} {finding.Descriptor.Id} {path} {finding.Message}\n");
    }

    private static ImmutableArray<Diagnostic> Lint(string name, string suffix)
    {
        string target = PathOf(name, ".target");
        TargetVersions versions = File.Exists(target) ? TargetVersions.Parse(File.ReadAllText(target).Trim())!.Value : TargetVersions.Default;
        var linter = new Linter(RuleCatalog.CreateRules(), LintConfiguration.Default with { Selected = Rules, Target = versions });
        return linter.Lint(Read(name, suffix)).Diagnostics;
    }

    private static ResourceSet Read(string name, string suffix) =>
        ResourceSet.Create([new Bundle([ManifestFile.Parse(name + suffix, File.ReadAllBytes(PathOf(name, suffix)))], IsReadWhole: true)]);

    private static string[] ExpectedLines(string name) => File.ReadAllLines(PathOf(name, ".expected.txt"));

    private static string[] NamesOf(string suffix) =>
        [.. Directory.EnumerateFiles(Folder, "*" + suffix).Select(path => Path.GetFileName(path)[..^suffix.Length]).Order(StringComparer.Ordinal)];

    private static string PathOf(string name, string suffix) => Path.Combine(Folder, name + suffix);
}
