using System.Globalization;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Tests.Editing;

/// <summary>One case file; <c>Cases/README.md</c> describes the format.</summary>
internal sealed class EditCase
{
    private readonly List<(string Title, string Body)> _sections = [];
    private readonly string _head;

    private EditCase(string text)
    {
        string[] parts = ("\n" + text.ReplaceLineEndings("\n")).Split("\n=== ");
        _head = parts[0].TrimStart('\n');
        foreach (string part in parts.Skip(1))
        {
            int end = part.IndexOf('\n', StringComparison.Ordinal);
            _sections.Add((end < 0 ? part : part[..end], end < 0 ? "" : part[(end + 1)..]));
        }

        // Every section but the last lost its line end to the split.
        for (int i = 0; i < _sections.Count - 1; i++)
            _sections[i] = (_sections[i].Title, _sections[i].Body.Length == 0 ? "" : _sections[i].Body + "\n");
    }

    public static EditCase Read(string path) => new(File.ReadAllText(path));

    public string? Expected => _sections.LastOrDefault(section => section.Title is "output" or "refusal") is { Title: not null } last ? $"=== {last.Title}\n{last.Body}" : null;

    /// <summary>The operation's result as the last section of a case file shows it.</summary>
    public string Run(out SourceText before, out SourceText? after)
    {
        (string title, string body) = _sections.First(section => section.Title.StartsWith("input", StringComparison.Ordinal));
        if (title.Contains("unended", StringComparison.Ordinal))
            body = body.TrimEnd('\n');
        if (title.Contains("crlf", StringComparison.Ordinal))
            body = body.ReplaceLineEndings("\r\n");
        YamlTree tree = YamlTree.Parse(body);
        before = tree.Text;

        string[] lines = _sections.First(section => section.Title == "operation").Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines[0].Contains("-document", StringComparison.Ordinal))
        {
            after = tree.Text.WithChanges(FileOperation(tree, new CaseLine(lines[0])));
            return "=== output\n" + Show(after.Text);
        }

        YamlDocument document = tree.Documents.First(candidate => candidate.Number == (title.Contains("second", StringComparison.Ordinal) ? 1 : 0));
        YamlEditor editor = YamlEditor.Of(document);
        foreach (string line in lines)
            editor = Apply(editor, new CaseLine(line));
        after = editor.Refusal is null ? editor.NewText : null;
        return editor.Refusal is { } refusal ? $"=== refusal\n{refusal}\n" : "=== output\n" + Show(editor.NewText.Text);
    }

    /// <summary>The file with another last section.</summary>
    public string With(string result) =>
        _head + (_head.Length > 0 ? "\n" : "") + string.Concat(_sections.Where(section => section.Title is not ("output" or "refusal")).Select(section => $"=== {section.Title}\n{section.Body}")) + result;

    // Line ends and blanks that an eye cannot see become visible: CR as ␍, a missing final line end as ⌁.
    private static string Show(string text)
    {
        string shown = text.Replace("\r\n", "␍\n", StringComparison.Ordinal);
        return shown.EndsWith('\n') || shown.Length == 0 ? shown : shown + "⌁\n";
    }

    private static System.Collections.Immutable.ImmutableArray<TextChange> FileOperation(YamlTree tree, CaseLine line) => line.Word() switch
    {
        "add-document" => YamlDocumentEdits.Add(tree, line.Number(), line.Value()),
        "add-document-behind" => YamlDocumentEdits.AddBehind(tree.Documents[line.Number()], line.Value()),
        "copy-document" => YamlDocumentEdits.Copy(tree, line.Number(), line.Number()),
        "remove-document" => YamlDocumentEdits.Remove(tree, line.Number()),
        var other => throw new FormatException($"'{other}' is no operation."),
    };

    private static YamlEditor Apply(YamlEditor editor, CaseLine line) => line.Word() switch
    {
        "set-scalar" => editor.SetScalar(line.Path(), (YamlScalarValue)line.Value()),
        "set" => editor.Set(line.Path(), line.Value()),
        "set-flow" => editor.Set(line.Path(), ((YamlSequenceValue)line.Value()).AsFlow()),
        "set-comment-above" => editor.Set(line.Path(), Commented(line, YamlCommentPlacement.Above)),
        "set-comment-behind" => editor.Set(line.Path(), Commented(line, YamlCommentPlacement.Behind)),
        "insert" => editor.InsertEntry(line.Path(), line.Word(), position: line.Position(), value: line.Value()),
        "remove" => editor.RemoveEntry(line.Path()),
        "remove-duplicates" => editor.RemoveDuplicates(line.Path()),
        "remove-anchor" => editor.RemoveAnchor(line.Path()),
        "rename" => editor.RenameKey(line.Path(), line.Word()),
        "move" => editor.MoveEntry(line.Path(), line.Path(), line.Position()),
        "insert-item" => editor.InsertItem(line.Path(), line.Number(), line.Value()),
        "remove-item" => editor.RemoveItem(line.Path()),
        "move-item" => editor.MoveItem(line.Path(), line.Number(), line.Number()),
        var other => throw new FormatException($"'{other}' is no operation."),
    };

    private static YamlValue Commented(CaseLine line, YamlCommentPlacement placement)
    {
        string comment = line.Word().Replace("\\n", "\n", StringComparison.Ordinal);
        return line.Value().WithComment(comment, placement);
    }

    /// <summary>The words of an operation; blanks in single quotes do not part words, what remains at the end is the value.</summary>
    private sealed class CaseLine(string text)
    {
        private string _rest = text;

        public string Word()
        {
            int end = 0;
            for (bool isQuoted = false; end < _rest.Length && (isQuoted || _rest[end] != ' '); end++)
                isQuoted ^= _rest[end] == '\'';
            string word = _rest[..end];
            _rest = _rest[end..].TrimStart(' ');
            return word.StartsWith('\'') ? word.Trim('\'') : word;
        }

        public int Number() => int.Parse(Word(), CultureInfo.InvariantCulture);

        public YamlPath Path() => Word() is var word && word == "." ? YamlPath.Root : YamlPath.Parse(word);

        public YamlValue Value() => YamlValue.From(YamlTree.Parse(_rest).Documents[0]);

        public EntryPosition Position()
        {
            string[] parts = Word().Split(':', 2);
            return parts[0] switch
            {
                "first" => EntryPosition.First,
                "last" => EntryPosition.Last,
                "before" => EntryPosition.Before(parts[1]),
                "after" => EntryPosition.After(parts[1]),
                "order" => EntryPosition.InOrder([.. parts[1].Split(',')]),
                var other => throw new FormatException($"'{other}' is no position."),
            };
        }
    }
}
