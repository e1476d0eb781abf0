using System.Buffers;
using System.Text;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>How many bytes the values of a ConfigMap or Secret have, as the API server counts them: without keys, base64 decoded.</summary>
internal static class ConfigDataSize
{
    // A character of the file gives at most so many bytes of a value: outside of ASCII three, and an escape is longer than what it stands for.
    private const int MaximumBytesPerCharacter = 3;

    private static readonly SearchValues<char> Filling = SearchValues.Create("=\r\n");

    /// <summary>Whether it is worth counting; told by the length of the text, and by aliases, which repeat what is written once.</summary>
    public static bool MayExceed(long limit, YamlDocument document, YamlMapping? data, YamlMapping? other) =>
        (long)document.Span.Length * MaximumBytesPerCharacter > limit || HasAlias(data) || HasAlias(other);

    /// <summary>The bytes of all values that are strings.</summary>
    /// <param name="map">The values; null has none.</param>
    /// <param name="isBase64">Whether they are written in base64.</param>
    /// <param name="without">A map whose keys do not count, since its values replace those of <paramref name="map"/>.</param>
    public static long Of(YamlMapping? map, bool isBase64, YamlMapping? without)
    {
        if (map is null)
            return 0;

        long size = 0;
        foreach ((string key, YamlEntry entry) in map.EffectiveEntries())
        {
            if (NodeReading.AsString(entry.Value) is { Value: var text } && without?.Find(key) is null)
                size += isBase64 ? DecodedLength(text) : Encoding.UTF8.GetByteCount(text);
        }

        return size;
    }

    private static long DecodedLength(string text)
    {
        long digits = text.Length;
        for (int i = text.AsSpan().IndexOfAny(Filling); i >= 0 && i < text.Length; i++)
        {
            if (Filling.Contains(text[i]))
                digits--;
        }

        return digits * 3 / 4;
    }

    private static bool HasAlias(YamlMapping? map)
    {
        if (map is null)
            return false;

        foreach (YamlEntry entry in map.Entries)
        {
            if (entry.Value is YamlAlias)
                return true;
        }

        return false;
    }
}
