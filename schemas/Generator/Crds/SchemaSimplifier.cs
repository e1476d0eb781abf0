using System.Text.Json.Nodes;

namespace ManifestLint.Schemas.Generator.Crds;

/// <summary>
/// Brings schemas to the form of a structural schema: embedded Go structs, which the packages write as <c>allOf</c>, are dissolved into the object that embeds
/// them; a reference stands alone; an object of which nothing is known is open.
/// </summary>
/// <param name="find">The simplified schema of a type, or null for a type of another package.</param>
internal sealed class SchemaSimplifier(Func<string, JsonObject?> find)
{
    /// <summary>Simplifies a schema and everything in it.</summary>
    public JsonObject Simplify(JsonObject schema)
    {
        var result = new JsonObject();
        foreach ((string keyword, JsonNode? value) in schema)
        {
            result[keyword] = (keyword, value) switch
            {
                ("properties", JsonObject properties) => new JsonObject(properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)Simplify(property.Value!.AsObject())))),
                ("allOf" or "anyOf" or "oneOf", JsonArray parts) => new JsonArray([.. parts.Select(part => Simplify(part!.AsObject()))]),
                ("items" or "additionalProperties" or "not", JsonObject inner) => Simplify(inner),
                _ => value?.DeepClone(),
            };
        }
        Dissolve(result);
        if (IsObject(result) && !result.ContainsKey("properties") && !result.ContainsKey("additionalProperties") && !result.ContainsKey("allOf"))
            result["x-kubernetes-preserve-unknown-fields"] = true;
        return result;
    }

    private void Dissolve(JsonObject schema)
    {
        if (schema["allOf"] is not JsonArray parts || parts.Any(part => part!["$ref"] is null))
            return;
        if (parts.Count == 1 && IsSaidByReference(schema, parts[0]!.AsObject()))
            schema["$ref"] = parts[0]!["$ref"]!.DeepClone();
        else if (!parts.All(part => Embed(schema.DeepClone().AsObject(), part!)))
            return;
        else
        {
            foreach (JsonNode? part in parts)
                Embed(schema, part!);
        }
        schema.Remove("allOf");
        if (schema.ContainsKey("$ref"))
            schema.Remove("type");
    }

    // {type: string, allOf: [{$ref: X}]} says no more than X when X is a string, and {allOf: [{$ref: X}]} never does.
    private bool IsSaidByReference(JsonObject schema, JsonObject part)
    {
        if (schema.Any(member => member.Key is not ("type" or "allOf" or "nullable")))
            return false;
        return schema["type"] is not { } type || (!IsObject(schema) && Find(part)?["type"] is { } known && JsonNode.DeepEquals(type, known));
    }

    // The type that a reference means in the end: some types are only another name of a type.
    private JsonObject? Find(JsonNode part)
    {
        JsonObject? type = find((string)part["$ref"]!);
        while (type?["$ref"] is { } next)
            type = find((string)next!);
        return type;
    }

    private static bool IsObject(JsonObject schema) => (string?)(schema["type"] as JsonValue) == "object";

    private bool Embed(JsonObject schema, JsonNode part)
    {
        if (Find(part) is not { } embedded || !JsonNode.DeepEquals(schema["type"], embedded["type"]) || embedded.ContainsKey("$ref"))
            return false;
        return IsObject(schema) ? EmbedObject(schema, embedded) : EmbedScalar(schema, embedded);
    }

    private static bool EmbedScalar(JsonObject schema, JsonObject embedded)
    {
        foreach ((string keyword, JsonNode? value) in embedded)
        {
            if (!schema.TryAdd(keyword, value?.DeepClone()) && !JsonNode.DeepEquals(schema[keyword], value))
                return false;
        }
        return true;
    }

    private static bool EmbedObject(JsonObject schema, JsonObject embedded)
    {
        if (embedded.Any(member => member.Key is not ("type" or "properties" or "required" or "nullable")))
            return false;
        var properties = schema["properties"] as JsonObject ?? [];
        foreach ((string name, JsonNode? value) in embedded["properties"] as JsonObject ?? [])
            properties.TryAdd(name, value?.DeepClone());
        if (properties.Parent is null)
            schema["properties"] = properties;
        IEnumerable<string> required = [.. Names(schema), .. Names(embedded)];
        if (required.Any())
            schema["required"] = new JsonArray([.. required.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]);
        return true;
    }

    private static IEnumerable<string> Names(JsonObject schema) => (schema["required"] as JsonArray ?? []).Select(name => (string)name!);
}
