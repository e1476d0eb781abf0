using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Editing;

/// <summary>The place of a value.</summary>
/// <param name="Value">What stands there.</param>
/// <param name="Indicator">Offset behind the <c>:</c>, <c>-</c> or <c>---</c> before the value; -1 when there is none.</param>
/// <param name="Column">Column of the key or dash; 0 for the root.</param>
/// <param name="IsFlow">Whether the place is inside a flow collection.</param>
internal sealed record ValueSlot(YamlNode Value, int Indicator, int Column, bool IsFlow)
{
    public static ValueSlot Of(DocumentView view, YamlNode value) => value.Parent switch
    {
        YamlEntry entry => new(
            value,
            YamlLayout.FindColon(entry) is var colon and >= 0 ? colon + 1 : -1,
            view.Column(entry.Span.Start),
            entry.Parent is not YamlMapping { Style: YamlContainerStyle.Block }),
        YamlSequence { Style: YamlContainerStyle.Block } sequence when YamlLayout.FindDash(sequence, value) is var dash =>
            new(value, dash + 1, view.Column(dash), IsFlow: false),
        YamlSequence => new(value, -1, 0, IsFlow: true),
        _ => new(value, view.Column(value.Span.Start) > 0 && view.Text.StartsWith("---", StringComparison.Ordinal) && view.OnOneLine(0, value.Span.Start) ? 3 : -1, 0, IsFlow: false),
    };

    public bool IsItem => Value.Parent is YamlSequence;

    public bool IsRoot => Value.Parent is YamlDocument;

    /// <summary>
    /// Whether a block collection here begins on a line of its own: below a key, a <c>---</c>, an anchor, which would else belong to the first key.
    /// </summary>
    public bool WantsOwnLine => IsRoot ? Indicator >= 0 || Value.Anchor is not null : !IsItem || Value.Anchor is not null;

    /// <summary>Column at which the content of an item of a block sequence stands.</summary>
    public int ItemColumn(DocumentView view, WritingStyle style) =>
        !Value.Span.IsEmpty && view.OnOneLine(Indicator, Value.Span.Start) ? view.Column(Value.Span.Start) : Column + style.DashWidth;
}

/// <summary>Writes a value in the place of another one. The comments inside the old value go; those of its entry or item stay.</summary>
internal sealed class ValueReplacement(DocumentView view, ValueSlot slot, WritingStyle style, ChangeSet changes)
{
    private readonly YamlNode _value = slot.Value;
    private readonly string _anchor = slot.Value.Anchor is { } anchor ? "&" + anchor : "";

    public void Replace(ValueText text)
    {
        if (slot.IsFlow)
            ReplaceInFlow(text.First);
        else if (_value.Span.IsEmpty)
            ReplaceEmpty(text);
        else if (_value is YamlMapping { Style: YamlContainerStyle.Block } or YamlSequence { Style: YamlContainerStyle.Block })
            ReplaceBlockCollection(text);
        else if (_value is YamlScalar { Style: YamlScalarStyle.Literal or YamlScalarStyle.Folded })
            ReplaceBlockScalar(text);
        else
            ReplaceInline(text);
    }

    private string BehindIndicator(string first) => first.Length > 0 ? new string(' ', slot.IsItem ? style.DashWidth - 1 : 1) + first : "";

    private string WithAnchor(string first) => _anchor.Length > 0 && first.Length > 0 ? $"{_anchor} {first}" : _anchor + first;

    private void ReplaceInFlow(string text)
    {
        if (!_value.Span.IsEmpty)
            changes.Replace(_value.Span, WithAnchor(text));
        else if (slot.Indicator >= 0)
            changes.Insert(slot.Indicator, " " + text);
        else
            changes.Insert(((YamlEntry)_value.Parent!).Key.Span.End, ": " + text);
    }

    private void ReplaceEmpty(ValueText text)
    {
        string first = BehindIndicator(text.First);
        if (slot.Indicator >= 0)
        {
            changes.Insert(slot.Indicator, first);
            InsertAtLineEnd(slot.Indicator, text);
            return;
        }

        // A key behind '?' without ':'.
        int end = view.LineEnd(_value.Parent!.Span.End);
        changes.Insert(end, style.NewLine + new string(' ', slot.Column) + ":" + first + text.Rest);
    }

    private void ReplaceInline(ValueText text)
    {
        bool isOnLine = slot.Indicator < 0 || view.OnOneLine(slot.Indicator, _value.Span.Start);
        if (text.First.Length > 0)
        {
            changes.Replace(_value.Span, WithAnchor(text.First));
            InsertAtLineEnd(_value.Span.End, text);
        }
        else if (isOnLine)
        {
            string blank = _anchor.Length > 0 && slot.Indicator >= 0 ? " " : "";
            changes.Replace(new TextSpan(slot.Indicator >= 0 ? slot.Indicator : _value.Span.Start, _value.Span.End), blank + _anchor);
            InsertAtLineEnd(_value.Span.End, text);
        }
        else
        {
            new Removal(view, changes).RemovePieces([_value.Span]);
            changes.Insert(slot.Indicator, _anchor.Length > 0 ? " " + _anchor : "");
            InsertAtLineEnd(slot.Indicator, text);
        }
    }

    private void ReplaceBlockScalar(ValueText text)
    {
        int header = _value.ContentSpan.Start;
        int headerEnd = header;
        while (headerEnd < view.Text.Length && !char.IsWhiteSpace(view.Text[headerEnd]))
            headerEnd++;

        if (text.First.Length > 0)
            changes.Replace(new TextSpan(_value.Span.Start, headerEnd), WithAnchor(text.First));
        else
            changes.Replace(new TextSpan(slot.Indicator, headerEnd), _anchor.Length > 0 ? " " + _anchor : "");

        int lineEnd = view.LineEnd(header);
        int end = Math.Max(lineEnd, _value.Span.End);
        changes.Replace(new TextSpan(lineEnd, end), RestAt(end, text));
    }

    private void ReplaceBlockCollection(ValueText text)
    {
        TextSpan content = _value.ContentSpan;
        IEnumerable<TextSpan> comments = view.CommentsInside(_value).Select(comment => comment.Span);
        var removal = new Removal(view, changes);
        if (slot.Indicator < 0 || view.OnOneLine(slot.Indicator, content.Start))
        {
            changes.Replace(_value.Span, WithAnchor(text.First) + RestAt(_value.Span.End, text));
            removal.RemovePieces(comments.Where(comment => !_value.Span.Contains(comment)));
            return;
        }

        int place = slot.Indicator;
        if ((_value.Anchor ?? _value.Tag) is not null)
        {
            place = EndOfProperties();
            changes.Replace(new TextSpan(_value.Span.Start, place), _anchor);
        }

        changes.Insert(place, BehindIndicator(text.First));
        InsertAtLineEnd(place, text);
        removal.RemovePieces([content, .. comments.Where(comment => !content.Contains(comment))]);
    }

    // Of the anchor and tag on the line of the first of them.
    private int EndOfProperties()
    {
        int end = _value.Span.Start;
        for (int position = end; position < view.Text.Length && view.Text[position] is '&' or '!';)
        {
            while (position < view.Text.Length && !char.IsWhiteSpace(view.Text[position]))
                position++;
            end = position;
            while (position < view.Text.Length && view.Text[position] is ' ')
                position++;
        }

        return end;
    }

    private void InsertAtLineEnd(int offset, ValueText text) => changes.Insert(view.LineEnd(offset), RestAt(view.LineEnd(offset), text));

    private string RestAt(int end, ValueText text) => text.EndsInLiteral && end == view.Text.Length ? text.Rest + style.NewLine : text.Rest;
}
