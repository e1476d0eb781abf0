using ManifestLint.Tests;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Tests.Editing;

/// <summary>Runs the files of <c>Editing/Cases</c>. <c>MANIFESTLINT_UPDATE=1</c> writes the results into them, to be read before they are committed.</summary>
public sealed class EditCaseTests
{
    private static readonly string Folder = RepositoryRoot.Combine("tests", "ManifestLint.Yaml.Tests", "Editing", "Cases");

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Folder, "*.case", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_edit_gives_the_expected_text(string name)
    {
        string path = Path.Combine(Folder, name);
        EditCase editCase = EditCase.Read(path);
        string result = editCase.Run(out SourceText before, out SourceText? after);
        if (after is not null)
        {
            Assert.Empty(YamlTree.Parse(after).Errors);
            Assert.Empty(YamlTree.Parse(before).Errors);
        }

        if (Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1")
        {
            File.WriteAllText(path, editCase.With(result));
            return;
        }

        Assert.Equal(editCase.Expected, result);
    }

    [Fact]
    public void There_are_cases_for_every_operation()
    {
        Assert.True(Cases.Count >= 60);
        Assert.All(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories), file =>
            Assert.True(file.EndsWith(".case", StringComparison.Ordinal) || file.EndsWith("README.md", StringComparison.Ordinal), file));
    }
}
