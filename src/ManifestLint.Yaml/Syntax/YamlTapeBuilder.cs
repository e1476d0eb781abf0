using ManifestLint.Yaml.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// Writes YamlDotNet's events onto a tape. Scalar and flow marks are exact to the character; the end of a block collection is not (it is the next
/// token), so it is taken from the last child.
/// </summary>
/// <param name="text">The file.</param>
internal sealed class YamlTapeBuilder(string text)
{
    private readonly string _text = text;
    private readonly List<YamlTapeNode> _nodes = [];
    private readonly List<int> _openFlows = [];
    private readonly YamlAnchors _anchors = new();
    private Dictionary<int, YamlNodeDetails>? _details;
    private Parser _events = null!;
    private int _origin;
    private int _limit;
    private int _lastEnd;

    /// <summary>Offset behind the last node that was read.</summary>
    public int LastEnd => _lastEnd;

    /// <summary>Offsets of the brackets that are open.</summary>
    public List<int> OpenFlows => _openFlows;

    private YamlMarks Marks => new(_text, _openFlows.Count > 0);

    /// <summary>Begins to read.</summary>
    /// <param name="reader">The characters.</param>
    /// <param name="origin">Offset in the file of the first of them.</param>
    public void Begin(SliceReader reader, int origin)
    {
        _origin = origin;
        _events = new Parser(new Scanner(reader, skipComments: true));
        Next<StreamStart>();
    }

    /// <summary>Forgets the last document before the next one.</summary>
    public void Reset(TextSpan document)
    {
        _limit = document.End;
        _lastEnd = document.Start;
        _nodes.Clear();
        _details = null;
        _openFlows.Clear();
        _anchors.Clear();
    }

    // From behind the start of a document to its end.
    public YamlTape? ParseContent()
    {
        YamlNodeSize size = ParseNode(Next(), 0);
        _anchors.CheckExpansion(_nodes, size);
        Next<DocumentEnd>();
        bool isEmpty = _nodes is [{ Kind: YamlTapeKind.Scalar, HasDetails: false } root] && root.Start == root.End;
        return isEmpty ? null : new YamlTape([.. _nodes], _details);
    }

    public ParsingEvent? Next() => _events.MoveNext() ? _events.Current : null;

    public void Next<T>()
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
            end = Marks.EndOfBlock(content, end);
        else if (style == YamlScalarStyle.Plain && scalar.Value.Length == 0)
            end = Marks.EndOfProperties(start, end);

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

    public int Offset(Mark mark) => Math.Min(_limit, _origin + (int)mark.Index);

    private YamlNodeDetails? ReadProperties(NodeEvent node, int start, int end)
    {
        if (node.Anchor.IsEmpty && node.Tag.IsEmpty)
            return null;

        string? anchor = node.Anchor.IsEmpty ? null : node.Anchor.Value;
        string? tag = node.Tag.IsEmpty ? null : node.Tag.IsNonSpecific ? "!" : node.Tag.Value;
        return new YamlNodeDetails(anchor, tag, Marks.SkipProperties(start, end), Value: null, Target: -1);
    }
}
