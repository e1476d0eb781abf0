using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ManifestLint.Schemas.Generator;

/// <summary>JSON in one form only: no blanks, keys in ordinal order, nothing escaped that need not be.</summary>
internal static class CanonicalJson
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a value.</summary>
    public static string Write(JsonNode? node) => node switch
    {
        JsonObject members => "{" + string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => Write(member.Key) + ":" + Write(member.Value))) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Write)) + "]",
        null => "null",
        _ => node.ToJsonString(Relaxed),
    };

    /// <summary>Writes a text.</summary>
    public static string Write(string text) => "\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) + "\"";
}
