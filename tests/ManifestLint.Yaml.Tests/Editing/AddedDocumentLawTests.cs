using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ManifestLint.Tests;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;
using Xunit.Abstractions;

namespace ManifestLint.Yaml.Tests.Editing;

/// <summary>A document that is added behind another one changes no other document, over generated files and over every sample.</summary>
public sealed class AddedDocumentLawTests(ITestOutputHelper output)
{
    private static readonly YamlValue Added = YamlValue.Map(
        ("apiVersion", "policy/v1"),
        ("metadata", YamlValue.Map(("name", "8080"))),
        ("spec", YamlValue.Map(("maxUnavailable", 1), ("list", YamlValue.List("a", "b")))));

    private static readonly Arbitrary<(int Seed, int Size)> Files =
        Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(1, 40)).Select(pair => (pair.Item1, pair.Item2)).ToArbitrary();

    [Fact]
    public void Every_document_of_a_generated_file_can_get_a_neighbour()
    {
        int added = 0;
        int refused = 0;
        Check.One(Config.QuickThrowOnFailure.WithReplay(20260824, 7).WithMaxTest(1500), Prop.ForAll(Files, drawn =>
            AddBehindEach(YamlTree.Parse(RandomDocument.Print(drawn.Seed, drawn.Size)), ref added, ref refused)));

        output.WriteLine($"{added} added, {refused} refused");
        Assert.True(refused * 8 < added, "too many places are refused");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_document_of_every_sample_can_get_a_neighbour(bool crLf)
    {
        int added = 0;
        int refused = 0;
        foreach (string sample in RepositoryRoot.Samples)
        {
            string text = SourceText.Decode(File.ReadAllBytes(RepositoryRoot.Combine("tests", "samples", sample)), out _)!.Text.ReplaceLineEndings(crLf ? "\r\n" : "\n");
            AddBehindEach(YamlTree.Parse(text), ref added, ref refused);
            AddBehindEach(YamlTree.Parse(text.TrimEnd('\n', '\r')), ref added, ref refused);
        }

        output.WriteLine($"{added} added, {refused} refused");
        Assert.True(refused * 20 < added, "too many places are refused");
    }

    private static void AddBehindEach(YamlTree tree, ref int added, ref int refused)
    {
        foreach (YamlDocument document in tree.Documents.Where(document => document is { Errors.IsEmpty: true, Root: not null }).Take(20))
        {
            ImmutableArray<TextChange> changes = YamlDocumentEdits.AddBehind(document, Added);
            if (changes.IsEmpty)
            {
                refused++;
                continue;
            }

            added++;
            if (FindBroken(tree, document.Number, changes) is { } why)
                Assert.Fail($"{why} behind document {document.Number}\n--- text\n{tree.Text.Text}\n--- changes\n{string.Join("\n", changes)}");
        }
    }

    private static string? FindBroken(YamlTree before, int number, ImmutableArray<TextChange> changes)
    {
        string after = TextChangeList.Apply(before.Text.Text, changes);
        YamlTree tree = YamlTree.Parse(after);
        if (tree.Documents.Length != before.Documents.Length + 1)
            return "not exactly one document was added";
        if (!YamlValue.From(tree.Documents[number + 1]).Equals(Added))
            return "the new document means something else";
        if (TextChangeList.Apply(after, TextChangeList.Invert(before.Text.Text, changes)) != before.Text.Text)
            return "the inverse does not restore the text";
        if (!before.Text.Text.Contains('\r') && after.Contains('\r'))
            return "an LF file got a CR";
        if (!before.Text.Text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n') && before.Text.Text.Contains('\n') && after.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n'))
            return "a CRLF file got another line end";

        foreach (YamlDocument old in before.Documents)
        {
            YamlDocument same = tree.Documents[old.Number <= number ? old.Number : old.Number + 1];
            if (same.Errors.Length != old.Errors.Length || !YamlValue.From(same).Equals(YamlValue.From(old)))
                return $"document {old.Number} means something else";
            if (!same.Comments.Select(comment => comment.Text).SequenceEqual(old.Comments.Select(comment => comment.Text)))
                return $"document {old.Number} lost a comment";
        }

        return null;
    }
}
