using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// A node of a <see cref="YamlTree"/>. It points into the text: printing the text of <see cref="YamlDocument.Source"/> between
/// the nodes and in the nodes gives the file back. Nodes are immutable and may be read by many threads. They are made on demand, so that two
/// objects may stand for one node; those are equal.
/// </summary>
public abstract class YamlNode : IEquatable<YamlNode>
{
    private protected YamlNode(int index, int start, int end, YamlNode? parent)
    {
        Index = index;
        Start = start;
        End = end;
        Parent = parent;
    }

    /// <summary>
    /// From the first character of the node (its anchor or tag, when it has one) to behind the last one that carries meaning:
    /// never a trailing line end, blank or comment. Absolute offsets in the file. An empty value has an empty span behind its
    /// <c>:</c> or <c>-</c>.
    /// </summary>
    public TextSpan Span => new(Start, End);

    /// <summary>
    /// The node around: a value's and a key's is the <see cref="YamlEntry"/>, an entry's the <see cref="YamlMapping"/>, an item's the
    /// <see cref="YamlSequence"/>, a root's the <see cref="YamlDocument"/>; a document has none.
    /// </summary>
    public YamlNode? Parent { get; }

    /// <summary>The document that holds the node.</summary>
    public virtual YamlDocument Document => Parent!.Document;

    /// <summary>Name of the anchor on the node, without <c>&amp;</c>.</summary>
    public string? Anchor => Details?.Anchor;

    /// <summary>The anchor with its <c>&amp;</c>, where there is one.</summary>
    public TextSpan? AnchorSpan
    {
        get
        {
            if (Anchor is not { } name)
                return null;

            int start = Document.Source.Text.IndexOf("&" + name, Start, StringComparison.Ordinal);
            return new TextSpan(start, start + 1 + name.Length);
        }
    }

    /// <summary>The tag as YAML resolves it, for example <c>tag:yaml.org,2002:str</c> or <c>!Ref</c>; null when none is written.</summary>
    public string? Tag => Details?.Tag;

    /// <summary>What remains of <see cref="Span"/> without anchor and tag.</summary>
    public TextSpan ContentSpan => new(Details?.ContentStart ?? Start, End);

    /// <summary>The nodes directly below, in the order of the text.</summary>
    public abstract IReadOnlyList<YamlNode> Children { get; }

    /// <summary>The node by its place, to be kept without keeping the nodes around it.</summary>
    public YamlNodeHandle Handle => new(Document, Index, this is YamlEntry);

    /// <summary>Place on the document's tape; an entry has that of its key.</summary>
    internal int Index { get; }

    internal int Start { get; }

    internal int End { get; }

    private protected virtual YamlNodeDetails? Details => null;

    /// <summary>The node that an alias stands for; every other node is itself.</summary>
    public virtual YamlNode Dereference() => this;

    /// <summary>The node and everything below it in the order of the text; aliases are not followed.</summary>
    public IEnumerable<YamlNode> DescendantsAndSelf()
    {
        var pending = new Stack<YamlNode>();
        pending.Push(this);
        while (pending.TryPop(out YamlNode? node))
        {
            yield return node;
            IReadOnlyList<YamlNode> children = node.Children;
            for (int i = children.Count - 1; i >= 0; i--)
                pending.Push(children[i]);
        }
    }

    /// <summary>Whether both stand for one node of one document.</summary>
    public bool Equals(YamlNode? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Index == other.Index && GetType() == other.GetType() && ReferenceEquals(Document, other.Document));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as YamlNode);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Start, End);

    /// <summary>The text of the node, exactly as written.</summary>
    public override string ToString() => Document.Source.ToString(Span);

    /// <summary>Whether both stand for one node of one document.</summary>
    public static bool operator ==(YamlNode? left, YamlNode? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they stand for different nodes.</summary>
    public static bool operator !=(YamlNode? left, YamlNode? right) => !(left == right);

    /// <summary>Makes the node at a place of the tape.</summary>
    internal static YamlNode Create(YamlDocument document, int index, YamlNode parent)
    {
        ref readonly YamlTapeNode node = ref document.Tape!.Nodes[index];
        return node.Kind switch
        {
            YamlTapeKind.Scalar => new YamlScalar(document, index, node, parent),
            YamlTapeKind.Alias => new YamlAlias(document, index, node, parent),
            YamlTapeKind.Sequence => new YamlSequence(document, index, node, parent),
            _ => new YamlMapping(document, index, node, parent),
        };
    }
}
