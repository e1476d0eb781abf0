using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rendering;

/// <summary>What a finding about a rendered object comes to stand at.</summary>
/// <param name="File">The file.</param>
/// <param name="Resource">The object; null in a kustomization.</param>
/// <param name="Node">The node; null for the file as a whole.</param>
/// <param name="Entry">The entry that holds the node, where there is one.</param>
/// <param name="SpanOf">Where a node is shown.</param>
internal sealed record Place(ManifestFile File, Resource? Resource, YamlNode? Node, YamlEntry? Entry, Func<YamlNode, TextSpan> SpanOf)
{
    /// <summary>A file as a whole.</summary>
    public static Place Whole(ManifestFile file) => new(file, Resource: null, Node: null, Entry: null, node => node.ContentSpan);

    /// <summary>A node of a file.</summary>
    public static Place At(ManifestFile file, Resource? resource, YamlNode node, YamlEntry? entry = null) => new(file, resource, node, entry, part => part.ContentSpan);
}
