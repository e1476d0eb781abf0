using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Resources;

/// <summary>
/// Reads typed values out of mappings as the API server does: null counts as absent, and a value of another type than asked for is not there
/// (a schema rule reports it, everyone else says nothing about it).
/// </summary>
public static class NodeReading
{
    /// <summary>The value of a key with aliases followed; null when the key is absent or its value is null.</summary>
    public static YamlNode? Get(this YamlMapping? mapping, string key) =>
        mapping?.GetValue(key) is { } node && node is not YamlScalar { IsNull: true } ? node : null;

    /// <summary>The value of a key as it is written, an alias not followed; null when the key is absent or its value is null.</summary>
    public static YamlNode? GetWritten(this YamlMapping? mapping, string key) =>
        mapping?.Find(key)?.Value is { } node && node.Dereference() is not YamlScalar { IsNull: true } ? node : null;

    /// <summary>The value at the end of a way of keys; null when a step is absent or no mapping.</summary>
    public static YamlNode? Get(this YamlMapping? mapping, params ReadOnlySpan<string> keys)
    {
        YamlMapping? current = mapping;
        for (int i = 0; i < keys.Length - 1; i++)
            current = current.GetMapping(keys[i]);
        return current.Get(keys[^1]);
    }

    /// <summary>The mapping under a key.</summary>
    public static YamlMapping? GetMapping(this YamlMapping? mapping, string key) => mapping.Get(key) as YamlMapping;

    /// <summary>The mapping at the end of a way of keys.</summary>
    public static YamlMapping? GetMapping(this YamlMapping? mapping, params ReadOnlySpan<string> keys) => mapping.Get(keys) as YamlMapping;

    /// <summary>The items of the sequence under a key, aliases followed, nulls left out; empty when there is none.</summary>
    public static IEnumerable<YamlNode> GetItems(this YamlMapping? mapping, string key)
    {
        if (mapping.Get(key) is not YamlSequence sequence)
            yield break;

        foreach (YamlNode item in sequence.Items)
        {
            YamlNode target = item.Dereference();
            if (target is not YamlScalar { IsNull: true })
                yield return target;
        }
    }

    /// <summary>The items of the sequence under a key that are mappings.</summary>
    public static IEnumerable<YamlMapping> GetMappings(this YamlMapping? mapping, string key) => mapping.GetItems(key).OfType<YamlMapping>();

    /// <summary>The string under a key.</summary>
    public static Located<string>? GetString(this YamlMapping? mapping, string key) => AsString(mapping?.Find(key)?.Value);

    /// <summary>The whole number under a key; a float without fraction counts (<c>3.0</c>), a quoted number does not.</summary>
    public static Located<long>? GetInteger(this YamlMapping? mapping, string key) =>
        mapping?.Find(key)?.Value is { } node && node.Dereference() is YamlScalar scalar && scalar.Resolve().AsInteger is { } value ? new Located<long>(value, node) : null;

    /// <summary>The boolean under a key.</summary>
    public static Located<bool>? GetBoolean(this YamlMapping? mapping, string key) =>
        mapping?.Find(key)?.Value is { } node && node.Dereference() is YamlScalar scalar && scalar.Resolve() is { Kind: YamlScalarKind.Boolean, Json: var json }
            ? new Located<bool>(json == "true", node)
            : null;

    /// <summary>The node as string, when it is one.</summary>
    public static Located<string>? AsString(YamlNode? node) =>
        node?.Dereference() is YamlScalar scalar && scalar.Resolve() is { Kind: YamlScalarKind.String, Json: var text } ? new Located<string>(text, node) : null;

    /// <summary>Where a part of a scalar is written; null when it does not stand there literally, or more than once.</summary>
    public static TextSpan? FindText(this YamlNode node, string text)
    {
        if (text.Length == 0)
            return null;

        string written = node.ToString();
        int start = written.IndexOf(text, StringComparison.Ordinal);
        return start >= 0 && written.IndexOf(text, start + 1, StringComparison.Ordinal) < 0
            ? new TextSpan(node.Span.Start + start, node.Span.Start + start + text.Length)
            : null;
    }

    /// <summary>The string pairs of a map such as labels; a value that is null is an empty string, one of another type is left out.</summary>
    public static IEnumerable<KeyValuePair<string, Located<string>>> GetStringMap(this YamlMapping? mapping, string key)
    {
        if (mapping.Get(key) is not YamlMapping map)
            yield break;

        foreach ((string name, YamlEntry entry) in map.EffectiveEntries())
        {
            YamlNode value = entry.Value.Dereference();
            if (AsString(entry.Value) is { } text)
                yield return new(name, text);
            else if (value is YamlScalar { IsNull: true })
                yield return new(name, new Located<string>("", entry.Value));
        }
    }
}
