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
        var refusals = new List<string>();
        int edits = 0;
        foreach (string sample in RepositoryRoot.Samples)
        {
            SourceText source = SourceText.Decode(File.ReadAllBytes(RepositoryRoot.Combine("tests", "samples", sample)), out _)!;
            string lf = source.Text.ReplaceLineEndings("\n");
            YamlTree tree = YamlTree.Parse(crLf ? lf.Replace("\n", "\r\n", StringComparison.Ordinal) : lf);
            foreach (YamlDocument document in tree.Documents.Where(document => document.Errors.IsEmpty))
            {
                YamlValue data = YamlValue.From(document);
                YamlEditor start = YamlEditor.Of(document);
                int number = 0;
                foreach (Operation operation in Operations.On(document, sample.Length))
                {
                    // The line end changes little: a part of the edits tells enough.
                    if (crLf && number++ % 4 != 0)
                        continue;
                    YamlEditor editor = operation.Apply(start);
                    edits++;
                    if (editor.Refusal is { } refusal)
                        refusals.Add($"{sample}: {operation.Name}: {refusal}");
                    else if (Laws.FindBroken(document, tree.Documents.Length, editor, operation.Data(data), operation.Kept(document)) is { } why)
                        broken.Add($"{sample}#{document.Number}: {operation.Name}: {why}\n{string.Join("\n", editor.Changes)}");
                }
            }
        }

        output.WriteLine($"{edits} edits, {refusals.Count} refused");
        Assert.True(broken.Count == 0, $"{broken.Count} of {edits} broken:\n{string.Join("\n", broken.Take(10))}");

        // What may be refused is known; a new reason is looked at by a person.
        Assert.DoesNotContain(refusals, refusal => !IsExpected(refusal));
        Assert.True(refusals.Count * 50 < edits);
    }

    private static bool IsExpected(string refusal) =>
        refusal.Contains("repeats", StringComparison.Ordinal) || refusal.Contains("merge", StringComparison.Ordinal)
        || refusal.Contains("leads through", StringComparison.Ordinal) || refusal.Contains("already there", StringComparison.Ordinal)
        || refusal.Contains("has no anchor", StringComparison.Ordinal)
        || (refusal.StartsWith("legacy/flow.yaml", StringComparison.Ordinal) && refusal.Contains("what is moved", StringComparison.Ordinal));
}
