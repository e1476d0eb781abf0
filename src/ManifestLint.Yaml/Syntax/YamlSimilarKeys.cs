namespace ManifestLint.Yaml.Syntax;

/// <summary>A cheap look at the keys of a mapping, on the tape.</summary>
internal static class YamlSimilarKeys
{
    // "false"
    private const int LongestResolved = 5;

    /// <summary>Whether two keys of the mapping at <paramref name="mapping"/> may become one JSON key.</summary>
    public static bool Any(string text, YamlTapeNode[] nodes, int mapping)
    {
        int end = nodes[mapping].Next;
        for (int key = mapping + 1; key < end; key = nodes[nodes[key].Next].Next)
        {
            bool isWord = IsWord(text, nodes[key]);
            for (int other = mapping + 1; other < key; other = nodes[nodes[other].Next].Next)
            {
                if (!isWord || !IsWord(text, nodes[other]) || HaveEqualText(text, nodes[key], nodes[other]))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a key is plain, without anchor or tag, begins with a letter and is no word for a boolean or null.</summary>
    public static bool IsWord(string text, in YamlTapeNode key)
    {
        if (key.Kind != YamlTapeKind.Scalar || key.HasDetails || key.Style != (byte)YamlScalarStyle.Plain || key.Start == key.End || !char.IsAsciiLetter(text[key.Start]))
            return false;
        return key.End - key.Start > LongestResolved || !ScalarResolver.MayResolve(text[key.Start]) || ScalarResolver.IsPlainString(text[key.Start..key.End]);
    }

    private static bool HaveEqualText(string text, in YamlTapeNode first, in YamlTapeNode second) =>
        first.End - first.Start == second.End - second.Start
        && text.AsSpan(first.Start, first.End - first.Start).SequenceEqual(text.AsSpan(second.Start, second.End - second.Start));
}
