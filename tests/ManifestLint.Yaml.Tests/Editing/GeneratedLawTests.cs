using FsCheck;
using FsCheck.Fluent;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using Xunit.Abstractions;

namespace ManifestLint.Yaml.Tests.Editing;

/// <summary>The laws of editing over generated documents of every style. The seed is fixed; FsCheck prints it when a law breaks.</summary>
public sealed class GeneratedLawTests(ITestOutputHelper output)
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20260824, 7);

    private static readonly Arbitrary<(int Seed, int Size)> Documents =
        Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(1, 40)).Select(pair => (pair.Item1, pair.Item2)).ToArbitrary();

    [Fact]
    public void Every_edit_of_a_generated_document_keeps_the_laws()
    {
        int edits = 0;
        int unsafePlaces = 0;
        int unreadable = 0;
        Check.One(Fixed.WithMaxTest(700), Prop.ForAll(Documents, drawn =>
        {
            string text = RandomDocument.Print(drawn.Seed, drawn.Size);
            YamlTree tree = YamlTree.Parse(text);
            YamlDocument document = tree.Documents[0];
            unreadable += document.Errors.IsEmpty ? 0 : 1;
            if (!document.Errors.IsEmpty)
                return;

            YamlValue data = YamlValue.From(document);
            YamlEditor start = YamlEditor.Of(document);
            foreach (Operation operation in Operations.On(document, drawn.Seed))
            {
                YamlEditor editor = operation.Apply(start);
                edits++;
                if (editor.Refusal is { } refusal)
                    unsafePlaces += refusal.Contains("safely", StringComparison.Ordinal) || refusal.Contains("lost", StringComparison.Ordinal) ? 1 : 0;
                else if (Laws.FindBroken(document, tree.Documents.Length, editor, operation.Data(data), operation.Kept(document)) is { } why)
                    Assert.Fail($"{operation.Name}: {why}\n--- text\n{text}\n--- changes\n{string.Join("\n", editor.Changes)}");
            }
        }));

        output.WriteLine($"{edits} edits; {unsafePlaces} places that cannot be edited; {unreadable} unreadable documents");
        Assert.True(unreadable < 50, "the generator prints too much that is no YAML");
        Assert.True(unsafePlaces * 500 < edits, "too many places are refused without a reason");
    }

    [Fact]
    public void Edits_one_after_the_other_compose()
    {
        int edits = 0;
        Check.One(Fixed.WithMaxTest(600), Prop.ForAll(Documents, drawn =>
        {
            string text = RandomDocument.Print(drawn.Seed, drawn.Size);
            YamlTree tree = YamlTree.Parse(text);
            YamlDocument document = tree.Documents[0];
            if (!document.Errors.IsEmpty)
                return;

            YamlEditor editor = YamlEditor.Of(document);
            YamlValue data = YamlValue.From(document);
            string names = "";
            for (int i = 0; i < 4; i++)
            {
                Operation[] operations = [.. Operations.On(editor.Document, drawn.Seed + i)];
                Operation operation = operations[(int)((uint)(drawn.Seed + (i * 7919)) % operations.Length)];
                YamlEditor next = operation.Apply(editor);
                if (next.Refusal is not null)
                    continue;
                edits++;
                names += operation.Name + "; ";
                data = operation.Data(data);
                editor = next;
                if (Laws.FindBroken(document, tree.Documents.Length, editor, data, kept: null) is { } why)
                    Assert.Fail($"{names}: {why}\n--- text\n{text}\n--- changes\n{string.Join("\n", editor.Changes)}");
            }
        }));

        output.WriteLine($"{edits} edits");
    }

    [Fact]
    public void Odd_documents_are_edited_lawfully_or_refused()
    {
        int edits = 0;
        int refused = 0;
        Check.One(Fixed.WithMaxTest(1000), Prop.ForAll(Documents, drawn =>
        {
            string text = Spoil(RandomDocument.Print(drawn.Seed, drawn.Size / 3), new Random(drawn.Seed));
            YamlTree tree = YamlTree.Parse(text);
            YamlDocument document = tree.Documents[0];
            if (!document.Errors.IsEmpty)
                return;

            YamlValue data = YamlValue.From(document);
            YamlEditor start = YamlEditor.Of(document);
            foreach (Operation operation in Operations.On(document, drawn.Seed))
            {
                YamlEditor editor = operation.Apply(start);
                edits++;
                refused += editor.Refusal is null ? 0 : 1;
                if (Laws.FindBroken(document, tree.Documents.Length, editor, operation.Data(data), operation.Kept(document)) is { } why)
                    Assert.Fail($"{operation.Name}: {why}\n--- text\n{text}\n--- changes\n{string.Join("\n", editor.Changes)}");
            }
        }));

        output.WriteLine($"{edits} edits, {refused} refused");
    }

    [Fact]
    public void New_entries_stand_where_the_position_says()
    {
        Check.One(Fixed.WithMaxTest(300), Prop.ForAll(Documents, drawn =>
        {
            YamlDocument document = YamlTree.Parse(RandomDocument.Print(drawn.Seed, drawn.Size)).Documents[0];
            if (document.RootMapping is not { } root || root.Entries.Any(entry => entry.IsMerge))
                return;

            List<string> keys = [.. root.Entries.Select(entry => ScalarResolver.GetKey(entry.Key)!)];
            string middle = keys[(int)((uint)drawn.Seed % keys.Count)];
            Expect(EntryPosition.First, 0);
            Expect(EntryPosition.Last, keys.Count);
            Expect(EntryPosition.Before(middle), keys.LastIndexOf(middle));
            Expect(EntryPosition.After(middle), keys.LastIndexOf(middle) + 1);
            Expect(EntryPosition.InOrder(middle, "new"), keys.LastIndexOf(middle) + 1);
            Expect(EntryPosition.InOrder("new", middle), keys.LastIndexOf(middle));

            void Expect(EntryPosition position, int index)
            {
                YamlEditor editor = YamlEditor.Of(document).InsertEntry(YamlPath.Root, "new", 1, position);
                if (editor.Refusal is null)
                    Assert.Equal(index, editor.Document.RootMapping!.Entries.Select(entry => entry.KeyText).ToList().IndexOf("new"));
            }
        }));
    }

    private static string Spoil(string text, Random random)
    {
        const string Odd = " \t\n\r-:#?&*!|>'\"{}[],a~\u0085\u2028\uFEFF%@";
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(text.Length + 1);
            char c = Odd[random.Next(Odd.Length)];
            text = random.Next(3) switch
            {
                0 => text.Insert(at, c.ToString()),
                1 when at < text.Length => text.Remove(at, 1),
                _ => text.Insert(at, " "),
            };
        }

        return text;
    }
}
