using System.Text;
using System.Text.Json.Nodes;

namespace ManifestLint.Schemas.Generator.Crds;

/// <summary>A kind in a file of custom kinds.</summary>
/// <param name="Definition">The name of its definition.</param>
/// <param name="Scope"><c>N</c> or <c>C</c>.</param>
/// <param name="Plural">The lower-case name in paths.</param>
internal sealed record CrdRoot(string Definition, string Scope, string Plural);

/// <summary>A file of custom kinds, one kind or definition a line.</summary>
/// <param name="Package">The package that it was made from, or null when it is written by hand.</param>
/// <param name="Version">The version of the package.</param>
/// <param name="IsOpen">Whether it is written by hand and knows not every field, so that an unknown one is no error.</param>
/// <param name="Roots">By <c>group/version/Kind</c>.</param>
/// <param name="Definitions">By name; references are <c>#/$defs/NAME</c> or <c>kubernetes#/$defs/NAME</c>.</param>
internal sealed record CrdFile(
    string? Package, string? Version, bool IsOpen, IReadOnlyDictionary<string, CrdRoot> Roots, IReadOnlyDictionary<string, JsonObject> Definitions)
{
    /// <summary>Reads a file.</summary>
    public static CrdFile Read(string text)
    {
        JsonNode file = JsonNode.Parse(text)!;
        return new CrdFile(
            (string?)file["package"],
            (string?)file["version"],
            (bool?)file["open"] ?? false,
            file["roots"]!.AsObject().ToDictionary(
                pair => pair.Key, pair => new CrdRoot((string)pair.Value!["def"]!, (string)pair.Value["scope"]!, (string)pair.Value["plural"]!), StringComparer.Ordinal),
            file["$defs"]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.AsObject(), StringComparer.Ordinal));
    }

    /// <summary>Writes the file.</summary>
    public string Write()
    {
        var text = new StringBuilder("{");
        if (Package is not null)
            text.Append($"\"package\":{CanonicalJson.Write(Package)},\"version\":{CanonicalJson.Write(Version!)},");
        if (IsOpen)
            text.Append("\"open\":true,");
        text.Append("\"roots\":{\n").AppendJoin(",\n", Roots.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(Write));
        text.Append("\n},\"$defs\":{\n");
        text.AppendJoin(",\n", Definitions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => CanonicalJson.Write(pair.Key) + ":" + CanonicalJson.Write(pair.Value)));
        return text.Append("\n}}\n").ToString();
    }

    private static string Write(KeyValuePair<string, CrdRoot> root) =>
        $$"""{{CanonicalJson.Write(root.Key)}}:{"def":{{CanonicalJson.Write(root.Value.Definition)}},"scope":"{{root.Value.Scope}}","plural":"{{root.Value.Plural}}"}""";
}
