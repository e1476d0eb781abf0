using System.Text;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Baselines;

/// <summary>
/// The place of a node in its object, told so that it stays the same when items of lists move: <c>spec.template.spec.containers[name=web].image</c>. An item
/// without anything that tells it apart is <c>[]</c>.
/// </summary>
internal static class StablePath
{
    // Fields that name an item of a list, the most telling first: a volume may be mounted twice, a path not. The merge keys of the API come before the others.
    private static readonly string[] Names =
        ["mountPath", "devicePath", "name", "containerPort", "port", "key", "topologyKey", "ip", "host", "path", "secretName", "type"];

    /// <summary>The path of a node in the object, or in the document where there is no object.</summary>
    public static string Of(YamlNode node, Resource? resource)
    {
        YamlMapping? root = resource is not null && ReferenceEquals(resource.Document, node.Document) ? resource.Root : null;
        var steps = new List<string>();
        for (YamlNode current = node; current.Parent is { } parent && current != root; current = parent)
        {
            if (current is YamlEntry entry)
                steps.Add(YamlPath.Root.Child(ScalarText(entry.Key) ?? entry.Key.ToString()).ToString());
            else if (parent is YamlSequence)
                steps.Add(Item(current));
        }

        var path = new StringBuilder();
        for (int i = steps.Count - 1; i >= 0; i--)
            path.Append(path.Length > 0 && steps[i][0] != '[' ? "." : "").Append(steps[i]);
        return path.ToString();
    }

    private static string Item(YamlNode item)
    {
        if (item.Dereference() is not YamlMapping mapping)
            return "[]";

        foreach (string name in Names)
        {
            if (ScalarText(mapping.Find(name)?.Value.Dereference()) is { Length: > 0 } value)
                return $"[{name}={Quote(value)}]";
        }

        return "[]";
    }

    private static string? ScalarText(YamlNode? node) => node is YamlScalar { IsNull: false } scalar ? scalar.Value : null;

    private static string Quote(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '*')
        ? value
        : $"'{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
