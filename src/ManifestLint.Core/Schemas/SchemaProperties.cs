using System.Collections.Immutable;

namespace ManifestLint.Schemas;

/// <summary>A field of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">What its value looks like, in the newest of the target versions that know it.</param>
/// <param name="Minors">Where it exists.</param>
/// <param name="Others">What its value looks like in other target versions, where that differs.</param>
public sealed record SchemaProperty(string Name, Schema Schema, MinorSet Minors, ImmutableArray<(MinorSet Minors, Schema Schema)> Others);

/// <summary>The fields of an object, found by name.</summary>
public sealed class SchemaProperties
{
    private readonly SchemaProperty[] _properties;

    /// <summary>Takes fields in any order.</summary>
    public SchemaProperties(IEnumerable<SchemaProperty> properties) =>
        _properties = [.. properties.OrderBy(property => property.Name, StringComparer.Ordinal)];

    /// <summary>No fields.</summary>
    public static SchemaProperties None { get; } = new([]);

    /// <summary>Their number.</summary>
    public int Count => _properties.Length;

    /// <summary>The fields in ordinal order.</summary>
    public ReadOnlySpan<SchemaProperty> All => _properties;

    /// <summary>A field by its place in the order.</summary>
    public SchemaProperty this[int index] => _properties[index];

    /// <summary>The field with a name, or null.</summary>
    public SchemaProperty? Find(ReadOnlySpan<char> name) => IndexOf(name) is var index and >= 0 ? _properties[index] : null;

    /// <summary>The place of a field in the order; negative when there is none.</summary>
    public int IndexOf(ReadOnlySpan<char> name)
    {
        int low = 0;
        int high = _properties.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = name.SequenceCompareTo(_properties[middle].Name);
            if (order == 0)
                return middle;
            if (order < 0)
                high = middle - 1;
            else
                low = middle + 1;
        }

        return -1;
    }
}
