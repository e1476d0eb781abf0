namespace ManifestLint.Yaml.Syntax;

/// <summary>Tells whether a plain scalar that is no string deserves a look.</summary>
/// <param name="map">The key of the mapping around the scalar; empty at the root and in a sequence of mappings.</param>
/// <param name="field">The key of the scalar itself, or of the sequence that it is an item of.</param>
public delegate bool PlainScalarFilter(ReadOnlySpan<char> map, ReadOnlySpan<char> field);

/// <summary>A look at the plain scalars of a document, on the tape.</summary>
internal readonly ref struct YamlPlainScan(string text, YamlTapeNode[] nodes, PlainScalarFilter filter)
{
    /// <summary>Whether a plain value below the node that is no string passes the filter, or a key is no plain word.</summary>
    public bool Any(int index, ReadOnlySpan<char> map, ReadOnlySpan<char> field)
    {
        ref readonly YamlTapeNode node = ref nodes[index];
        switch (node.Kind)
        {
            case YamlTapeKind.Alias:
                return true;
            case YamlTapeKind.Scalar:
                return IsNoString(node) && filter(map, field);
            case YamlTapeKind.Sequence:
                for (int item = index + 1; item < node.Next; item = nodes[item].Next)
                {
                    if (Any(item, nodes[item].Kind == YamlTapeKind.Scalar ? map : default, field))
                        return true;
                }

                return false;
            default:
                return AnyInMapping(index, field);
        }
    }

    private bool AnyInMapping(int index, ReadOnlySpan<char> map)
    {
        for (int key = index + 1; key < nodes[index].Next; key = nodes[nodes[key].Next].Next)
        {
            ref readonly YamlTapeNode name = ref nodes[key];
            bool isQuoted = name is { HasDetails: false, Style: (byte)YamlScalarStyle.SingleQuoted or (byte)YamlScalarStyle.DoubleQuoted };
            if (!isQuoted && !YamlSimilarKeys.IsWord(text, name))
                return true;
            if (Any(name.Next, map, YamlScalar.TextOf(text, name)))
                return true;
        }

        return false;
    }

    private bool IsNoString(in YamlTapeNode node)
    {
        if (node.Style != (byte)YamlScalarStyle.Plain || node.Start == node.End)
            return false;
        return node.HasDetails || (ScalarResolver.MayResolve(text[node.Start]) && !ScalarResolver.IsPlainString(text[node.Start..node.End]));
    }
}
