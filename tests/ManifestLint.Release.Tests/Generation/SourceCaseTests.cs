namespace ManifestLint.Release.Tests.Generation;

/// <summary>
/// Runs the folders of <c>Sources</c>: what is generated is beside the source. <c>MANIFESTLINT_UPDATE=1</c> writes it, to be read before it is committed.
/// </summary>
public sealed class SourceCaseTests
{
    public static TheoryData<string> Cases => [.. SourceCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_set_is_as_a_person_read_it(string name)
    {
        var source = SourceCase.Read(name);
        foreach (string mode in SourceCase.Modes)
        {
            string text = source.Describe(mode);
            string expected = source.Path(mode + ".expected.yaml");
            if (Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1")
                File.WriteAllText(expected, text);
            Assert.Equal(File.ReadAllText(expected), text);
        }
    }

    [Fact]
    public void Every_file_is_read() => Assert.All(Directory.EnumerateFiles(SourceCase.Folder, "*", SearchOption.AllDirectories), file =>
        Assert.Contains(Path.GetFileName(file), (string[])["source.yaml", "recipe.txt", .. SourceCase.Modes.Select(mode => mode + ".expected.yaml")]));
}
