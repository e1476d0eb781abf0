using ManifestLint.Tests;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;
using Xunit.Abstractions;

namespace ManifestLint.Yaml.Tests.Editing;

/// <summary>The laws of editing over every sample manifest, with LF and with CRLF.</summary>
public sealed class SampleLawTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_edit_of_every_sample_keeps_the_laws(bool crLf)
    {
        var broken = new List<string>();
        var refusals = new Dictionary<string, int>(StringComparer.Ordinal);
        int edits = 0;
        foreach (string sample in RepositoryRoot.Samples)
        {
            SourceText source = SourceText.Decode(File.ReadAllBytes(RepositoryRoot.Combine("tests", "samples", sample)), out _)!;
            string lf = source.Text.ReplaceLineEndings("\n");
            YamlTree tree = YamlTree.Parse(crLf ? lf.Replace("\n", "\r\n", StringComparison.Ordinal) : lf);
            foreach (YamlDocument document in tree.Documents.Where(document => document.Errors.IsEmpty))
            {
                YamlValue data = YamlValue.From(document);
                foreach (Operation operation in Operations.On(document, sample.Length))
                {
                    YamlEditor editor = operation.Apply(YamlEditor.Of(document));
                    edits++;
                    if (editor.Refusal is { } refusal)
                        refusals[$"{sample}: {operation.Name}: {refusal}"] = 1;
                    else if (Laws.FindBroken(document, tree.Documents.Length, editor, operation.Data(data), operation.Kept(document)) is { } why)
                        broken.Add($"{sample}#{document.Index}: {operation.Name}: {why}\n{string.Join("\n", editor.Changes)}");
                }
            }
        }

        output.WriteLine($"{edits} edits, {refusals.Count} refused");
        foreach (string refusal in refusals.Keys.Where(key => !IsExpected(key)))
            output.WriteLine(refusal);
        Assert.True(broken.Count == 0, $"{broken.Count} of {edits} broken:\n{string.Join("\n", broken.Take(10))}");
    }

    private static bool IsExpected(string refusal) =>
        refusal.Contains("already there", StringComparison.Ordinal) ||         refusal.Contains("repeats", StringComparison.Ordinal) || refusal.Contains("merge", StringComparison.Ordinal) || refusal.Contains("leads through", StringComparison.Ordinal);
}
