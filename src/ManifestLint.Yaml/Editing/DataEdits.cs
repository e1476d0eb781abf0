using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>Edits of data alone: what an edit of the text has to amount to.</summary>
internal static class DataEdits
{
    /// <summary>The data with the value at a path replaced or added, missing mappings made.</summary>
    public static YamlValue Set(YamlValue data, ReadOnlySpan<YamlPathSegment> path, YamlValue value)
    {
        if (path.IsEmpty)
            return value;

        YamlPathSegment segment = path[0];
        if (segment.Key is { } key)
        {
            YamlMappingValue mapping = data as YamlMappingValue ?? YamlMappingValue.From([]);
            return mapping.With(key, Set(mapping[key] ?? YamlValue.Null, path[1..], value));
        }

        YamlSequenceValue sequence = data as YamlSequenceValue ?? new YamlSequenceValue([]);
        return segment.Index < sequence.Items.Length
            ? new YamlSequenceValue(sequence.Items.SetItem(segment.Index, Set(sequence.Items[segment.Index], path[1..], value)))
            : new YamlSequenceValue(sequence.Items.Add(Set(YamlValue.Null, path[1..], value)));
    }

    /// <summary>The data with what is at a path changed.</summary>
    public static YamlValue Change(YamlValue data, YamlPath path, Func<YamlValue, YamlValue> change) =>
        Set(data, path.Segments.AsSpan(), change(Get(data, path)));

    /// <summary>What is at a path; null when nothing is.</summary>
    public static YamlValue Get(YamlValue data, YamlPath path)
    {
        YamlValue current = data;
        foreach (YamlPathSegment segment in path.Segments)
        {
            current = current switch
            {
                YamlMappingValue mapping when segment.Key is { } key => mapping[key] ?? YamlValue.Null,
                YamlSequenceValue sequence when segment.IsItem && segment.Index < sequence.Items.Length => sequence.Items[segment.Index],
                _ => YamlValue.Null,
            };
        }

        return current;
    }
}
