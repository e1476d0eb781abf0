using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>Keys and values in the order in which they are written; each key once.</summary>
public sealed class YamlMappingValue : YamlValue
{
    private YamlMappingValue(ImmutableArray<KeyValuePair<string, YamlValue>> entries) => Entries = entries;

    /// <summary>The entries in order.</summary>
    public ImmutableArray<KeyValuePair<string, YamlValue>> Entries { get; }

    /// <summary>Whether the mapping shall be written as <c>{a: 1}</c> also where block form would be usual.</summary>
    public bool PrefersFlow { get; private init; }

    /// <summary>The value of a key, or null.</summary>
    public YamlValue? this[string key] => IndexOf(key) is var index and >= 0 ? Entries[index].Value : null;

    /// <summary>The same data, written in flow form.</summary>
    public YamlMappingValue AsFlow() => new(Entries) { PrefersFlow = true, Comment = Comment, CommentPlacement = CommentPlacement };

    /// <summary>The mapping with a key set: in its place when it is there, else at the end.</summary>
    public YamlMappingValue With(string key, YamlValue value)
    {
        int index = IndexOf(key);
        KeyValuePair<string, YamlValue> entry = new(key, value);
        return Copy(index < 0 ? Entries.Add(entry) : Entries.SetItem(index, entry));
    }

    /// <summary>The mapping without a key.</summary>
    public YamlMappingValue Without(string key) => Copy(Entries.RemoveAll(entry => entry.Key == key));

    internal static YamlMappingValue From(IEnumerable<(string Key, YamlValue Value)> entries)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var list = ImmutableArray.CreateBuilder<KeyValuePair<string, YamlValue>>();
        foreach ((string key, YamlValue value) in entries)
        {
            ArgumentNullException.ThrowIfNull(value);
            if (places.TryAdd(key, list.Count))
                list.Add(new(key, value));
            else
                list[places[key]] = new(key, value);
        }

        return new YamlMappingValue(list.DrainToImmutable());
    }

    /// <inheritdoc/>
    public override bool Equals(YamlValue? other)
    {
        if (other is not YamlMappingValue mapping || mapping.Entries.Length != Entries.Length)
            return false;

        // The usual case: the same keys in the same order.
        int same = 0;
        while (same < Entries.Length && Entries[same].Key == mapping.Entries[same].Key)
        {
            if (!Entries[same].Value.Equals(mapping.Entries[same].Value))
                return false;
            same++;
        }

        if (same == Entries.Length)
            return true;

        var values = mapping.Entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        return Entries.All(entry => values.TryGetValue(entry.Key, out YamlValue? value) && value.Equals(entry.Value));
    }

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.Aggregate(Entries.Length, (sum, entry) => sum ^ HashCode.Combine(entry.Key, entry.Value));

    /// <inheritdoc/>
    public override string ToString() =>
        "{" + string.Join(", ", Entries.Select(entry => $"{ScalarText.DoubleQuoted(entry.Key)}: {entry.Value}")) + "}";

    private protected override YamlValue CopyWithComment(string text, YamlCommentPlacement placement) =>
        new YamlMappingValue(Entries) { PrefersFlow = PrefersFlow, Comment = text, CommentPlacement = placement };

    private YamlMappingValue Copy(ImmutableArray<KeyValuePair<string, YamlValue>> entries) =>
        new(entries) { PrefersFlow = PrefersFlow, Comment = Comment, CommentPlacement = CommentPlacement };

    private int IndexOf(string key)
    {
        for (int i = 0; i < Entries.Length; i++)
        {
            if (Entries[i].Key == key)
                return i;
        }

        return -1;
    }
}
