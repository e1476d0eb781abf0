using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ManifestLint.Yaml.Syntax;

/// <summary>A list of nodes.</summary>
public sealed class YamlSequence : YamlNode
{
    private readonly YamlDocument _document;
    private YamlNode[]? _items;

    internal YamlSequence(YamlDocument document, int index, in YamlTapeNode node, YamlNode parent)
        : base(index, node.Start, node.End, parent)
    {
        _document = document;
        Style = (YamlContainerStyle)node.Style;
    }

    /// <inheritdoc/>
    public override YamlDocument Document => _document;

    /// <summary>The items as written; an alias is not followed.</summary>
    public ImmutableArray<YamlNode> Items => ImmutableCollectionsMarshal.AsImmutableArray(Read());

    /// <summary>How the sequence is written.</summary>
    public YamlContainerStyle Style { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<YamlNode> Children => Read();

    private protected override YamlNodeDetails? Details => _document.Tape!.Details(Index);

    // Two threads may both make the items; they make equal ones.
    private YamlNode[] Read()
    {
        if (_items is { } known)
            return known;

        YamlTapeNode[] nodes = _document.Tape!.Nodes;
        int count = _document.Tape.CountChildren(Index);
        var items = new YamlNode[count];
        int index = Index + 1;
        for (int i = 0; i < count; i++)
        {
            items[i] = Create(_document, index, this);
            index = nodes[index].Next;
        }

        return _items = items;
    }
}
