using System.Text.Json;

namespace ManifestLint.Schemas.Generator.Packing;

/// <summary>Packs <c>api-lifecycle.json</c>; <see cref="ApiLifecycle"/> reads it.</summary>
internal static class LifecycleWriter
{
    public static byte[] Pack(JsonElement file)
    {
        JsonProperty[] rows = [.. file.EnumerateObject().Where(row => Minor(row.Value, "deprecated") + Minor(row.Value, "removed") > 0)];
        var pack = new PackBuffer();
        pack.WriteNumber(rows.Length);
        foreach (JsonProperty row in rows)
        {
            WriteKind(pack, row.Name);
            pack.WriteNumber(Minor(row.Value, "introduced"));
            pack.WriteNumber(Minor(row.Value, "deprecated"));
            pack.WriteNumber(Minor(row.Value, "removed"));
            WriteKind(pack, row.Value.TryGetProperty("replacement", out JsonElement replacement) && replacement.GetString() is { } kind ? kind : "/");
        }

        return pack.ToArray();
    }

    private static void WriteKind(PackBuffer pack, string kind)
    {
        int slash = kind.LastIndexOf('/');
        pack.WriteText(kind[..slash]);
        pack.WriteText(kind[(slash + 1)..]);
    }

    private static int Minor(JsonElement row, string name) => row.TryGetProperty(name, out JsonElement minor) && minor.ValueKind == JsonValueKind.Number ? minor.GetInt32() : 0;
}
