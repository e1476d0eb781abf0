using System.Text;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>Takes up the text of an entry or item with its comments, to be put down elsewhere at another column.</summary>
internal sealed class MovedElement
{
    private readonly DocumentView _view;
    private readonly YamlNode _element;
    private readonly bool _isBlock;
    private readonly string _newLine;

    public MovedElement(DocumentView view, YamlNode element)
    {
        _view = view;
        _element = element;
        _isBlock = element.Parent is YamlMapping { Style: YamlContainerStyle.Block } or YamlSequence { Style: YamlContainerStyle.Block };
        _newLine = view.NewLineAt(element.Span.Start);
    }

    public ElementText Text => new(Block, Flow);

    private ValueText? Block(int column)
    {
        if (!_isBlock)
            return IsPlainData() ? WriteBlock(column) : null;

        int start = DocumentView.ElementStart(_element);
        int end = DocumentView.ElementSpan(_element).End;
        int delta = column - _view.Column(start);
        string indentation = _newLine + new string(' ', column);
        var text = new StringBuilder();
        int position = end;
        bool endsInLiteral = EndsInLiteral();
        YamlComment[] comments = [.. _view.CommentsOf(_element)];
        foreach (YamlComment above in comments.Where(comment => comment.Span.Start < start))
            text.Append(above.Text).Append(indentation);
        AppendShifted(text, _view.Text[start..end], delta);
        foreach (YamlComment comment in comments.Where(comment => comment.Span.Start >= end))
        {
            endsInLiteral = false;
            if (_view.OnOneLine(position, comment.Span.Start))
                text.Append(_view.Text, position, comment.Span.Start - position);
            else
                text.Append(_newLine).Append(' ', Math.Max(0, _view.Column(comment.Span.Start) + delta));
            text.Append(comment.Text);
            position = comment.Span.End;
        }

        return ValueText.FromLines(text.ToString(), endsInLiteral);
    }

    private string? Flow(FlowStyle style)
    {
        if (_view.CommentsOf(_element).Any())
            return null;
        if (!_isBlock)
            return _element.ToString();
        if (!IsPlainData())
            return null;

        var writer = new FlowWriter(style, '"');
        return _element is YamlEntry entry
            ? writer.Entry(ScalarResolver.GetKey(entry.Key)!, YamlValue.From(entry), YamlScalarStyle.Plain, YamlScalarStyle.Plain)
            : writer.Value(YamlValue.From(_element), YamlScalarStyle.Plain);
    }

    // Whether data and text say the same, so that the text can be written anew in another form.
    private bool IsPlainData() =>
        !_view.CommentsOf(_element).Any()
        && _element.DescendantsAndSelf().All(node => node is { Anchor: null, Tag: null } and not YamlAlias and not YamlEntry { IsMerge: true });

    private ValueText WriteBlock(int column)
    {
        var writer = new BlockWriter(WritingStyle.Near(_view, _view.Document));
        return _element is YamlEntry entry
            ? writer.Entry(ScalarResolver.GetKey(entry.Key)!, YamlValue.From(entry), column, YamlScalarStyle.Plain, YamlScalarStyle.Plain)
            : writer.Item(YamlValue.From(_element), column, YamlScalarStyle.Plain);
    }

    private bool EndsInLiteral() =>
        _element.DescendantsAndSelf().Last() is YamlScalar { Style: YamlScalarStyle.Literal or YamlScalarStyle.Folded } last && last.Span.End == _element.Span.End;

    private static void AppendShifted(StringBuilder text, string lines, int delta)
    {
        int position = 0;
        while (position < lines.Length)
        {
            int end = lines.AsSpan(position).IndexOfAny('\n', '\r');
            int next = end < 0 ? lines.Length : position + end + 1;
            if (next < lines.Length && lines[next - 1] == '\r' && lines[next] == '\n')
                next++;
            text.Append(lines, position, next - position);
            position = next;
            if (position >= lines.Length || lines[position] is '\n' or '\r')
                continue;

            int blanks = lines.AsSpan(position).IndexOfAnyExcept(' ');
            blanks = blanks < 0 ? lines.Length - position : blanks;
            text.Append(' ', Math.Max(0, blanks + delta));
            position += blanks;
        }
    }
}
