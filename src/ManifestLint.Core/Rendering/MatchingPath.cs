using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rendering;

/// <summary>How far a way through a rendered object leads in another object that is a part of it.</summary>
/// <param name="Node">The node at its end.</param>
/// <param name="Entry">The entry that holds the node; null for an item and for the root.</param>
/// <param name="Steps">How many steps there were.</param>
/// <param name="IsWhole">Whether that was the whole way.</param>
internal readonly record struct MatchingPath(YamlNode Node, YamlEntry? Entry, int Steps, bool IsWhole)
{
    // What kustomize and the API server tell the items of lists by (patchMergeKey in k8s.io/api).
    private static readonly string[] MergeKeys = ["name", "containerPort", "port", "mountPath", "devicePath", "key", "path", "topologyKey", "ip", "host", "uid", "kind"];

    /// <summary>Follows a path in both objects at once; items are told by what they are, not by their number.</summary>
    /// <param name="rendered">Where the path begins in the rendered object.</param>
    /// <param name="path">The path.</param>
    /// <param name="other">Where the other object begins.</param>
    public static MatchingPath Follow(YamlNode rendered, YamlPath path, YamlNode other)
    {
        YamlNode? left = rendered.Dereference();
        YamlNode right = other;
        YamlEntry? entry = null;
        for (int i = 0; i < path.Segments.Length; i++)
        {
            YamlPathSegment segment = path.Segments[i];
            YamlEntry? nextEntry = segment.Key is { } key ? (right.Dereference() as YamlMapping)?.Find(key) : null;
            YamlNode? next = segment.IsItem ? FindItem(left as YamlSequence, segment.Index, right.Dereference() as YamlSequence) : nextEntry?.Value;
            if (next is null)
                return new MatchingPath(right, entry, i, IsWhole: false);

            left = segment.Key is { } step ? (left as YamlMapping)?.GetValue(step) : (left as YamlSequence)?.Items.ElementAtOrDefault(segment.Index)?.Dereference();
            (right, entry) = (next, nextEntry);
        }

        return new MatchingPath(right, entry, path.Segments.Length, IsWhole: true);
    }

    /// <summary>Whether both nodes hold the same data, or names of which kustomize may have made one out of the other.</summary>
    public static bool IsLike(YamlNode? rendered, YamlNode other) => (rendered?.Dereference(), other.Dereference()) switch
    {
        (YamlScalar left, YamlScalar right) => left.Value == right.Value || (IsName(left.Value) && IsName(right.Value) && left.Value.Contains(right.Value, StringComparison.Ordinal)),
        (YamlMapping, YamlMapping) or (YamlSequence, YamlSequence) => true,
        _ => false,
    };

    private static bool IsName(string text) => text.AsSpan().ContainsAnyInRange('a', 'z') && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.');

    private static YamlNode? FindItem(YamlSequence? rendered, int index, YamlSequence? other)
    {
        if (other is null || rendered is null || index >= rendered.Items.Length)
            return null;

        YamlNode item = rendered.Items[index].Dereference();
        if (item is YamlMapping mapping)
        {
            foreach (string key in MergeKeys)
            {
                if (mapping.GetValue(key) is YamlScalar { Value: var value })
                {
                    List<YamlNode> like = [.. other.Items.Where(candidate => candidate.Dereference() is YamlMapping map && map.GetValue(key) is YamlScalar scalar && scalar.Value == value)];
                    if (like.Count == 1)
                        return like[0];
                    if (key == "name" && like.Count == 0 && other.Items.Any(candidate => candidate.Dereference() is YamlMapping map && map.GetValue(key) is YamlScalar))
                        return null;
                }
            }
        }

        var data = YamlValue.From(item);
        return other.Items.FirstOrDefault(candidate => YamlValue.From(candidate).Equals(data))
            ?? (other.Items.Length == rendered.Items.Length ? other.Items[index] : null);
    }
}
