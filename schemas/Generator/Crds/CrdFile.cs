using System.Text;
using System.Text.Json.Nodes;

namespace ManifestLint.Schemas.Generator.Crds;

/// <summary>The text of a file of custom kinds, one definition a line.</summary>
internal static class CrdFile
{
    /// <summary>Writes the file.</summary>
    public static string Write(CrdSource source, IReadOnlyDictionary<string, string> definitionOfKind, IReadOnlyDictionary<string, JsonObject> definitions)
    {
        var text = new StringBuilder($"{{\"package\":{CanonicalJson.Write(source.Package)},\"version\":{CanonicalJson.Write(source.Version)},\"roots\":{{\n");
        text.AppendJoin(",\n", source.Kinds.OrderBy(kind => kind.Name, StringComparer.Ordinal).Select(kind =>
            $$"""{{CanonicalJson.Write(kind.Name)}}:{"def":{{CanonicalJson.Write(definitionOfKind[kind.Name])}},"scope":"{{kind.Scope}}","plural":"{{kind.Plural}}"}"""));
        text.Append("\n},\"$defs\":{\n");
        text.AppendJoin(",\n", definitions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => CanonicalJson.Write(pair.Key) + ":" + CanonicalJson.Write(pair.Value)));
        return text.Append("\n}}\n").ToString();
    }
}
