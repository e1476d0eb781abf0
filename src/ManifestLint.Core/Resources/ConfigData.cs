using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>What a ConfigMap or Secret holds. Values are compared and hashed here and go nowhere else.</summary>
public static class ConfigData
{
    /// <summary>What a checksum of <see cref="GetChecksum"/> begins with.</summary>
    public const string ChecksumPrefix = "ml1-";

    private const int ChecksumBytes = 8;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    // Who fills in keys that the manifest does not have: operators that are told so by an annotation or label.
    private static readonly string[] Fillers =
    [
        "config.openshift.io/inject-trusted-cabundle", "service.beta.openshift.io/inject-cabundle", "service.alpha.openshift.io/inject-cabundle",
        "secret-generator.v1.mittwald.de/", "replicator.v1.mittwald.de/", "reflector.v1.k8s.emberstack.com/", "cert-manager.io/",
        "secret-generator.cs.sap.com/", "getambassador.io/", "kubed.appscode.com/", "cloudnative-pg.io/", "meta.upbound.io/",
    ];

    /// <summary>Whether an object is a ConfigMap or a Secret.</summary>
    public static bool IsConfig(Resource resource) => resource is { Kind: "ConfigMap" or "Secret", Group: "" };

    /// <summary>Whether <c>immutable: true</c> is written, so that the API server refuses every change of its content.</summary>
    public static bool IsImmutable(Resource resource) => resource.Cursor["immutable"] is { IsScalar: true } scalar && scalar.Resolve() is { Kind: YamlScalarKind.Boolean, Json: "true" };

    /// <summary>Whether a key is written, under <c>data</c>, <c>binaryData</c> or <c>stringData</c>.</summary>
    public static bool HasKey(Resource resource, string key)
    {
        YamlCursor root = resource.Cursor;
        return !root["data"][key].IsNowhere || !root[OtherMap(resource)][key].IsNowhere;
    }

    /// <summary>The keys in the order of the text.</summary>
    public static ImmutableArray<string> ReadKeys(Resource resource) =>
        [.. KeysOf(resource.Root.GetMapping("data")).Concat(KeysOf(resource.Root.GetMapping(OtherMap(resource)))).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Whether the object may come to have keys that are not written: it is partial or empty, a key is still a template or encrypted, or a controller
    /// fills it (a token Secret, the operators that inject certificates and passwords).
    /// </summary>
    public static bool MayHaveMoreKeys(Resource resource)
    {
        if (resource.IsPartial || resource.Root.GetString("type")?.Value == "kubernetes.io/service-account-token")
            return true;

        ImmutableArray<string> keys = ReadKeys(resource);
        return keys.IsEmpty || keys.Any(key => Placeholders.IsPlaceholder(key) || key.StartsWith("ENC[", StringComparison.Ordinal))
            || IsFilled(resource.Metadata.GetMapping("annotations")) || IsFilled(resource.Metadata.GetMapping("labels"));
    }

    /// <summary>
    /// A checksum of the content, <c>ml1-</c> and 16 hexadecimal digits, for an annotation of a pod template: SHA-256 over the keys in ordinal order, each
    /// with a zero byte, the bytes of its value and a zero byte, <c>data</c> before <c>binaryData</c>; a Secret's values decoded, <c>stringData</c> winning over
    /// <c>data</c>. Null when a value is no string or not base64.
    /// </summary>
    public static string? GetChecksum(Resource resource)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        bool isSecret = resource.Kind == "Secret";
        var data = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        if (!Read(resource.Root.Get("data"), isSecret, data))
            return null;
        if (!isSecret)
        {
            Append(hash, data);
            data.Clear();
        }

        if (!Read(resource.Root.Get(OtherMap(resource)), isBase64: !isSecret, data))
            return null;
        Append(hash, data);
        return ChecksumPrefix + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, ChecksumBytes));
    }

    /// <summary>Whether an annotation's value has the form of a checksum of <see cref="GetChecksum"/>.</summary>
    public static bool IsChecksum(string value) =>
        value.Length == ChecksumPrefix.Length + (2 * ChecksumBytes) && value.StartsWith(ChecksumPrefix, StringComparison.Ordinal)
        && !value.AsSpan(ChecksumPrefix.Length).ContainsAnyExcept(Hex);

    private static string OtherMap(Resource resource) => resource.Kind == "Secret" ? "stringData" : "binaryData";

    private static IEnumerable<string> KeysOf(YamlMapping? map) => map is null ? [] : map.EffectiveEntries().Select(pair => pair.Key);

    private static bool IsFilled(YamlMapping? map) => KeysOf(map).Any(key => Array.Exists(Fillers, filler => key.StartsWith(filler, StringComparison.Ordinal)));

    // A value that is null is an empty one.
    private static bool Read(YamlNode? node, bool isBase64, SortedDictionary<string, byte[]> into)
    {
        if (node is null)
            return true;
        if (node is not YamlMapping map)
            return false;

        foreach ((string key, YamlEntry entry) in map.EffectiveEntries())
        {
            string? text = entry.Value.Dereference() is YamlScalar { IsNull: true } ? "" : NodeReading.AsString(entry.Value)?.Value;
            if (text is null || (isBase64 ? Decode(text) : Encoding.UTF8.GetBytes(text)) is not { } bytes)
                return false;
            into[key] = bytes;
        }

        return true;
    }

    private static byte[]? Decode(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : null;
    }

    private static void Append(IncrementalHash hash, SortedDictionary<string, byte[]> data)
    {
        foreach ((string key, byte[] value) in data)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(key));
            hash.AppendData([0]);
            hash.AppendData(value);
            hash.AppendData([0]);
        }
    }
}
