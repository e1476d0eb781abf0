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
internal sealed class YamlDocumentParser(SourceText source, StringPool pool)
{
    // What go-yaml's reader refuses (readerc.go): C0 and C1 controls but tab, line ends and NEL.
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c is not ('\t' or '\n' or '\r')).Concat(Enumerable.Range(0x7F, 0x21)).Where(c => c != 0x85).Select(c => (char)c), '\uFFFE', '\uFFFF']);

    // A document has few collections that need it; more are left to the error.
    private const int MaximumFlattenings = 32;

    private readonly string _text = source.Text;
    private readonly List<YamlTapeNode> _nodes = [];
    private readonly List<int> _openFlows = [];
    private readonly YamlAnchors _anchors = new();
    private Dictionary<int, YamlNodeDetails>? _details;
    private Parser _events = null!;
    private int _origin;
    private int _limit;
    private int _lastEnd;

    /// <summary>Parses documents that follow on each other.</summary>
    /// <param name="first">Number of the first one in its file.</param>
    /// <param name="spans">The documents.</param>
    /// <param name="documents">Takes the results.</param>
    public void Parse(int first, ReadOnlySpan<TextSpan> spans, Span<YamlDocument> documents)
    {
        // One scanner for all of them is quicker; when anything is odd, each is read alone, so that one error stays one document's.
        if (spans.Length > 1 && TryParseTogether(first, spans, documents))
            return;
        for (int i = 0; i < spans.Length; i++)
            documents[i] = Parse(first + i, spans[i]);
    }

    private bool TryParseTogether(int first, ReadOnlySpan<TextSpan> spans, Span<YamlDocument> documents)
    {
        var whole = new TextSpan(spans[0].Start, spans[^1].End);
        if (whole.Length > YamlLimits.DocumentLength || _text.AsSpan(whole.Start, whole.Length).ContainsAny(ControlCharacters))
            return false;

        try
        {
            _events = new Parser(new Scanner(new SliceReader(_text, whole), skipComments: true));
            Next<StreamStart>();
            for (int i = 0; i < spans.Length; i++)
            {
                if (Next() is not DocumentStart { Start.Index: var start } || !spans[i].Contains(whole.Start + (int)start))
                    return false;

                Reset(new TextSpan(whole.Start, spans[i].End));
                _lastEnd = spans[i].Start;
                var document = new YamlDocument(source, first + i, spans[i], pool) { Tape = ParseContent() };
                if (YamlTabs.FindRefused(document) is not null)
                    return false;
                documents[i] = document;
            }

            return Next() is StreamEnd;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
    }

    public YamlDocument Parse(int number, TextSpan span)
    {
        var document = new YamlDocument(source, number, span, pool);
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

        Read(document, flattened: null, MaximumFlattenings);
        return document;
    }

    // A flow collection that YamlDotNet refuses is tried again on one line.
    private void Read(YamlDocument document, string? flattened, int flatteningsLeft)
    {
        Reset(document.Span);
        try
        {
            document.Tape = ParseRoot(flattened);
            if (YamlTabs.FindRefused(document) is { } tab)
                throw new YamlReadException(tab, YamlErrorKind.Syntax, YamlErrorText.TabIndentation);
        }
        catch (YamlReadException exception)
        {
            document.Tape = null;
            document.Errors = [new YamlError(exception.Kind, exception.Span, exception.Message)];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            document.Tape = null;
            if (flatteningsLeft > 0 && Flatten(document.Span, flattened, exception) is { } retry)
            {
                Read(document, retry, flatteningsLeft - 1);
                return;
            }

            // YamlDotNet answers most mistakes with YamlException, and an unclosed flow collection or an odd escape with whatever broke inside.
            document.Errors = [new YamlErrorText(_text, document.Span, _lastEnd, _openFlows).Describe(exception)];
        }
    }

    private string? Flatten(TextSpan span, string? flattened, Exception exception)
    {
        if (exception is YamlException { Start.Index: var quote } && exception.Message.Contains("wrong indentation", StringComparison.Ordinal))
            return FlowFlattener.FlattenQuoted(flattened ?? _text.Substring(span.Start, span.Length), (int)quote);
        return _openFlows.Count > 0 ? FlowFlattener.Flatten(flattened ?? _text.Substring(span.Start, span.Length), _openFlows[0] - span.Start) : null;
    }

    private void Reset(TextSpan span)
    {
        _origin = span.Start;
        _limit = span.End;
        _lastEnd = span.Start;
        _nodes.Clear();
        _details = null;
        _openFlows.Clear();
        _anchors.Clear();
    }

    private YamlTape? ParseRoot(string? flattened)
    {
        SliceReader reader = flattened is null ? new(_text, new TextSpan(_origin, _limit)) : new(flattened, new TextSpan(0, flattened.Length));
        _events = new Parser(new Scanner(reader, skipComments: true));
        Next<StreamStart>();
        if (Next() is not DocumentStart)
            return null;

        YamlTape? tape = ParseContent();
        if (Next() is DocumentStart { Start: var more })
        {
            throw new YamlReadException(
                new TextSpan(Offset(more), Math.Max(Offset(more), _origin + _text.AsSpan(_origin, _limit - _origin).TrimEnd().Length)),
                YamlErrorKind.Syntax,
                "kubectl ignores what follows '...': begin the next document with '---'");
        }

        return tape;
    }

    // From behind the start of a document to its end.
    private YamlTape? ParseContent()
    {
        YamlNodeSize size = ParseNode(Next(), 0);
        _anchors.CheckExpansion(_nodes, size);
        Next<DocumentEnd>();
        bool isEmpty = _nodes is [{ Kind: YamlTapeKind.Scalar, HasDetails: false } root] && root.Start == root.End;
        return isEmpty ? null : new YamlTape([.. _nodes], _details);
    }

    private ParsingEvent? Next() => _events.MoveNext() ? _events.Current : null;

    private void Next<T>()
        where T : ParsingEvent
    {
        if (Next() is not T)
            throw new InvalidOperationException($"YamlDotNet gave no {typeof(T).Name}.");
    }

    private YamlNodeSize ParseNode(ParsingEvent? current, int depth)
    {
        switch (current)
        {
            case Scalar scalar:
                ParseScalar(scalar);
                return YamlNodeSize.Leaf;
            case AnchorAlias alias:
                return ParseAlias(alias, depth);
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

    private YamlNodeSize ParseAlias(AnchorAlias alias, int depth)
    {
        var span = new TextSpan(Offset(alias.Start), Offset(alias.End));
        YamlAnchor target = _anchors.Resolve(alias.Value.Value, span, depth);
        AddLeaf(span.Start, span.End, YamlTapeKind.Alias, default, new YamlNodeDetails(null, null, span.Start, null, target.Index));
        return target.Size;
    }

    private void ParseScalar(Scalar scalar)
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
        YamlNodeDetails? details = ReadProperties(scalar, start, end);
        int content = details?.ContentStart ?? start;
        if (style is YamlScalarStyle.Literal or YamlScalarStyle.Folded)
            end = EndOfBlock(content, end);
        else if (style == YamlScalarStyle.Plain && scalar.Value.Length == 0)
            end = EndOfProperties(start, end);

        if (style == YamlScalarStyle.Plain && content < end && _text[content] is '%' or '@' or '`')
            throw new YamlReadException(new TextSpan(content, content + 1), YamlErrorKind.Syntax, YamlErrorText.ReservedStart(_text[content]));

        if (details is not null && content > end)
            details = details with { ContentStart = end };
        if (!IsWrittenOut(scalar.Value, style, Math.Min(content, end), end))
            details = (details ?? new YamlNodeDetails(null, null, start, null, -1)) with { Value = ReadValue(scalar, style, Math.Min(content, end), end) };

        int index = AddLeaf(start, end, YamlTapeKind.Scalar, (byte)style, details);
        if (details?.Anchor is { } anchor)
            _anchors.Define(anchor, new YamlAnchor(index, YamlNodeSize.Leaf));
    }

    // On a flattened line YamlDotNet sees blanks where lines ended.
    private string ReadValue(Scalar scalar, YamlScalarStyle style, int content, int end) =>
        style == YamlScalarStyle.Plain && _openFlows.Count > 0 ? FlowFlattener.Fold(_text.AsSpan(content, end - content)) : FlowFlattener.Unflatten(scalar.Value);

    // Whether the value is the text itself: nothing is escaped or folded.
    private bool IsWrittenOut(string value, YamlScalarStyle style, int content, int end)
    {
        int quotes = style switch
        {
            YamlScalarStyle.Plain => 0,
            YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted => 1,
            _ => -1,
        };
        return quotes >= 0 && value.Length == end - content - (2 * quotes) && _text.AsSpan(content + quotes, value.Length).SequenceEqual(value);
    }

    private YamlNodeSize ParseSequence(SequenceStart begin, int depth)
    {
        int start = Offset(begin.Start);
        YamlNodeDetails? details = ReadProperties(begin, start, _limit);
        bool isFlow = begin.Style == SequenceStyle.Flow;
        int content = details?.ContentStart ?? start;
        int index = Open(content, details, isFlow);
        int previousEnd = isFlow ? content + 1 : content;
        YamlNodeSize size = YamlNodeSize.Leaf;
        ParsingEvent? current;
        while ((current = Next()) is not SequenceEnd)
        {
            int item = _nodes.Count;
            size = size.Around(ParseNode(current, depth + 1));
            if (!isFlow)
                PlaceEmpty(item, YamlEmptyPlace.BehindDash, previousEnd);
            previousEnd = _nodes[item].End;
            _lastEnd = Math.Max(_lastEnd, previousEnd);
        }

        int end = isFlow ? CloseFlow(current) : previousEnd;
        return Close(index, start, end, YamlTapeKind.Sequence, isFlow ? YamlContainerStyle.Flow : YamlContainerStyle.Block, details, size);
    }

    private YamlNodeSize ParseMapping(MappingStart begin, int depth)
    {
        int start = Offset(begin.Start);
        YamlNodeDetails? details = ReadProperties(begin, start, _limit);
        int content = details?.ContentStart ?? start;
        YamlContainerStyle style = begin.Style != MappingStyle.Flow ? YamlContainerStyle.Block
            : content < _limit && _text[content] == '{' ? YamlContainerStyle.Flow
            : YamlContainerStyle.FlowPair;
        int index = Open(content, details, style == YamlContainerStyle.Flow);
        int end = content;
        YamlNodeSize size = YamlNodeSize.Leaf;
        ParsingEvent? current;
        while ((current = Next()) is not MappingEnd)
        {
            int key = _nodes.Count;
            size = size.Around(ParseNode(current, depth + 1));
            int value = _nodes.Count;
            size = size.Around(ParseNode(Next(), depth + 1));
            PlaceEmpty(value, YamlEmptyPlace.BehindColon, _nodes[key].End);
            if (IsMerge(key) && !CanMerge(value))
                throw new YamlReadException(new TextSpan(_nodes[value].Start, _nodes[value].End), YamlErrorKind.Syntax, "'<<' takes a mapping or a list of mappings");
            end = Math.Max(_nodes[key].End, _nodes[value].End);
            _lastEnd = Math.Max(_lastEnd, end);
        }

        bool hasEntries = _nodes.Count > index + 1;
        if (style == YamlContainerStyle.Flow)
            end = CloseFlow(current);
        if (hasEntries && (style == YamlContainerStyle.FlowPair || (style == YamlContainerStyle.Block && details is null)))
            start = YamlEmptyPlace.QuestionMarkBefore(_text, _nodes[index + 1].Start, _origin) ?? _nodes[index + 1].Start;
        return Close(index, start, end, YamlTapeKind.Mapping, style, details, size);
    }

    private int AddLeaf(int start, int end, YamlTapeKind kind, byte style, YamlNodeDetails? details)
    {
        int index = _nodes.Count;
        if (details is not null)
            (_details ??= [])[index] = details;
        _nodes.Add(new YamlTapeNode(start, end, index + 1, kind, style, details is not null));
        _lastEnd = Math.Max(_lastEnd, end);
        return index;
    }

    // Keeps the place of a container until its end is known.
    private int Open(int content, YamlNodeDetails? details, bool isFlow)
    {
        if (isFlow)
            _openFlows.Add(content);
        _anchors.Open(details?.Anchor);
        _nodes.Add(default);
        return _nodes.Count - 1;
    }

    private YamlNodeSize Close(int index, int start, int end, YamlTapeKind kind, YamlContainerStyle style, YamlNodeDetails? details, YamlNodeSize size)
    {
        if (details is not null)
            (_details ??= [])[index] = details;
        _nodes[index] = new YamlTapeNode(start, end, _nodes.Count, kind, (byte)style, details is not null);
        YamlNodeSize whole = size.AsContainer();
        _anchors.Close(new YamlAnchor(index, whole));
        return whole;
    }

    // YamlDotNet puts a value that is not written at the next token.
    private void PlaceEmpty(int index, Func<string, int, int, int> place, int after)
    {
        YamlTapeNode node = _nodes[index];
        if (node is not { Kind: YamlTapeKind.Scalar, HasDetails: false } || node.Start != node.End)
            return;

        int offset = place(_text, after, _limit);
        _nodes[index] = node with { Start = offset, End = offset };
    }

    private bool IsMerge(int key)
    {
        YamlTapeNode node = _nodes[key];
        if (node.Kind != YamlTapeKind.Scalar || node.End - node.Start < 2 || node.End < 2 || _text[node.End - 1] is not ('<' or '"' or '\''))
            return false;

        string? tag = node.HasDetails ? _details![key].Tag : null;
        int content = node.HasDetails ? _details![key].ContentStart : node.Start;
        ReadOnlySpan<char> written = _text.AsSpan(content..node.End);
        return tag switch
        {
            null => written is "<<",
            "!" or "tag:yaml.org,2002:merge" => written is "<<" or "\"<<\"" or "'<<'",
            _ => false,
        };
    }

    private bool CanMerge(int value)
    {
        int target = Follow(value);
        if (_nodes[target].Kind == YamlTapeKind.Mapping)
            return true;
        if (_nodes[target].Kind != YamlTapeKind.Sequence)
            return false;

        for (int item = target + 1; item < _nodes[target].Next; item = _nodes[item].Next)
        {
            if (_nodes[Follow(item)].Kind != YamlTapeKind.Mapping)
                return false;
        }

        return true;
    }

    private int Follow(int index) => _nodes[index].Kind == YamlTapeKind.Alias ? _details![index].Target : index;

    private int CloseFlow(ParsingEvent? close)
    {
        _openFlows.RemoveAt(_openFlows.Count - 1);
        int end = Offset(close!.Start) + 1;
        _lastEnd = Math.Max(_lastEnd, end);
        return end;
    }

    private void CheckDepth(NodeEvent node, int depth)
    {
        if (depth >= YamlLimits.Depth)
            throw YamlReadException.Limit(TextSpan.At(Offset(node.Start)), "the nesting depth", YamlLimits.Depth + 1, YamlLimits.Depth);
    }

    private int Offset(Mark mark) => Math.Min(_limit, _origin + (int)mark.Index);

    private YamlNodeDetails? ReadProperties(NodeEvent node, int start, int end)
    {
        if (node.Anchor.IsEmpty && node.Tag.IsEmpty)
            return null;

        string? anchor = node.Anchor.IsEmpty ? null : node.Anchor.Value;
        string? tag = node.Tag.IsEmpty ? null : node.Tag.IsNonSpecific ? "!" : node.Tag.Value;
        return new YamlNodeDetails(anchor, tag, SkipProperties(start, end), Value: null, Target: -1);
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
