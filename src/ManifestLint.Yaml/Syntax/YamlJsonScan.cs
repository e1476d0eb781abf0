namespace ManifestLint.Yaml.Syntax;

/// <summary>A cheap look for what has no form in JSON, on the tape.</summary>
internal static class YamlJsonScan
{
    // 2^63 has this many digits.
    private const int LongNumber = 19;

    /// <summary>Whether a scalar may be an infinity, no number, or unlike its tag.</summary>
    public static bool MayBeInvalid(string text, in YamlTapeNode node)
    {
        if (node.Kind != YamlTapeKind.Scalar)
            return false;
        if (node.HasDetails)
            return true;
        return node.Style == (byte)YamlScalarStyle.Plain && text.AsSpan(node.Start..node.End) is ['.', ..] or ['+' or '-', '.', ..];
    }

    /// <summary>Whether a key of the mapping may be no JSON key.</summary>
    public static bool MayHaveOddKey(string text, YamlTapeNode[] nodes, int mapping)
    {
        for (int key = mapping + 1; key < nodes[mapping].Next; key = nodes[nodes[key].Next].Next)
        {
            if (MayBeOddKey(text, nodes[key]))
                return true;
        }

        return false;
    }

    private static bool MayBeOddKey(string text, in YamlTapeNode key)
    {
        if (key.Kind != YamlTapeKind.Scalar || key.HasDetails || key.Start == key.End)
            return true;
        if (key.Style != (byte)YamlScalarStyle.Plain)
            return false;

        ReadOnlySpan<char> written = text.AsSpan(key.Start..key.End);
        return written is "~" or "null" or "Null" or "NULL" || (written.Length >= LongNumber && !char.IsAsciiLetter(written[0]));
    }
}
