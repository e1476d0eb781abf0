using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>How large a node is with aliases followed.</summary>
/// <param name="Nodes">Scalars and containers, the node itself included; saturates.</param>
/// <param name="Height">Levels of containers.</param>
internal readonly record struct YamlNodeSize(long Nodes, int Height)
{
    public static YamlNodeSize Leaf { get; } = new(1, 0);

    /// <summary>This node with a child more.</summary>
    public YamlNodeSize Around(YamlNodeSize child) => new(Math.Min(long.MaxValue / 4, Nodes + child.Nodes), Math.Max(Height, child.Height));

    /// <summary>This node as one level more.</summary>
    public YamlNodeSize AsContainer() => this with { Height = Height + 1 };
}

/// <summary>A node that aliases may name.</summary>
/// <param name="Index">Its place on the tape.</param>
/// <param name="Size">How large it is.</param>
internal readonly record struct YamlAnchor(int Index, YamlNodeSize Size);

/// <summary>
/// The anchors of one document while it is parsed. An alias may only point back and never to a node around it, so that following aliases always
/// ends; how far it may lead is bounded by <see cref="YamlLimits"/>.
/// </summary>
internal sealed class YamlAnchors
{
    private readonly Dictionary<string, YamlAnchor> _anchors = new(StringComparer.Ordinal);
    private readonly List<string?> _open = [];
    private readonly List<(TextSpan Span, long Nodes)> _aliases = [];

    public void Clear()
    {
        _anchors.Clear();
        _open.Clear();
        _aliases.Clear();
    }

    public void Define(string name, YamlAnchor anchor) => _anchors[name] = anchor;

    public void Open(string? name) => _open.Add(name);

    public void Close(YamlAnchor anchor)
    {
        if (_open[^1] is { } name)
            Define(name, anchor);
        _open.RemoveAt(_open.Count - 1);
    }

    /// <summary>The node with the anchor.</summary>
    /// <param name="name">The anchor.</param>
    /// <param name="alias">Where the alias stands.</param>
    /// <param name="depth">How many containers are around the alias.</param>
    public YamlAnchor Resolve(string name, TextSpan alias, int depth)
    {
        if (_open.Contains(name))
            throw new YamlReadException(alias, YamlErrorKind.Syntax, $"the alias *{name.TrimEnd(':')} stands inside the value of its own anchor");
        if (!_anchors.TryGetValue(name, out YamlAnchor anchor))
            throw new YamlReadException(alias, YamlErrorKind.Syntax, $"the alias *{name.TrimEnd(':')} has no anchor");
        if (depth + anchor.Size.Height > YamlLimits.Depth)
            throw YamlReadException.Limit(alias, "the nesting depth", depth + anchor.Size.Height, YamlLimits.Depth);

        _aliases.Add((alias, anchor.Size.Nodes));
        return anchor;
    }

    /// <summary>Refuses a document that grows out of all proportion when its aliases are followed.</summary>
    /// <param name="written">The nodes as they are written.</param>
    /// <param name="size">The root with aliases followed.</param>
    public void CheckExpansion(List<YamlTapeNode> written, YamlNodeSize size)
    {
        if (size.Nodes <= YamlLimits.ExpandedNodes || size.Nodes <= (long)written.Count * YamlLimits.ExpansionFactor)
            return;

        long total = written.Count;
        foreach ((TextSpan span, long nodes) in _aliases)
        {
            total += nodes;
            if (total > YamlLimits.ExpandedNodes)
                throw YamlReadException.Limit(span, "the number of nodes with aliases followed", size.Nodes, YamlLimits.ExpandedNodes);
        }
    }
}
