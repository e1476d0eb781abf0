using System.Text.Json.Nodes;

namespace ManifestLint.Schemas.Generator.Crds;

/// <summary>Walks schemas.</summary>
internal static class SchemaNodes
{
    /// <summary>The keywords whose value is a list of schemas.</summary>
    public static readonly string[] Combinations = ["allOf", "anyOf", "oneOf"];

    /// <summary>The keywords whose value is one schema.</summary>
    public static readonly string[] Inner = ["items", "additionalProperties", "not"];

    /// <summary>A schema and all schemas inside it. Properties that happen to be called like a keyword are not mistaken for one.</summary>
    public static IEnumerable<JsonObject> Descendants(this JsonNode? node)
    {
        if (node is not JsonObject schema)
            return [];
        IEnumerable<JsonNode?> children =
        [
            .. (schema["properties"] as JsonObject)?.Select(property => property.Value) ?? [],
            .. Inner.Select(keyword => schema[keyword]),
            .. Combinations.SelectMany(keyword => schema[keyword] as JsonArray ?? []),
        ];
        return [schema, .. children.SelectMany(child => child.Descendants())];
    }
}
