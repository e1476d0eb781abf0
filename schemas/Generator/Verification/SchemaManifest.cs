using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ManifestLint.Schemas.Generator.Commands;
using ManifestLint.Schemas.Generator.Crds;
using ManifestLint.Schemas.Generator.Kubernetes;
using ManifestLint.Schemas.Generator.Lifecycles;

namespace ManifestLint.Schemas.Generator.Verification;

/// <summary>The text of <c>manifest.json</c>: what each committed file holds, counted, and its hash. A change of a file shows here as numbers.</summary>
internal static class SchemaManifest
{
    /// <summary>Makes it from the files on disk.</summary>
    public static string Make(RepositoryPaths paths)
    {
        var lines = new List<string> { Line(paths, paths.Lifecycle, text => new JsonObject { ["kinds"] = LifecycleTable.Read(text).Count }) };
        lines.AddRange(paths.CrdFiles.Select(file => Line(paths, file, Count)));
        lines.Add(Line(paths, paths.Kubernetes, text => CountMinors(RangeCodedFile.Read(text))));
        return "{\n" + string.Join(",\n", lines) + "\n}\n";
    }

    private static string Line(RepositoryPaths paths, string file, Func<string, JsonObject> count)
    {
        string text = File.ReadAllText(file);
        JsonObject entry = count(text);
        entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return CanonicalJson.Write(Path.GetRelativePath(paths.Schemas, file).Replace('\\', '/')) + ":" + CanonicalJson.Write(entry);
    }

    private static JsonObject Count(string text)
    {
        CrdFile file = CrdFile.Read(text);
        return new JsonObject
        {
            ["kinds"] = file.Roots.Count,
            ["definitions"] = file.Definitions.Count,
            ["properties"] = file.Definitions.Values.SelectMany(definition => definition.Descendants()).Sum(schema => (schema["properties"] as JsonObject)?.Count ?? 0),
        };
    }

    private static JsonObject CountMinors(RangeCoding coding)
    {
        var minors = new JsonObject();
        for (int i = 0; i < coding.Minors.Count; i++)
        {
            Bundle bundle = coding.Expand(i);
            minors[coding.Minors[i]] = new JsonObject
            {
                ["kinds"] = bundle.Roots.Count,
                ["definitions"] = bundle.Definitions.Count,
                ["properties"] = bundle.Definitions.Values.Sum(definition => definition.Count),
            };
        }
        return new JsonObject { ["minors"] = minors };
    }
}
