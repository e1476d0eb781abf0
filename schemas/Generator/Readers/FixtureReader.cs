using System.Text.Json;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>
/// Reads the <c>testdata</c> of <c>k8s.io/api</c>: for every kind one object in which every field is set, as the API machinery of that minor writes it.
/// </summary>
internal static class FixtureReader
{
    /// <summary><c>group/version/Kind</c> to object.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Read(string folder)
    {
        var fixtures = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(folder, "*.json"))
        {
            if (path.Contains("after_roundtrip", StringComparison.Ordinal))
                continue;
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement root = document.RootElement;
            if (root.TryGetProperty("apiVersion", out JsonElement version) && root.TryGetProperty("kind", out JsonElement kind))
                fixtures[$"{version.GetString()}/{kind.GetString()}"] = root.Clone();
        }
        return fixtures;
    }
}
