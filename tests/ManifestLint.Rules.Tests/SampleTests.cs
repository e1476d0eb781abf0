using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Tests;

namespace ManifestLint.Rules.Tests;

/// <summary>
/// All rules together over each folder of <c>tests/samples</c>: the complete report is in <c>Samples/*.expected.txt</c>, and fixing keeps its
/// promises. <c>MANIFESTLINT_UPDATE=1</c> writes the reports; read the difference.
/// </summary>
public sealed class SampleTests
{
    public static TheoryData<string> Folders =>
        [.. RepositoryRoot.Samples.Select(sample => sample[..sample.LastIndexOf('/')]).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_complete_report_is_as_a_person_read_it(string folder)
    {
        string report = string.Concat(Linter(RulePreset.Strict).Lint(ResourceSet.Create([Read(folder)])).Diagnostics
            .Select(diagnostic => $"{diagnostic}{(diagnostic.Fix is { } fix ? $" [{fix.Title}]" : "")}\n"));
        string expected = RepositoryRoot.Combine("tests", "ManifestLint.Rules.Tests", "Samples", folder.Replace('/', '-') + ".expected.txt");
        if (Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1")
            File.WriteAllText(expected, report);

        Assert.Equal(File.ReadAllText(expected), report);
    }

    [Fact]
    public void Every_expected_report_belongs_to_a_folder() => Assert.Equal(
        Folders.Select<object[], string>(row => ((string)row[0]).Replace('/', '-') + ".expected.txt").Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "ManifestLint.Rules.Tests", "Samples")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("shop-good")]
    [InlineData("blue-green")]
    [InlineData("kinds")]
    public void A_good_sample_is_silent(string folder) => Assert.Empty(Linter(RulePreset.Recommended).Lint(ResourceSet.Create([Read(folder)])).Diagnostics);

    [Theory]
    [MemberData(nameof(Folders))]
    public void All_fixes_together_converge_and_keep_every_comment(string folder)
    {
        FixResult result = new FixApplier(Linter(RulePreset.Strict), FixSafety.Unsafe).Apply([Read(folder)]);

        Assert.Empty(result.Refused);
        Assert.DoesNotContain(result.Remaining.Diagnostics, diagnostic => diagnostic.Fix is not null);
        foreach (FixedFile file in result.Files)
        {
            Assert.True(file.After.Tree!.Errors.Count() <= file.Before.Tree!.Errors.Count());
            Assert.Equal(file.Before.Tree.Text.Encoding, file.After.Tree.Text.Encoding);
            Assert.Equal(file.Before.Tree.Text.Text.Contains("\r\n", StringComparison.Ordinal), file.After.Tree.Text.Text.Contains("\r\n", StringComparison.Ordinal));
            List<string> lost = [.. Comments(file.Before)];
            foreach (string comment in Comments(file.After))
                lost.Remove(comment);

            // What a removed duplicate or a removed policy said goes with it.
            Assert.True(lost.Count == 0 || result.Applied.Any(diagnostic => diagnostic.Descriptor.Id is "ML0002" or "ML1025"), string.Join(", ", lost));
        }
    }

    private static Linter Linter(RulePreset preset) => new(RuleCatalog.CreateRules(), LintConfiguration.Default with { Preset = preset });

    // A broken neighbour would silence everything about absence, as it should; the slips of the notes are looked at one by one.
    private static Bundle Read(string folder) => new(
        [
            .. RepositoryRoot.Samples.Where(sample => sample[..sample.LastIndexOf('/')] == folder)
                .Select(sample => ManifestFile.Parse(sample, File.ReadAllBytes(RepositoryRoot.Combine("tests", "samples", sample)))),
        ],
        IsReadWhole: true);

    private static IEnumerable<string> Comments(ManifestFile file) =>
        file.Tree!.Documents.SelectMany(document => document.Comments).Select(comment => comment.Text);
}
