namespace ManifestLint.Yaml.Syntax;

/// <summary>What a place of the tape holds.</summary>
internal enum YamlTapeKind : byte
{
    Scalar,
    Alias,
    Sequence,
    Mapping,
}

/// <summary>One node on the tape.</summary>
/// <param name="Start">Offset of the first character.</param>
/// <param name="End">Offset behind the last character.</param>
/// <param name="Next">Index of the first place that is not below this node.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Style">A <see cref="YamlScalarStyle"/> or <see cref="YamlContainerStyle"/>.</param>
/// <param name="HasDetails">Whether <see cref="YamlTape.Details"/> knows more about it.</param>
internal readonly record struct YamlTapeNode(int Start, int End, int Next, YamlTapeKind Kind, byte Style, bool HasDetails);

/// <summary>What few nodes have.</summary>
/// <param name="Anchor">Name of the anchor.</param>
/// <param name="Tag">The resolved tag.</param>
/// <param name="ContentStart">Offset behind anchor and tag.</param>
/// <param name="Value">A scalar's value where it is not simply its text.</param>
/// <param name="Target">The place that an alias stands for.</param>
internal sealed record YamlNodeDetails(string? Anchor, string? Tag, int ContentStart, string? Value, int Target);

/// <summary>
/// A parsed document in the form in which it is kept: its nodes one after the other, children behind their parent, keys and values taking turns.
/// A fifth of the size of node objects and nothing for the garbage collector to follow; the objects are made on demand.
/// </summary>
internal sealed class YamlTape(YamlTapeNode[] nodes, Dictionary<int, YamlNodeDetails>? details)
{
    public YamlTapeNode[] Nodes { get; } = nodes;

    /// <summary>Number of nodes directly below a container; keys and values both count.</summary>
    public int CountChildren(int index)
    {
        int count = 0;
        for (int i = index + 1; i < Nodes[index].Next; i = Nodes[i].Next)
            count++;
        return count;
    }

    /// <summary>The places with an anchor that no alias names, in the order of the text; none costs nothing.</summary>
    public IReadOnlyList<int> FindUnusedAnchors()
    {
        if (details is null)
            return [];

        var unused = new List<int>();
        var named = new HashSet<int>();
        foreach (YamlNodeDetails node in details.Values)
            named.Add(node.Target);
        foreach ((int index, YamlNodeDetails node) in details)
        {
            if (node.Anchor is not null && !named.Contains(index))
                unused.Add(index);
        }

        unused.Sort();
        return unused;
    }

    public YamlNodeDetails? Details(int index) => Nodes[index].HasDetails ? details![index] : null;
}
