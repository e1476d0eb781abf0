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

    /// <summary>What a ConfigMap or Secret may have (MaxSecretSize of pkg/apis/core/types.go).</summary>
    public const long Maximum = 1 << 20;

    /// <summary>Whether a ConfigMap or Secret is refused for its size.</summary>
    public static bool IsTooLarge(Resource resource) => Measure(resource) > Maximum;

    /// <summary>The bytes of all values that are strings; 0 when there are plainly fewer than the maximum, and for what sops encrypted, which shrinks.</summary>
    public static long Measure(Resource resource)
    {
        bool isSecret = resource.Kind == "Secret";
        YamlMapping? data = resource.Root.GetMapping("data");
        YamlMapping? other = resource.Root.GetMapping(isSecret ? "stringData" : "binaryData");
        if (!MayExceed(resource.Document, data, other) || resource.Root.Get("sops") is not null)
            return 0;

        // stringData replaces what has the same key in data.
        return Sum(data, isBase64: isSecret, without: isSecret ? other : null) + Sum(other, isBase64: !isSecret, without: null);
    }

    // Told by the length of the text, and by aliases, which repeat what is written once.
    private static bool MayExceed(YamlDocument document, YamlMapping? data, YamlMapping? other) =>
        (long)document.Span.Length * MaximumBytesPerCharacter > Maximum || HasAlias(data) || HasAlias(other);

    private static long Sum(YamlMapping? map, bool isBase64, YamlMapping? without)
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
