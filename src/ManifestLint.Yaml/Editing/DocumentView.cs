using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Editing;

/// <summary>A document that is the whole of its text, seen as lines, columns and comments.</summary>
/// <param name="document">The document.</param>
/// <param name="linesBefore">Lines of the file before it.</param>
/// <param name="fileNewLine">The line end of the file, for a document that has none.</param>
internal sealed class DocumentView(YamlDocument document, int linesBefore, string fileNewLine)
{
    public YamlDocument Document => document;

    public string Text { get; } = document.Source.Text;

    /// <summary>Offset of the first character of the line.</summary>
    public int LineStart(int offset) => document.Source.GetLineStart(document.Source.GetLine(offset));

    /// <summary>Offset behind the last character of the line, before its line end.</summary>
    public int LineEnd(int offset)
    {
        int length = Text.AsSpan(offset).IndexOfAny('\n', '\r');
        return length < 0 ? Text.Length : offset + length;
    }

    /// <summary>Offset of the first character of the next line; the end of the text on the last one.</summary>
    public int NextLine(int offset)
    {
        int end = LineEnd(offset);
        if (end < Text.Length && Text[end] == '\r')
            end++;
        if (end < Text.Length && Text[end] == '\n')
            end++;
        return end;
    }

    /// <summary>Line number in the file, from 1.</summary>
    public int LineNumber(int offset) => linesBefore + document.Source.GetLine(offset) + 1;

    /// <summary>Characters before the offset on its line.</summary>
    public int Column(int offset) => offset - LineStart(offset);

    /// <summary>Whether the offsets are on one line.</summary>
    public bool OnOneLine(int first, int second) => document.Source.GetLine(first) == document.Source.GetLine(second);

    /// <summary>Whether only blanks stand before the offset on its line.</summary>
    public bool IsFirstOnLine(int offset) => Text.AsSpan(LineStart(offset), Column(offset)).IsWhiteSpace();

    /// <summary>Whether only blanks stand behind the offset on its line.</summary>
    public bool IsLastOnLine(int offset) => Text.AsSpan(offset, LineEnd(offset) - offset).IsWhiteSpace();

    /// <summary>The blanks at the start of the line.</summary>
    public string Indentation(int offset)
    {
        int start = LineStart(offset);
        int end = start;
        while (end < Text.Length && Text[end] is ' ' or '\t')
            end++;
        return Text[start..end];
    }

    /// <summary>The line end used around the offset.</summary>
    public string NewLineAt(int offset)
    {
        int end = LineEnd(offset);
        if (end >= Text.Length)
        {
            int start = LineStart(offset);
            if (start == 0)
                return fileNewLine;
            end = start >= 2 && Text[start - 2] == '\r' && Text[start - 1] == '\n' ? start - 2 : start - 1;
        }

        return Text[end] == '\n' ? "\n" : end + 1 < Text.Length && Text[end + 1] == '\n' ? "\r\n" : "\r";
    }

    /// <summary>Offset where an entry or item begins: an item of a block sequence at its dash.</summary>
    public static int ElementStart(YamlNode element) =>
        element.Parent is YamlSequence { Style: YamlContainerStyle.Block } sequence && YamlLayout.FindDash(sequence, element) is var dash and >= 0
            ? dash
            : element.Span.Start;

    /// <summary>From the start of an entry or item (its dash) to the end of its content.</summary>
    public static TextSpan ElementSpan(YamlNode element)
    {
        int start = ElementStart(element);
        return new TextSpan(start, Math.Max(element.Span.End, start + (start < element.Span.Start ? 1 : 0)));
    }

    /// <summary>The comments whose owner is the node or lies in it.</summary>
    public IEnumerable<YamlComment> CommentsOf(YamlNode node) => document.Comments.Where(comment => IsWithin(comment.Owner, node));

    /// <summary>The comments whose owner lies in the node without being it.</summary>
    public IEnumerable<YamlComment> CommentsInside(YamlNode node) => document.Comments.Where(comment => comment.Owner != node && IsWithin(comment.Owner, node));

    /// <summary>Whether the node is <paramref name="ancestor"/> or lies below it.</summary>
    public static bool IsWithin(YamlNode node, YamlNode ancestor)
    {
        for (YamlNode? current = node; current is not null; current = current.Parent)
        {
            if (current == ancestor)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Where the comments directly above an element begin, no blank line between; the start of its line when there are none. Those at the top of a
    /// document speak of the document.
    /// </summary>
    public int BlockStart(YamlNode element)
    {
        int start = LineStart(ElementStart(element));
        if (element.Parent is { Parent: YamlDocument } root && root.Children[0] == element)
            return start;

        foreach (YamlComment comment in document.Comments.Where(comment => comment.Owner == element && comment.Placement == YamlCommentPlacement.Above).Reverse())
        {
            if (NextLine(comment.Span.End) != start)
                break;
            start = LineStart(comment.Span.Start);
        }

        return start;
    }

    /// <summary>
    /// Offset of the end of the line behind which something new can follow an element: comments below it that are indented deeper are still its own.
    /// </summary>
    public int BlockEnd(YamlNode element)
    {
        TextSpan span = ElementSpan(element);
        int column = Column(span.Start);
        int end = LineEnd(span.End);
        foreach (YamlComment comment in CommentsOf(element))
        {
            if (comment.Span.Start < end)
                continue;
            if (Column(comment.Span.Start) <= column)
                break;
            end = comment.Span.End;
        }

        return end;
    }
}
