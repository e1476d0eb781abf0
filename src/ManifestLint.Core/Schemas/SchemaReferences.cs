using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Schemas;

/// <summary>Finds what the <c>$ref</c> of a written schema stands for. Safe to ask from many threads.</summary>
/// <param name="root">The schema as a whole, which <c>#</c> stands for.</param>
/// <param name="open">The root of another file that a reference names; null when it cannot be had.</param>
internal sealed class SchemaReferences(YamlNode root, Func<string, YamlNode?>? open)
{
    // Schemas that a value is held to at one place. Real ones need a few; one that contains itself, or doubles at each step, would never end.
    private const int MaximumSize = 1000;
    private const int MaximumDepth = 64;

    private readonly Dictionary<YamlNode, int> _sizes = [];

    /// <summary>The schema that is meant: references followed, also those that are wrapped for a default or for null; null when they lead nowhere.</summary>
    public YamlNode? Follow(YamlNode schema)
    {
        YamlNode? current = schema.Dereference();
        HashSet<YamlNode>? seen = null;
        while (current is YamlMapping mapping && IsReference(mapping))
        {
            seen ??= [];
            if (!seen.Add(mapping))
                return null;
            current = (mapping.GetString("$ref") is { Value: var target } ? Find(mapping, target) : OnlyPart(mapping))?.Dereference();
        }

        return current;
    }

    /// <summary>Whether a schema says nothing itself but that it is another one.</summary>
    public static bool IsReference(YamlMapping schema) => schema.GetString("$ref") is not null || OnlyPart(schema) is not null;

    /// <summary>Whether the combinations of a schema contain themselves, or are too many to be tried.</summary>
    public bool IsEndless(YamlMapping schema)
    {
        lock (_sizes)
            return Measure(schema, []) > MaximumSize;
    }

    private int Measure(YamlNode written, HashSet<YamlNode> path)
    {
        if (Follow(written) is not YamlMapping schema)
            return 1;
        if (_sizes.TryGetValue(schema, out int known))
            return known;
        if (path.Count == MaximumDepth || !path.Add(schema))
            return MaximumSize + 1;

        int size = 1;
        foreach (string keyword in (ReadOnlySpan<string>)["allOf", "anyOf", "oneOf"])
        {
            foreach (YamlNode part in schema.GetItems(keyword))
                size = Math.Min(MaximumSize + 1, size + Measure(part, path));
        }

        if (schema.Get("not") is { } not)
            size = Math.Min(MaximumSize + 1, size + Measure(not, path));
        path.Remove(schema);
        return _sizes[schema] = size;
    }

    // Generators write allOf: [{$ref}] to add a default to a reference, and anyOf: [{…}, {type: null}] for a value that may be null.
    private static YamlNode? OnlyPart(YamlMapping schema)
    {
        YamlNode? only = null;
        foreach ((string keyword, YamlEntry entry) in schema.EffectiveEntries())
        {
            if (IsAnnotation(keyword))
                continue;
            if (only is not null || keyword is not ("allOf" or "anyOf" or "oneOf") || entry.Value.Dereference() is not YamlSequence parts)
                return null;

            foreach (YamlNode part in parts.Items)
            {
                if (keyword != "allOf" && IsNull(part))
                    continue;
                if (only is not null)
                    return null;
                only = part;
            }

            if (only is null)
                return null;
        }

        return only;
    }

    private static bool IsNull(YamlNode schema) => schema.Dereference() is YamlMapping mapping && mapping.GetString("type")?.Value == "null";

    private static bool IsAnnotation(string keyword) => keyword is "title" or "description" or "default" or "example" or "examples" or "nullable" or "deprecated"
        or "readOnly" or "writeOnly" or "$comment" or "$schema" or "$id" or "id" or "definitions" or "$defs";

    // RFC 6901, behind the name of a file; a reference without one stays in the file where it is written.
    private YamlNode? Find(YamlNode place, string reference)
    {
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        string file = hash < 0 ? reference : reference[..hash];
        YamlNode? current = file.Length > 0 ? open?.Invoke(file) : ReferenceEquals(place.Document, root.Document) ? root : place.Document.Root;
        foreach (string escaped in (hash < 0 ? "" : reference[(hash + 1)..]).Split('/', StringSplitOptions.None).Skip(1))
        {
            string step = Uri.UnescapeDataString(escaped).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            current = current?.Dereference() switch
            {
                YamlMapping mapping => mapping.GetValue(step),
                YamlSequence sequence when int.TryParse(step, out int index) && index >= 0 && index < sequence.Items.Length => sequence.Items[index],
                _ => null,
            };
        }

        return current;
    }
}
