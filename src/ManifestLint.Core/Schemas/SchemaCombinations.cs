using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Schemas;

/// <summary>Holds values to <c>oneOf</c>, <c>anyOf</c>, <c>allOf</c> and <c>not</c>, which custom resources use to say which fields exclude each other.</summary>
internal static class SchemaCombinations
{
    /// <summary>What is wrong, in plain words; null when everything holds.</summary>
    public static string? Explain(YamlCursor value, Schema schema)
    {
        foreach (Schema part in schema.AllOf)
        {
            Schema resolved = part.Resolve();
            if (resolved.HasCombinations && resolved is { Properties.Count: 0, Required.IsEmpty: true } ? Explain(value, resolved) is { } inner : !SchemaMatch.Matches(value, resolved))
                return ExplainPart(value, resolved);
        }

        if (!schema.AnyOf.IsEmpty && !schema.AnyOf.Any(choice => SchemaMatch.Matches(value, choice)))
            return Fields(schema.AnyOf) is { } any ? $"it needs one of {any}" : "it has none of the forms that are allowed";

        if (!schema.OneOf.IsEmpty && schema.OneOf.Count(choice => SchemaMatch.Matches(value, choice)) is var count && count != 1)
            return ExplainOneOf(schema, count);

        return schema.Not is { } not && SchemaMatch.Matches(value, not) ? ExplainNot(not.Resolve()) : null;
    }

    private static string ExplainPart(YamlCursor value, Schema part) => Explain(value, part) ?? "it has not the form that is wanted";

    private static string ExplainOneOf(Schema schema, int count)
    {
        string? fields = Fields(schema.OneOf);
        bool isOptional = schema.OneOf.Any(choice => choice.Resolve().Not is not null);
        return (fields, count) switch
        {
            (null, 0) => "it has none of the forms that are allowed",
            (null, _) => "it has several forms at once, of which only one is allowed",
            (_, 0) when !isOptional => $"it needs one of {fields}",
            _ => $"only one of {fields} may be set",
        };
    }

    private static string ExplainNot(Schema not) => not.Required.IsEmpty || not.Properties.Count > 0
        ? "it has a form that is not allowed"
        : $"{string.Join(" and ", not.Required.Select(field => $"'{field.Name}'"))} may not be set{(not.Required.Length > 1 ? " together" : "")}";

    // Choices that consist of a required field each are named by it.
    private static string? Fields(IEnumerable<Schema> choices)
    {
        var names = new List<string>();
        foreach (Schema choice in choices)
        {
            Schema resolved = choice.Resolve();
            if (resolved.Not is not null && resolved.Required.IsEmpty)
                continue;
            if (resolved.Required is not [var field])
                return null;
            names.Add($"'{field.Name}'");
        }

        return names.Count == 0 ? null : string.Join(", ", names);
    }
}
