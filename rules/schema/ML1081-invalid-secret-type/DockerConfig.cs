using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The content of a Secret that holds the configuration of Docker, which the API server wants to be a JSON object.</summary>
internal static class DockerConfig
{
    /// <summary>
    /// Why a value is no JSON object, to follow the name of its key; null when it is one, and when it may be a placeholder that another program fills in: only
    /// what is empty, begins as JSON, or is in base64 once too often, is judged.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="isPlain">Whether it stands in <c>stringData</c>, not in base64 in <c>data</c>.</param>
    public static string? WhyNoJson(YamlNode value, bool isPlain)
    {
        if (value.Dereference() is YamlScalar { IsNull: true })
            return "is empty";
        if (NodeReading.AsString(value) is not { Value: var written } || TemplateMarkers.IsTemplated(written))
            return null;
        if ((isPlain ? written : Decode(written)) is not { } content || TemplateMarkers.IsTemplated(content))
            return null;

        string trimmed = content.Trim();
        if (trimmed.Length == 0)
            return "is empty";
        if (trimmed[0] is '{' or '[' or '"')
            return IsObject(trimmed) ? null : "is no JSON object";
        if (Decode(trimmed)?.TrimStart() is not ['{', ..])
            return null;
        return isPlain ? "is in base64 though stringData takes plain text" : "is in base64 twice";
    }

    private static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? Decode(string text)
    {
        byte[] bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Convert.TryFromBase64String(text, bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
