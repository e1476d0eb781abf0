using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>One pair of labels or of a selector.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; a written null is an empty string.</param>
/// <param name="Entry">Key and value as they stand in the text; behind a merge, the entry of the mapping that is merged in.</param>
public readonly record struct Label(string Key, Located<string> Value, YamlEntry Entry);

/// <summary>The pairs of a map of strings: the labels of a pod template, the selector of a Service.</summary>
public sealed class Labels
{
    /// <summary>No labels at all.</summary>
    public static readonly Labels None = new(mapping: null);

    /// <summary>Reads the pairs of a mapping; null gives none.</summary>
    /// <param name="mapping">What stands under <c>labels</c>, <c>matchLabels</c> or a Service's <c>selector</c>.</param>
    public Labels(YamlMapping? mapping)
    {
        Mapping = mapping;
        if (mapping is null)
        {
            Pairs = [];
            return;
        }

        var pairs = ImmutableArray.CreateBuilder<Label>(mapping.Entries.Length);
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (entry.IsMerge)
            {
                pairs.Clear();
                AddAll(mapping, pairs);
                break;
            }

            // Of a doubled key the last entry counts.
            if (ScalarResolver.GetKey(entry.Key) is { } key && (mapping.Entries.Length == 1 || mapping.Find(key) == entry))
                Add(key, entry, pairs);
        }

        Pairs = pairs.DrainToImmutable();
    }

    /// <summary>The mapping; null when the key is absent or its value is no mapping.</summary>
    public YamlMapping? Mapping { get; }

    /// <summary>The pairs whose value is a string, in the order of the text.</summary>
    public ImmutableArray<Label> Pairs { get; }

    /// <summary>
    /// Whether a value is no string (<c>version: 1.10</c>), which the API server refuses: such a pair is left out of <see cref="Pairs"/>, and what
    /// does not match because of it says nothing.
    /// </summary>
    public bool HasUnknownPairs { get; private set; }

    /// <summary>Whether nothing is written here that could match or be matched.</summary>
    public bool IsEmpty => Pairs.IsEmpty && !HasUnknownPairs;

    /// <summary>The value of a label, or null.</summary>
    public string? this[string key] => Find(key)?.Value.Value;

    /// <summary>The pair with a key, or null.</summary>
    public Label? Find(string key)
    {
        foreach (Label pair in Pairs)
        {
            if (pair.Key == key)
                return pair;
        }

        return null;
    }

    /// <summary>Whether the pair is among the labels.</summary>
    public bool Contains(string key, string value)
    {
        foreach (Label pair in Pairs)
        {
            if (pair.Key == key)
                return pair.Value.Value == value;
        }

        return false;
    }

    /// <summary>The pairs as messages show them, for example <c>app: shop, tier: web</c>.</summary>
    public override string ToString() => string.Join(", ", Pairs.Select(pair => $"{pair.Key}: {pair.Value.Value}"));

    private void AddAll(YamlMapping mapping, ImmutableArray<Label>.Builder pairs)
    {
        foreach ((string key, YamlEntry entry) in mapping.EffectiveEntries())
            Add(key, entry, pairs);
    }

    private void Add(string key, YamlEntry entry, ImmutableArray<Label>.Builder pairs)
    {
        YamlNode value = entry.Value.Dereference();
        if (NodeReading.AsString(entry.Value) is { } text)
            pairs.Add(new Label(key, text, entry));
        else if (value is YamlScalar { IsNull: true })
            pairs.Add(new Label(key, new Located<string>("", entry.Value), entry));
        else
            HasUnknownPairs = true;
    }
}
