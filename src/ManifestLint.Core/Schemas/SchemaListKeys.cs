using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Schemas;

/// <summary>Tells the items of a list apart as the API server does, defaults filled in (a port without protocol is a TCP port).</summary>
internal static class SchemaListKeys
{
    /// <summary>Calls back for every item that has the key of an earlier one. A key that is not known for certain is nobody's duplicate.</summary>
    /// <param name="sequence">The list.</param>
    /// <param name="schema">Its schema, with a list type or unique items.</param>
    /// <param name="onDuplicate">Given the later item, or the field of it that is its only key, and the key in words.</param>
    public static void FindDuplicates(YamlCursor sequence, Schema schema, Action<YamlCursor, string> onDuplicate)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (YamlCursor written in sequence.GetItems())
        {
            YamlCursor item = written.Dereference();
            string? key = schema.ListType == SchemaListType.Map ? KeyOf(item, schema) : ValueOf(item);
            if (key is not null && !seen.Add(key))
                onDuplicate(PlaceOf(written, item, schema), key);
        }
    }

    private static YamlCursor PlaceOf(YamlCursor written, YamlCursor item, Schema schema) =>
        schema.ListMapKeys is [var only] && item[only] is { IsNowhere: false } field && !written.IsAlias ? field : written;

    private static string? KeyOf(YamlCursor item, Schema schema)
    {
        if (!item.IsMapping)
            return null;

        SchemaProperties? fields = schema.Items?.Resolve().Properties;
        var parts = new List<string>(schema.ListMapKeys.Length);
        foreach (string name in schema.ListMapKeys)
        {
            YamlCursor value = item[name];
            string? text = value.IsAbsent ? fields?.Find(name)?.Schema.Resolve().Default : ValueOf(value);
            if (text is null || TemplateMarkers.IsTemplated(text))
                return null;
            parts.Add($"{name} '{text}'");
        }

        return string.Join(", ", parts);
    }

    private static string? ValueOf(YamlCursor value) =>
        value.IsScalar && value.Resolve() is { Kind: not (YamlScalarKind.Null or YamlScalarKind.Invalid), Json: var text } ? text : null;
}
