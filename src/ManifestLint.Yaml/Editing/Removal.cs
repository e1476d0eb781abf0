using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Editing;

/// <summary>Takes elements away: with their comments, with lines that nothing else stands on, and with commas.</summary>
internal sealed class Removal(DocumentView view, ChangeSet changes)
{
    /// <summary>Removes some, not all, of the elements of a collection.</summary>
    public void RemoveElements(YamlNode collection, IReadOnlyCollection<YamlNode> elements)
    {
        bool isBlock = collection is YamlMapping { Style: YamlContainerStyle.Block } or YamlSequence { Style: YamlContainerStyle.Block };
        foreach (YamlNode element in elements)
        {
            if (!isBlock)
                RemoveFromFlow([.. collection.Children], element);
            else if (view.IsFirstOnLine(DocumentView.ElementStart(element)))
                RemovePieces([DocumentView.ElementSpan(element), .. view.CommentsOf(element).Select(comment => comment.Span)]);
            else
                RemoveFromSharedLine(element);
        }
    }

    /// <summary>Deletes the pieces; a line on which nothing remains goes too, and no blanks remain at the end of a line.</summary>
    public void RemovePieces(IEnumerable<TextSpan> pieces)
    {
        var lines = new List<TextSpan>();
        foreach (TextSpan piece in JoinOnLine(pieces))
        {
            bool isLastOnLine = view.IsLastOnLine(piece.End);
            if (view.IsFirstOnLine(piece.Start) && isLastOnLine)
                AddLines(lines, new TextSpan(view.LineStart(piece.Start), view.NextLine(piece.End)));
            else if (isLastOnLine)
                changes.Delete(new TextSpan(SkipBlanksBack(piece.Start), view.LineEnd(piece.End)));
            else
                changes.Delete(new TextSpan(piece.Start, view.Text[piece.End - 1] == ',' ? SkipBlanksToText(piece.End) : piece.End));
        }

        foreach (TextSpan span in lines)
            changes.Delete(WithBlankLines(span));
    }

    // "- a: 1" with more entries below: what follows takes the place of the first entry, so that the dash keeps its line.
    private void RemoveFromSharedLine(YamlNode element)
    {
        int start = DocumentView.ElementStart(element);
        int end = DocumentView.ElementSpan(element).End;
        TextSpan[] comments = [.. view.CommentsOf(element).Select(comment => comment.Span)];
        while (true)
        {
            while (end < view.Text.Length && char.IsWhiteSpace(view.Text[end]))
                end++;
            TextSpan own = Array.Find(comments, comment => comment.Start == end);
            if (own.IsEmpty)
                break;
            end = own.End;
        }

        changes.Delete(new TextSpan(start, end));
    }

    private void RemoveFromFlow(YamlNode[] siblings, YamlNode element)
    {
        int index = Array.IndexOf(siblings, element);
        bool isLast = index == siblings.Length - 1;
        int behind = FindComma(element.Span.End, isLast ? element.Parent!.Span.End - 1 : siblings[index + 1].Span.Start);
        int before = index == 0 ? -1 : FindComma(siblings[index - 1].Span.End, element.Span.Start);
        List<TextSpan> pieces = [element.Span, .. view.CommentsOf(element).Select(comment => comment.Span)];
        if (behind >= 0)
            pieces.Add(new TextSpan(behind, behind + 1));
        else if (before >= 0)
            pieces.Add(new TextSpan(before, before + 1));
        RemovePieces(pieces);
    }

    /// <summary>The comma in a gap between elements, or -1.</summary>
    public int FindComma(int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (view.Text[i] == ',')
                return i;
            if (view.Text[i] == '#')
                i = view.LineEnd(i);
        }

        return -1;
    }

    private IEnumerable<TextSpan> JoinOnLine(IEnumerable<TextSpan> pieces)
    {
        TextSpan? open = null;
        foreach (TextSpan piece in pieces.Order())
        {
            if (open is { } span && (piece.Start <= span.End || IsBlank(span.End, piece.Start)))
            {
                open = new TextSpan(span.Start, Math.Max(span.End, piece.End));
                continue;
            }

            if (open is { } done)
                yield return done;
            open = piece;
        }

        if (open is { } last)
            yield return last;
    }

    private static void AddLines(List<TextSpan> lines, TextSpan span)
    {
        if (lines.Count > 0 && lines[^1].End == span.Start)
            lines[^1] = new TextSpan(lines[^1].Start, span.End);
        else
            lines.Add(span);
    }

    // Where blank lines stood above and below, one side is enough. Behind a block scalar that keeps its line ends they would become its text.
    private TextSpan WithBlankLines(TextSpan lines)
    {
        bool blankAbove = lines.Start == 0 || view.IsFirstOnLine(view.LineEnd(view.LineStart(lines.Start - 1))) || IsBehindKeptLines(lines.Start);
        int end = lines.End;
        while (blankAbove && end < view.Text.Length && view.IsFirstOnLine(view.LineEnd(end)))
            end = view.NextLine(end);

        int start = lines.Start;
        while (end == view.Text.Length && start > 0 && view.LineStart(start - 1) is var above && view.IsFirstOnLine(view.LineEnd(above)) && !IsBehindKeptLines(start))
            start = above;
        return new TextSpan(start, end);
    }

    private bool IsBehindKeptLines(int offset)
    {
        YamlNode? before = view.Document.Root?.DescendantsAndSelf().LastOrDefault(node => node is YamlScalar or YamlAlias && node.Span.End <= offset && node.Span.Start < offset);
        return before is YamlScalar { Style: YamlScalarStyle.Literal or YamlScalarStyle.Folded } scalar
            && view.Text.AsSpan(scalar.ContentSpan.Start, Math.Min(3, scalar.ContentSpan.Length)).Contains('+');
    }

    private int SkipBlanksBack(int offset)
    {
        while (offset > 0 && view.Text[offset - 1] is ' ' or '\t')
            offset--;
        return offset;
    }

    private int SkipBlanksToText(int offset)
    {
        int end = offset;
        while (end < view.Text.Length && view.Text[end] is ' ' or '\t')
            end++;
        return end < view.Text.Length && view.Text[end] == '#' ? offset : end;
    }

    private bool IsBlank(int start, int end) => view.Text.AsSpan(start, end - start).IndexOfAnyExcept(' ', '\t') < 0;
}
