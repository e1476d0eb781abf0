using System.Text.Json.Nodes;
using ManifestLint.Schemas.Generator.Crds;
using ManifestLint.Schemas.Generator.Kubernetes;

namespace ManifestLint.Schemas.Generator.Verification;

/// <summary>Checks <c>kubernetes.json</c> in itself: it is written canonically, every minor can be taken out and put back, and every reference leads somewhere.</summary>
internal static class KubernetesCheck
{
    private const string LocalPrefix = "#/$defs/";

    /// <summary>Gives what is wrong.</summary>
    public static IEnumerable<string> Check(string text)
    {
        RangeCoding coding = RangeCodedFile.Read(text);
        Bundle[] bundles = [.. coding.Minors.Select((_, i) => coding.Expand(i))];
        if (RangeCodedFile.Write(RangeCoding.Encode(coding.Minors, bundles)) != text)
            yield return "kubernetes.json: taking all minors out and joining them again gives another text";
        for (int i = 0; i < bundles.Length; i++)
        {
            foreach (string problem in Check(bundles[i]))
                yield return $"kubernetes.json, {coding.Minors[i]}: {problem}";
        }
    }

    private static IEnumerable<string> Check(Bundle bundle)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string kind, Root root) in bundle.Roots)
        {
            reached.Add(root.Definition);
            if (!bundle.Definitions.ContainsKey(root.Definition))
                yield return $"{kind} has no definition {root.Definition}";
        }
        foreach ((string name, IReadOnlyDictionary<string, Property> properties) in bundle.Definitions)
        {
            foreach ((string property, Property value) in properties)
            {
                JsonObject schema = JsonNode.Parse(value.Schema)!.AsObject();
                foreach (string reference in schema.Descendants().Select(part => (string?)part["$ref"]).OfType<string>())
                {
                    reached.Add(reference[LocalPrefix.Length..]);
                    if (!bundle.Definitions.ContainsKey(reference[LocalPrefix.Length..]))
                        yield return $"{name}.{property} refers to {reference}";
                }
                foreach (string key in FindBadKeys(schema, bundle))
                    yield return $"{name}.{property} has the list key {key}, which its items lack";
            }
        }
        foreach (string name in bundle.Definitions.Keys.Where(name => !reached.Contains(name)))
            yield return $"nothing refers to {name}";
    }

    private static IEnumerable<string> FindBadKeys(JsonObject schema, Bundle bundle)
    {
        if (schema["x-kubernetes-list-map-keys"] is not JsonArray keys || (string?)schema["items"]?["$ref"] is not { } item)
            return [];
        return keys.Select(key => (string)key!).Where(key => bundle.Definitions.TryGetValue(item[LocalPrefix.Length..], out var properties) && !properties.ContainsKey(key));
    }
}
