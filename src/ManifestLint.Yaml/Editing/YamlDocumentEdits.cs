using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Editing;

/// <summary>Changes of a file that add or remove whole documents. Indexes count as <see cref="YamlTree.Documents"/> does: empty documents too.</summary>
public static class YamlDocumentEdits
{
    /// <summary>Adds a document, written in the style of the file; as JSON in a file of JSON objects.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="index">The index that the document takes, at most the number of documents.</param>
    /// <param name="value">Its root.</param>
    public static ImmutableArray<TextChange> Add(YamlTree tree, int index, YamlValue value)
    {
        YamlDocument? sample = tree.Documents.FirstOrDefault(document => document.Root is not null);
        DocumentView view = Alone(tree.Text, sample);
        WritingStyle style = WritingStyle.Near(view, view.Document.Root);
        if (IsJson(tree) && sample?.Root is YamlMapping { Style: YamlContainerStyle.Flow })
        {
            FlowStyle flow = FlowStyle.Of(view, view.Document.Root!) with { Indentation = "" };
            return Add(tree, index, new FlowWriter(flow, '"').Value(value, YamlScalarStyle.Plain));
        }

        ValueText text = new BlockWriter(style).ItemValue(value, 0, YamlScalarStyle.Plain);
        return Add(tree, index, text.First + text.Rest);
    }

    /// <summary>Adds a document as text.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="index">The index that the document takes, at most the number of documents.</param>
    /// <param name="text">The document, with or without a <c>---</c> line of its own; it gets the file's line ends.</param>
    public static ImmutableArray<TextChange> Add(YamlTree tree, int index, string text)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, tree.Documents.Length);

        string file = tree.Text.Text;
        string newLine = NewLineOf(file);
        string body = text.ReplaceLineEndings(newLine);
        if (!body.EndsWith(newLine, StringComparison.Ordinal))
            body += newLine;
        if (string.IsNullOrWhiteSpace(file))
            return [TextChange.Insertion(file.Length, body)];

        bool isLast = index == tree.Documents.Length;
        int place = isLast ? file.Length : tree.Documents[index].Span.Start;
        string lineEnd = place > 0 && file[place - 1] is not ('\n' or '\r') ? newLine : "";
        bool joinsJson = IsJson(tree) && body[0] == '{';
        string before = place == 0 && !HasMarker(file, place) || HasMarker(body, 0) || joinsJson ? "" : "---" + newLine;
        string after = isLast || HasMarker(file, place) || joinsJson ? "" : "---" + newLine;
        return [TextChange.Insertion(place, lineEnd + before + body + after)];
    }

    /// <summary>
    /// Adds a document directly behind another one, in block form and in that one's style, with its line ends. No changes when that cannot be done safely: the
    /// document cannot be read, or the file is JSON, which knows no second document.
    /// </summary>
    /// <param name="document">The document in front of the new one.</param>
    /// <param name="value">The root of the new one.</param>
    public static ImmutableArray<TextChange> AddBehind(YamlDocument document, YamlValue value)
    {
        if (!document.Errors.IsEmpty || document.Root is null || document.Source.Text.AsSpan().TrimStart() is ['{' or '[', ..])
            return [];

        DocumentView view = Alone(document.Source, document);
        WritingStyle style = WritingStyle.Near(view, view.Document.Root);
        ValueText text = new BlockWriter(style).ItemValue(value, 0, YamlScalarStyle.Plain);
        string lineEnd = view.Text[^1] is '\n' or '\r' ? "" : style.NewLine;
        var addition = TextChange.Insertion(view.Text.Length, $"{lineEnd}---{style.NewLine}{text.First}{text.Rest}{style.NewLine}");
        ImmutableArray<TextChange> changes = UnendedBlock.KeepMeaning(view, [addition]);
        return KeepsMeaning(view, changes, value) ? [.. changes.Select(change => change with { Span = change.Span.MoveBy(document.Span.Start) })] : [];
    }

    /// <summary>Adds a copy of a document, with its comments.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="index">The document to be copied.</param>
    /// <param name="to">The index that the copy takes, at most the number of documents.</param>
    public static ImmutableArray<TextChange> Copy(YamlTree tree, int index, int to)
    {
        ThrowIfNoDocument(tree, index);
        string text = tree.Text.ToString(tree.Documents[index].Span);
        int marker = BareMarkerLength(text);
        return Add(tree, to, IsJson(tree) ? text.TrimEnd() : text[marker..]);
    }

    /// <summary>
    /// The text of an item as a document of its own: with its comments, in its own style, without <c>---</c>. Null when the item cannot stand alone: it is no
    /// item of a sequence, or an anchor or alias ties it to other nodes.
    /// </summary>
    public static string? Detach(YamlNode item)
    {
        DocumentView view = Alone(item.Document.Source, item.Document);
        if (DetachedItem.Write(view, YamlPath.Of(item)) is not { } text)
            return null;
        return YamlTree.Parse(text).Documents is [{ Errors.IsEmpty: true } alone] && YamlValue.From(alone).Equals(YamlValue.From(item)) ? text : null;
    }

    /// <summary>Removes a document with its comments and its <c>---</c> line.</summary>
    public static ImmutableArray<TextChange> Remove(YamlTree tree, int index)
    {
        ThrowIfNoDocument(tree, index);
        string file = tree.Text.Text;
        TextSpan span = tree.Documents[index].Span;

        // The document that becomes the first one needs a '---' line only when the removed one had it.
        bool becomesFirst = index == 0 && tree.Documents.Length > 1 && !HasMarker(file, span.Start);
        int end = becomesFirst ? span.End + BareMarkerLength(file[span.End..tree.Documents[1].Span.End]) : span.End;
        return span.IsEmpty && end == span.End ? [] : [TextChange.Deletion(new TextSpan(span.Start, end))];
    }

    private static void ThrowIfNoDocument(YamlTree tree, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, tree.Documents.Length);
    }

    private static DocumentView Alone(SourceText file, YamlDocument? document)
    {
        var text = SourceText.From(document is null ? "" : file.ToString(document.Span));
        return new DocumentView(new YamlDocumentParser(text, new StringPool()).Parse(0, new TextSpan(0, text.Length)), 0, NewLineOf(file.Text));
    }

    private static bool KeepsMeaning(DocumentView before, ImmutableArray<TextChange> changes, YamlValue added) =>
        YamlTree.Parse(TextChangeList.Apply(before.Text, changes)).Documents is [{ Errors.IsEmpty: true } kept, { Errors.IsEmpty: true } next]
        && YamlValue.From(kept).Equals(YamlValue.From(before.Document))
        && YamlValue.From(next).Equals(added)
        && kept.Comments.Length == before.Document.Comments.Length;

    private static bool IsJson(YamlTree tree) => tree.Text.Text.AsSpan().TrimStart() is ['{', ..] && !tree.Documents.Any(document => HasMarker(tree.Text.Text, document.Span.Start));

    private static bool HasMarker(string text, int offset) =>
        text.AsSpan(offset).StartsWith("---") && (offset + 3 == text.Length || text[offset + 3] is ' ' or '\t' or '\n' or '\r');

    // A '---' line without comment or content, its line end included; 0 when the text does not begin with one.
    private static int BareMarkerLength(string text)
    {
        if (!HasMarker(text, 0))
            return 0;
        int end = text.AsSpan().IndexOfAny('\n', '\r');
        end = end < 0 ? text.Length : end;
        if (!text.AsSpan(3, end - 3).IsWhiteSpace())
            return 0;
        if (end < text.Length && text[end] == '\r')
            end++;
        return end < text.Length && text[end] == '\n' ? end + 1 : end;
    }

    private static string NewLineOf(string text)
    {
        int end = text.AsSpan().IndexOfAny('\n', '\r');
        return end < 0 || text[end] == '\n' ? "\n" : end + 1 < text.Length && text[end + 1] == '\n' ? "\r\n" : "\r";
    }
}
