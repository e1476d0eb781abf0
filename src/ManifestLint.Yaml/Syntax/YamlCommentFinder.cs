using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// Finds the comments of a document in the gaps between its scalars and gives each to the node that it describes: a comment behind
/// something on its line to the innermost entry or item there; a comment of its own line to the entry or item that follows, unless it is
/// indented deeper than that one, then to the last one before that is not indented deeper than the comment.
/// </summary>
internal static class YamlCommentFinder
{
    public static YamlComment[] Find(YamlDocument document)
    {
        if (!document.Errors.IsEmpty)
            return [];

        string text = document.Source.Text;
        TextSpan area = document.Span;
        if (text.AsSpan(area.Start, area.Length).IndexOf('#') < 0)
            return [];

        var spans = new List<TextSpan>();
        int position = area.Start;
        if (document.Root is not null)
        {
            foreach (YamlNode leaf in document.Root.DescendantsAndSelf())
            {
                if (leaf is not (YamlScalar or YamlAlias))
                    continue;

                // An empty value that follows its key's comments stands before them; it must not take the position back.
                AddFromGap(text, position, Math.Max(position, leaf.Span.Start), spans);
                AddInsideLeaf(text, leaf, spans);
                position = Math.Max(position, leaf.Span.End);
            }
        }

        AddFromGap(text, position, area.End, spans);
        return [.. new YamlCommentOwners(document).Assign(spans)];
    }

    // Between scalars only blanks, line ends, indicators, anchors, tags, directives and comments can stand.
    private static void AddFromGap(string text, int start, int end, List<TextSpan> spans)
    {
        int position = start;
        while (position < end)
        {
            char c = text[position];
            if (c == '#')
            {
                int length = text.AsSpan(position, end - position).IndexOfAny('\n', '\r');
                int commentEnd = length < 0 ? end : position + length;
                spans.Add(new TextSpan(position, commentEnd));
                position = commentEnd;
            }
            else if (c is '&' or '!' or '%')
            {
                // '#' is part of an anchor, tag or directive as long as no blank stands before it.
                while (position < end && !char.IsWhiteSpace(text[position]))
                    position++;
            }
            else
            {
                position++;
            }
        }
    }

    private static void AddInsideLeaf(string text, YamlNode leaf, List<TextSpan> spans)
    {
        if (leaf.ContentSpan.Start > leaf.Span.Start)
            AddFromGap(text, leaf.Span.Start, leaf.ContentSpan.Start, spans);

        if (leaf is not YamlScalar { Style: YamlScalarStyle.Literal or YamlScalarStyle.Folded })
            return;

        int header = leaf.ContentSpan.Start;
        int headerLength = text.AsSpan(header, leaf.Span.End - header).IndexOfAny('\n', '\r');
        AddFromGap(text, header, headerLength < 0 ? leaf.Span.End : header + headerLength, spans);
    }
}

/// <summary>Decides for the comments of one document which node they describe.</summary>
internal sealed class YamlCommentOwners
{
    private readonly YamlDocument _document;
    private readonly SourceText _source;
    private readonly List<YamlNode> _elements = [];

    public YamlCommentOwners(YamlDocument document)
    {
        _document = document;
        _source = document.Source;
        foreach (YamlNode node in document.DescendantsAndSelf())
        {
            if (node is YamlEntry || node.Parent is YamlSequence)
                _elements.Add(node);
        }
    }

    public IEnumerable<YamlComment> Assign(List<TextSpan> spans)
    {
        // Elements and comments are both in the order of the text: one pass over both.
        int next = 0;
        foreach (TextSpan span in spans)
        {
            while (next < _elements.Count && ElementStart(_elements[next]) < span.Start)
                next++;
            yield return Assign(span, next);
        }
    }

    private YamlComment Assign(TextSpan span, int next)
    {
        int lineStart = _source.GetLineStart(_source.GetLine(span.Start));
        bool ownLine = _source.Text.AsSpan(lineStart, span.Start - lineStart).IsWhiteSpace();
        if (!ownLine)
            return new YamlComment(span, YamlCommentPlacement.Behind, OwnerOnLine(span.Start, lineStart, next));

        YamlNode? following = next < _elements.Count ? _elements[next] : null;
        int column = span.Start - lineStart;
        if (following is not null && (column <= Column(following) || next == 0 || IsInFlow(following)))
            return new YamlComment(span, YamlCommentPlacement.Above, AroundFlowsOutside(following, span.Start));

        for (int i = next - 1; i >= 0; i--)
        {
            if (Column(_elements[i]) <= column && !IsInFlow(_elements[i]))
                return new YamlComment(span, YamlCommentPlacement.Below, _elements[i]);
        }

        return following is null && next == 0
            ? new YamlComment(span, YamlCommentPlacement.Above, _document)
            : new YamlComment(span, following is null ? YamlCommentPlacement.Below : YamlCommentPlacement.Above, following ?? _document);
    }

    // The innermost element that begins or ends on the line of the comment; the last one before it wins.
    private YamlNode OwnerOnLine(int comment, int lineStart, int next)
    {
        for (int i = next - 1; i >= 0; i--)
        {
            YamlNode element = _elements[i];
            if (ElementStart(element) >= lineStart || element.Span.End >= lineStart)
                return AroundFlowsOutside(element, comment);
        }

        return _document;
    }

    // Outside of the brackets of a flow collection a comment describes what holds the collection, not its first or last element.
    private static YamlNode AroundFlowsOutside(YamlNode element, int comment)
    {
        YamlNode owner = element;
        for (YamlNode node = element; node.Parent is { } parent and not YamlDocument; node = parent)
        {
            bool isFlow = parent is YamlMapping { Style: not YamlContainerStyle.Block } or YamlSequence { Style: not YamlContainerStyle.Block };
            if (isFlow && !parent.Span.Contains(comment))
                owner = parent.Parent is YamlEntry or YamlDocument ? parent.Parent : parent;
        }

        return owner;
    }

    private int Column(YamlNode element)
    {
        int start = ElementStart(element);
        return start - _source.GetLineStart(_source.GetLine(start));
    }

    private static bool IsInFlow(YamlNode element) =>
        element.Parent is YamlMapping { Style: not YamlContainerStyle.Block } or YamlSequence { Style: not YamlContainerStyle.Block };

    // An item of a block sequence begins at its dash.
    private int ElementStart(YamlNode element)
    {
        if (element.Parent is not YamlSequence { Style: YamlContainerStyle.Block })
            return element.Span.Start;

        string text = _source.Text;
        int position = element.Span.Start;
        int lineStart = _source.GetLineStart(_source.GetLine(position));
        for (int i = position - 1; i >= lineStart; i--)
        {
            if (text[i] == '-')
                return i;
            if (text[i] is not (' ' or '\t'))
                break;
        }

        return YamlLayout.FindDash((YamlSequence)element.Parent, element);
    }
}
