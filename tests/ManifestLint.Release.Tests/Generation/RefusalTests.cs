using System.Text;
using ManifestLint.Releases;
using ManifestLint.Releases.Generation;
using ManifestLint.Resources;
using ManifestLint.Tests;

namespace ManifestLint.Release.Tests.Generation;

/// <summary>
/// What is refused, with the words: the sources are <c>Refusals/*.yaml</c>, whose first line says what is asked for; the words are in
/// <c>Refusals.expected.txt</c>, which <c>MANIFESTLINT_UPDATE=1</c> writes.
/// </summary>
public sealed class RefusalTests
{
    private static readonly string Folder = RepositoryRoot.Combine("tests", "ManifestLint.Release.Tests", "Generation", "Refusals");

    [Fact]
    public void Each_refusal_says_what_is_in_the_way_and_what_to_do()
    {
        var table = new StringBuilder();
        foreach (string file in Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            string[] request = File.ReadLines(file).First().TrimStart('#').Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var resources = ResourceSet.Create([new Bundle([ManifestFile.Parse(name + ".yaml", File.ReadAllBytes(file))], IsReadWhole: true)]);
            ReleaseRefusedException? refused = null;
            try
            {
                ReleaseGenerator.Generate(resources, SourceCase.RecipeOf(request[0], request[1..]));
            }
            catch (ReleaseRefusedException exception)
            {
                refused = exception;
            }

            Assert.True(refused is not null, $"{name} is not refused.");
            Assert.False(refused.Refusal.Reason.EndsWith('.'), refused.Refusal.Reason);
            table.Append(name).Append(": ").AppendJoin(' ', request).Append('\n').Append(SourceCase.DescribeRefusal(refused.Refusal).Replace("# ", "  ", StringComparison.Ordinal)).Append('\n');
        }

        string expected = Folder + ".expected.txt";
        if (Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1")
            File.WriteAllText(expected, table.ToString());
        Assert.Equal(File.ReadAllText(expected), table.ToString());
    }
}
