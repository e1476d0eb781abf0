using FsCheck;
using FsCheck.Fluent;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using Xunit.Abstractions;

namespace ManifestLint.Yaml.Tests.Editing;

/// <summary>The laws of editing over generated documents of every style.</summary>
public sealed class GeneratedLawTests(ITestOutputHelper output)
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20260824, 7);

    private static readonly System.Buffers.SearchValues<string> Strange = System.Buffers.SearchValues.Create(["safely", "would be lost", "any more", "in two", "is moved"], StringComparison.Ordinal);

    [Fact]
    public void Every_edit_of_a_generated_document_keeps_the_laws()
    {
        int edits = 0;
        int broken = 0;
        int documents = 0;
        var refusals = new Dictionary<string, int>(StringComparer.Ordinal);
        Arbitrary<(int Seed, int Size)> arbitrary = Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(1, 40)).Select(pair => (pair.Item1, pair.Item2)).ToArbitrary();
        Check.One(Fixed.WithMaxTest(700), Prop.ForAll(arbitrary, drawn =>
        {
            string text = RandomDocument.Print(drawn.Seed, drawn.Size);
            YamlTree tree = YamlTree.Parse(text);
            YamlDocument document = tree.Documents[0];
            documents++;
            if (!document.Errors.IsEmpty)
            {
                broken++;
                return;
            }

            YamlValue data = YamlValue.From(document);
            foreach (Operation operation in Operations.On(document, drawn.Seed))
            {
                YamlEditor editor = operation.Apply(YamlEditor.Of(document));
                edits++;
                if (editor.Refusal is { } strange && strange.AsSpan().ContainsAny(Strange))
                    output.WriteLine($"=== {operation.Name}: {strange}\n{text}===");
                if (editor.Refusal is { } refusal)
                    refusals[refusal] = refusals.GetValueOrDefault(refusal) + 1;
                else if (Laws.FindBroken(document, tree.Documents.Length, editor, operation.Data(data), operation.Kept(document)) is { } why)
                    Assert.Fail($"{operation.Name}: {why}\n--- text\n{text}\n--- changes\n{string.Join("\n", editor.Changes)}");
            }
        }));

        output.WriteLine($"{documents} documents, {broken} with errors; {edits} edits, {refusals.Values.Sum()} refused");
        foreach ((string refusal, int count) in refusals.OrderByDescending(pair => pair.Value).Take(60))
            output.WriteLine($"{count}  {refusal}");
        Assert.True(broken * 5 < documents);
    }
}
