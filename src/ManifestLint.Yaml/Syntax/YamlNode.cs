using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// A node of a <see cref="YamlTree"/>. It points into the text: printing the text of <see cref="YamlDocument.Source"/> between
/// the nodes and in the nodes gives the file back. Nodes are immutable once parsing is done and may be read by many threads.
/// </summary>
public abstract class YamlNode
{
    private protected YamlNode(int start, int end)
    {
        Start = start;
        End = end;
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
    public YamlNode? Parent { get; internal set; }

    /// <summary>The document that holds the node.</summary>
    public YamlDocument Document
    {
        get
        {
            YamlNode node = this;
            while (node.Parent is { } parent)
                node = parent;
            return (YamlDocument)node;
        }
    }

    /// <summary>Name of the anchor on the node, without <c>&amp;</c>.</summary>
    public string? Anchor => Properties?.Anchor;

    /// <summary>The tag as YAML resolves it, for example <c>tag:yaml.org,2002:str</c> or <c>!Ref</c>; null when none is written.</summary>
    public string? Tag => Properties?.Tag;

    /// <summary>What remains of <see cref="Span"/> without anchor and tag.</summary>
    public TextSpan ContentSpan => new(Properties?.ContentStart ?? Start, End);

    internal int Start { get; set; }

    internal int End { get; set; }

    internal YamlNodeProperties? Properties { get; set; }

    /// <summary>The nodes directly below, in the order of the text.</summary>
    public abstract IEnumerable<YamlNode> Children { get; }

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
            foreach (YamlNode child in node.Children.Reverse())
                pending.Push(child);
        }
    }

    /// <summary>The text of the node, exactly as written.</summary>
    public override string ToString() => Document.Source.ToString(Span);
}

/// <summary>Anchor and tag of a node; rare, so that nodes without them stay small.</summary>
internal sealed record YamlNodeProperties(string? Anchor, string? Tag, int ContentStart);
