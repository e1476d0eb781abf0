using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// The anchors of one document while it is parsed. An alias may only point back and never to a node around it, so that following aliases always
/// ends; how far it may lead is bounded by <see cref="YamlLimits"/>.
/// </summary>
internal sealed class YamlAnchors
{
    private readonly Dictionary<string, YamlNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<string?> _open = [];
    private readonly Dictionary<YamlNode, (long Nodes, int Height)> _sizes = new(ReferenceEqualityComparer.Instance);
    private bool _hasAlias;

    public void Clear()
    {
        _nodes.Clear();
        _open.Clear();
        _sizes.Clear();
        _hasAlias = false;
    }

    public void Define(YamlNode node)
    {
        if (node.Anchor is { } name)
            _nodes[name] = node;
    }

    public void Open(string? anchor) => _open.Add(anchor);

    public void Close(YamlNode node)
    {
        _open.RemoveAt(_open.Count - 1);
        Define(node);
    }

    /// <summary>The node with the anchor.</summary>
    /// <param name="name">The anchor.</param>
    /// <param name="alias">Where the alias stands.</param>
    /// <param name="depth">How many containers are around the alias.</param>
    public YamlNode Resolve(string name, TextSpan alias, int depth)
    {
        if (_open.Contains(name))
            throw new YamlReadException(alias, YamlErrorKind.Syntax, $"the alias *{name} stands inside the value of its own anchor");
        if (!_nodes.TryGetValue(name, out YamlNode? target))
            throw new YamlReadException(alias, YamlErrorKind.Syntax, $"the alias *{name} has no anchor");

        _hasAlias = true;
        int height = Measure(target).Height;
        if (depth + height > YamlLimits.Depth)
            throw YamlReadException.Limit(alias, "the nesting depth", depth + height, YamlLimits.Depth);
        return target;
    }

    /// <summary>Refuses a document that grows out of all proportion when its aliases are followed.</summary>
    public void CheckExpansion(YamlNode root)
    {
        if (!_hasAlias)
            return;

        long expanded = Measure(root).Nodes;
        if (expanded <= YamlLimits.ExpandedNodes)
            return;

        int written = root.DescendantsAndSelf().Count();
        if (expanded <= (long)written * YamlLimits.ExpansionFactor)
            return;

        long total = 0;
        foreach (YamlNode node in root.DescendantsAndSelf())
        {
            total += node is YamlAlias alias ? Measure(alias.Target).Nodes : 1;
            if (total > YamlLimits.ExpandedNodes && node is YamlAlias)
                throw YamlReadException.Limit(node.Span, "the number of nodes with aliases followed", expanded, YamlLimits.ExpandedNodes);
        }
    }

    // Nodes and levels with aliases followed. Targets are complete when an alias names them, so each is measured once.
    private (long Nodes, int Height) Measure(YamlNode node)
    {
        if (_sizes.TryGetValue(node, out (long Nodes, int Height) known))
            return known;

        long nodes = 1;
        int height = 0;
        foreach (YamlNode child in node.Children)
        {
            (long childNodes, int childHeight) = Measure(child is YamlAlias alias ? alias.Target : child);
            nodes = Math.Min(long.MaxValue / 4, nodes + childNodes);
            height = Math.Max(height, childHeight);
        }

        if (node is YamlMapping or YamlSequence)
            height++;
        return _sizes[node] = (nodes, height);
    }
}
