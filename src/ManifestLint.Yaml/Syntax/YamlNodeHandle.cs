namespace ManifestLint.Yaml.Syntax;

/// <summary>A node by its place: what to keep of a node for later without keeping the nodes around it.</summary>
/// <param name="Document">The document.</param>
/// <param name="Index">The place on the tape.</param>
/// <param name="IsEntry">Whether the entry is meant whose key stands there.</param>
public readonly record struct YamlNodeHandle(YamlDocument Document, int Index, bool IsEntry)
{
    /// <summary>The node; made anew when nobody holds it.</summary>
    public YamlNode Resolve()
    {
        if (Index < 0)
            return Document;

        YamlNode node = Document.FindNode(Index);
        return IsEntry ? node.Parent! : node;
    }
}
