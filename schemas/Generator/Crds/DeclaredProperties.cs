using System.Text.Json.Nodes;
using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Generator.Crds;

/// <summary>
/// Adds the properties that only the type declarations have. The packages drop every <c>description</c> before they compile, properties of that name
/// included, and compile nothing for a property that may be anything.
/// </summary>
internal static class DeclaredProperties
{
    /// <summary>Adds what is missing, at any depth.</summary>
    public static void AddMissing(JsonObject schema, DeclaredType declared)
    {
        switch (declared)
        {
            case DeclaredObject type when !schema.ContainsKey("$ref"):
                AddMissing(schema, type);
                break;
            case DeclaredList type when schema["items"] is JsonObject items:
                AddMissing(items, type.Item);
                break;
            case DeclaredMap type when schema["additionalProperties"] is JsonObject values:
                AddMissing(values, type.Value);
                break;
            case DeclaredMap type when (string?)(schema["type"] as JsonValue) == "object":
                schema["additionalProperties"] = SchemaOf(type.Value);
                break;
        }
    }

    private static void AddMissing(JsonObject schema, DeclaredObject declared)
    {
        if (declared.Properties.Count == 0)
            return;
        var properties = schema["properties"] as JsonObject ?? [];
        foreach ((string name, DeclaredType type) in declared.Properties)
        {
            if (properties[name] is JsonObject known)
                AddMissing(known, type);
            else
                properties[name] = SchemaOf(type);
        }
        if (properties.Parent is null)
            schema["properties"] = properties;
    }

    // A property that the validators are silent about takes everything; the declaration narrows it where it is sure.
    private static JsonObject SchemaOf(DeclaredType type) => type switch
    {
        DeclaredName { Name: "string" or "boolean" or "number" } scalar => new JsonObject { ["type"] = scalar.Name },
        _ => new JsonObject { ["x-kubernetes-preserve-unknown-fields"] = true },
    };
}
