using System.Buffers;
using System.Collections.Immutable;
using ManifestLint.Yaml.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// Builds the nodes of one document from YamlDotNet's events. Scalar and flow marks are exact to the character; the end of a block collection
/// is not (it is the next token), so it is taken from the last child.
/// </summary>
/// <remarks>One instance may parse any number of documents of its text, one after the other.</remarks>
internal sealed class YamlDocumentParser(SourceText source)
{
    // What go-yaml's reader refuses (readerc.go): C0 and C1 controls but tab, line ends and NEL.
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c is not ('\t' or '\n' or '\r')).Concat(Enumerable.Range(0x7F, 0x21)).Where(c => c != 0x85).Select(c => (char)c), '\uFFFE', '\uFFFF']);

    private readonly string _text = source.Text;
    private readonly StringPool _pool = new();
    private readonly List<YamlNode> _nodes = [];
    private readonly List<int> _openFlows = [];
    private readonly YamlAnchors _anchors = new();
    private Parser _events = null!;
    private int _origin;
    private int _limit;
    private int _lastEnd;

    public YamlDocument Parse(int index, TextSpan span)
    {
        var document = new YamlDocument(source, index, span);
        if (span.Length > YamlLimits.DocumentLength)
        {
            document.Errors = [new YamlError(YamlErrorKind.Limit, TextSpan.At(span.Start), $"the document has {span.Length} characters, the limit is {YamlLimits.DocumentLength}")];
            return document;
        }

        int control = _text.AsSpan(span.Start, span.Length).IndexOfAny(ControlCharacters);
        if (control >= 0)
        {
            int offset = span.Start + control;
            document.Errors = [new YamlError(YamlErrorKind.Syntax, new TextSpan(offset, offset + 1), $"the control character U+{(int)_text[offset]:X4} is not allowed")];
            return document;
        }

        _origin = span.Start;
        _limit = span.End;
        _lastEnd = span.Start;
        _nodes.Clear();
        _openFlows.Clear();
        _anchors.Clear();
        try
        {
            document.Root = ParseRoot();
            if (document.Root is { } root)
                root.Parent = document;
            if (YamlTabs.FindRefused(document) is { } tab)
                throw new YamlReadException(tab, YamlErrorKind.Syntax, YamlErrorText.TabIndentation);
        }
        catch (YamlReadException exception)
        {
            document.Root = null;
            document.Errors = [new YamlError(exception.Kind, exception.Span, exception.Message)];
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException or ArgumentException or FormatException)
        {
            // YamlDotNet's scanner answers an unclosed flow collection with InvalidOperationException, some escapes with the others.
            document.Root = null;
            document.Errors = [new YamlErrorText(_text, span, _lastEnd, _openFlows).Describe(exception)];
        }

        return document;
    }

    private YamlNode? ParseRoot()
    {
        _events = new Parser(new Scanner(new SliceReader(_text, new TextSpan(_origin, _limit)), skipComments: true));
        Next<StreamStart>();
        if (Next() is not DocumentStart)
            return null;

        YamlNode root = ParseNode(Next(), 0);
        _anchors.CheckExpansion(root);
        Next<DocumentEnd>();
        if (Next() is DocumentStart { Start: var more })
        {
            throw new YamlReadException(
                new TextSpan(Offset(more), Math.Max(Offset(more), _origin + _text.AsSpan(_origin, _limit - _origin).TrimEnd().Length)),
                YamlErrorKind.Syntax,
                "kubectl ignores what follows '...': begin the next document with '---'");
        }

        return root is YamlScalar { Span.IsEmpty: true } ? null : root;
    }

    private ParsingEvent? Next() => _events.MoveNext() ? _events.Current : null;

    private void Next<T>()
        where T : ParsingEvent
    {
        if (Next() is not T)
            throw new InvalidOperationException($"YamlDotNet gave no {typeof(T).Name}.");
    }

    private YamlNode ParseNode(ParsingEvent? current, int depth)
    {
        switch (current)
        {
            case Scalar scalar:
                return ParseScalar(scalar);
            case AnchorAlias alias:
                int start = Offset(alias.Start);
                var node = new YamlAlias(start, Offset(alias.End), alias.Value.Value, _anchors.Resolve(alias.Value.Value, new TextSpan(start, Offset(alias.End)), depth));
                _lastEnd = node.End;
                return node;
            case SequenceStart sequence:
                CheckDepth(sequence, depth);
                return ParseSequence(sequence, depth);
            case MappingStart mapping:
                CheckDepth(mapping, depth);
                return ParseMapping(mapping, depth);
            default:
                throw new InvalidOperationException("YamlDotNet ended inside a node.");
        }
    }

    private YamlScalar ParseScalar(Scalar scalar)
    {
        int start = Offset(scalar.Start);
        int end = Offset(scalar.End);
        YamlScalarStyle style = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => YamlScalarStyle.SingleQuoted,
            ScalarStyle.DoubleQuoted => YamlScalarStyle.DoubleQuoted,
            ScalarStyle.Literal => YamlScalarStyle.Literal,
            ScalarStyle.Folded => YamlScalarStyle.Folded,
            _ => YamlScalarStyle.Plain,
        };
        YamlNodeProperties? properties = ReadProperties(scalar, start, end);
        int content = properties?.ContentStart ?? start;
        if (style is YamlScalarStyle.Literal or YamlScalarStyle.Folded)
            end = EndOfBlock(content, end);
        else if (style == YamlScalarStyle.Plain && scalar.Value.Length == 0)
            end = EndOfProperties(start, end);

        if (style == YamlScalarStyle.Plain && content < end && _text[content] is '%' or '@' or '`')
            throw new YamlReadException(new TextSpan(content, content + 1), YamlErrorKind.Syntax, YamlErrorText.ReservedStart(_text[content]));

        if (properties is not null && content > end)
            properties = properties with { ContentStart = end };

        var node = new YamlScalar(start, end, _pool.Intern(scalar.Value), style) { Properties = properties };
        _anchors.Define(node);
        _lastEnd = Math.Max(_lastEnd, end);
        return node;
    }

    private YamlSequence ParseSequence(SequenceStart begin, int depth)
    {
        int start = Offset(begin.Start);
        YamlNodeProperties? properties = ReadProperties(begin, start, _limit);
        bool isFlow = begin.Style == SequenceStyle.Flow;
        int content = properties?.ContentStart ?? start;
        if (isFlow)
            _openFlows.Add(content);

        _anchors.Open(begin.Anchor.IsEmpty ? null : begin.Anchor.Value);
        int first = _nodes.Count;
        int previousEnd = isFlow ? content + 1 : content;
        ParsingEvent? current;
        while ((current = Next()) is not SequenceEnd)
        {
            YamlNode item = ParseNode(current, depth + 1);
            if (item is YamlScalar { Properties: null } && item.Start == item.End && !isFlow)
                item.Start = item.End = YamlEmptyPlace.BehindDash(_text, previousEnd, _limit);
            previousEnd = item.End;
            _lastEnd = Math.Max(_lastEnd, previousEnd);
            _nodes.Add(item);
        }

        int end = isFlow ? CloseFlow(current) : previousEnd;
        var node = new YamlSequence(start, end, TakeNodes(first), isFlow ? YamlContainerStyle.Flow : YamlContainerStyle.Block) { Properties = properties };
        _anchors.Close(node);
        return node;
    }

    private YamlMapping ParseMapping(MappingStart begin, int depth)
    {
        int start = Offset(begin.Start);
        YamlNodeProperties? properties = ReadProperties(begin, start, _limit);
        int content = properties?.ContentStart ?? start;
        YamlContainerStyle style = begin.Style != MappingStyle.Flow ? YamlContainerStyle.Block
            : content < _limit && _text[content] == '{' ? YamlContainerStyle.Flow
            : YamlContainerStyle.FlowPair;
        if (style == YamlContainerStyle.Flow)
            _openFlows.Add(content);

        _anchors.Open(begin.Anchor.IsEmpty ? null : begin.Anchor.Value);
        int first = _nodes.Count;
        ParsingEvent? current;
        while ((current = Next()) is not MappingEnd)
        {
            YamlNode key = ParseNode(current, depth + 1);
            YamlNode value = ParseNode(Next(), depth + 1);
            if (value is YamlScalar { Properties: null } && value.Start == value.End)
                value.Start = value.End = YamlEmptyPlace.BehindColon(_text, key.End, _limit);

            int entryStart = YamlEmptyPlace.QuestionMarkBefore(_text, key.Start, _origin) ?? key.Start;
            int entryEnd = Math.Max(key.End, value.End);
            _lastEnd = Math.Max(_lastEnd, entryEnd);
            var entry = new YamlEntry(key, value, entryStart, entryEnd);
            if (entry.IsMerge && !CanMerge(value))
                throw new YamlReadException(value.Span, YamlErrorKind.Syntax, "'<<' takes a mapping or a list of mappings");
            _nodes.Add(entry);
        }

        var entries = new YamlEntry[_nodes.Count - first];
        for (int i = 0; i < entries.Length; i++)
            entries[i] = (YamlEntry)_nodes[first + i];
        _nodes.RemoveRange(first, entries.Length);

        int end = style == YamlContainerStyle.Flow ? CloseFlow(current) : entries.Length > 0 ? entries[^1].End : content;
        if (style == YamlContainerStyle.FlowPair && entries.Length > 0)
            start = entries[0].Start;
        if (style == YamlContainerStyle.Block && entries.Length > 0 && properties is null)
            start = entries[0].Start;

        var node = new YamlMapping(start, end, entries, style) { Properties = properties };
        _anchors.Close(node);
        return node;
    }

    private static bool CanMerge(YamlNode value) => value.Dereference() switch
    {
        YamlMapping => true,
        YamlSequence sequence => sequence.Items.All(item => item.Dereference() is YamlMapping),
        _ => false,
    };

    private int CloseFlow(ParsingEvent? close)
    {
        _openFlows.RemoveAt(_openFlows.Count - 1);
        int end = Offset(close!.Start) + 1;
        _lastEnd = Math.Max(_lastEnd, end);
        return end;
    }

    private YamlNode[] TakeNodes(int first)
    {
        YamlNode[] nodes = [.. System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_nodes)[first..]];
        _nodes.RemoveRange(first, nodes.Length);
        return nodes;
    }

    private void CheckDepth(NodeEvent node, int depth)
    {
        if (depth >= YamlLimits.Depth)
            throw YamlReadException.Limit(TextSpan.At(Offset(node.Start)), "the nesting depth", YamlLimits.Depth + 1, YamlLimits.Depth);
    }

    private int Offset(Mark mark) => Math.Min(_limit, _origin + (int)mark.Index);

    private YamlNodeProperties? ReadProperties(NodeEvent node, int start, int end)
    {
        if (node.Anchor.IsEmpty && node.Tag.IsEmpty)
            return null;

        string? anchor = node.Anchor.IsEmpty ? null : _pool.Intern(node.Anchor.Value);
        string? tag = node.Tag.IsEmpty ? null : _pool.Intern(node.Tag.IsNonSpecific ? "!" : node.Tag.Value);
        return new YamlNodeProperties(anchor, tag, SkipProperties(start, end));
    }

    private int SkipProperties(int start, int end)
    {
        int position = start;
        while (position < end)
        {
            char c = _text[position];
            if (c is '&' or '!')
            {
                position = EndOfProperty(position, end);
            }
            else if (c == '#')
            {
                while (position < end && _text[position] is not ('\n' or '\r'))
                    position++;
            }
            else if (char.IsWhiteSpace(c))
            {
                position++;
            }
            else
            {
                break;
            }
        }

        return position;
    }

    private int EndOfProperty(int start, int end)
    {
        int position = start;
        while (position < end && !char.IsWhiteSpace(_text[position]) && (_openFlows.Count == 0 || _text[position] is not (',' or ']' or '}' or '{' or '[')))
            position++;
        return position;
    }

    // An empty scalar with an anchor or tag ends behind them; YamlDotNet's mark runs on to the next token.
    private int EndOfProperties(int start, int end)
    {
        int last = start;
        int position = start;
        while (position < end && _text[position] is '&' or '!')
        {
            last = EndOfProperty(position, end);
            position = last;
            while (position < end && _text[position] is ' ' or '\t')
                position++;
        }

        return last;
    }

    // Blank lines below a block scalar are no part of it, unless its header says keep (+).
    private int EndOfBlock(int start, int end)
    {
        ReadOnlySpan<char> block = _text.AsSpan(start, end - start);
        int headerEnd = block.IndexOfAny('\n', '\r');
        if (headerEnd < 0)
            return start + block.Length;

        ReadOnlySpan<char> indicators = block[..headerEnd];
        int comment = indicators.IndexOf('#');
        bool keeps = (comment < 0 ? indicators : indicators[..comment]).Contains('+');
        if (keeps)
            return start + TrimLineEnd(block).Length;

        while (block.Length > headerEnd)
        {
            int lastLine = block.LastIndexOfAny('\n', '\r') + 1;
            if (!block[lastLine..].IsWhiteSpace())
                break;
            block = TrimLineEnd(block[..lastLine]);
        }

        return start + Math.Max(block.Length, indicators.TrimEnd().Length);
    }

    private static ReadOnlySpan<char> TrimLineEnd(ReadOnlySpan<char> text)
    {
        if (text is [.., '\r', '\n'])
            return text[..^2];
        return text is [.., '\n' or '\r'] ? text[..^1] : text;
    }
}
