using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Schemas, values and places as messages name them.</summary>
internal static class SchemaText
{
    private const int LongestShown = 40;

    /// <summary>What a schema wants, with its article: <c>a whole number</c>, <c>a list</c>.</summary>
    public static string Describe(Schema schema)
    {
        if (schema.IsIntOrString)
            return "a whole number or a string";
        if (schema.IsQuantity)
            return "a quantity such as 500m or 2Gi";
        if (schema.Types.HasFlag(SchemaTypes.Array))
            return "a list";
        if (schema.Types.HasFlag(SchemaTypes.Object) || schema.HasFields)
            return "a mapping";
        if (schema.Types.HasFlag(SchemaTypes.Boolean))
            return "true or false";
        if (schema.Types.HasFlag(SchemaTypes.String))
            return "a string";
        if (schema.Types.HasFlag(SchemaTypes.Number))
            return "a number";
        return "a whole number";
    }

    /// <summary>What stands there, with its article and text: <c>the string 'three'</c>, <c>a mapping</c>.</summary>
    public static string DescribeFound(YamlNode node) => node.Dereference() switch
    {
        YamlMapping => "a mapping",
        YamlSequence => "a list",
        YamlScalar scalar => scalar.Resolve() switch
        {
            { Kind: YamlScalarKind.Boolean, Json: var text } when text == scalar.Value => $"the boolean {text}",
            { Kind: YamlScalarKind.Boolean, Json: var text } => $"the boolean {text} ({scalar.Value})",
            { Kind: YamlScalarKind.Integer or YamlScalarKind.Float, Json: var text } => $"the number {text}",
            { Json: var text } => $"the string '{Shorten(text)}'",
        },
        _ => "an alias",
    };

    /// <summary>A text of a manifest in one short line.</summary>
    public static string Shorten(string text)
    {
        string line = text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? text[..end] + "…" : text;
        return line.Length <= LongestShown ? line : line[..(LongestShown - 1)] + "…";
    }

    /// <summary>A place in an object as messages name it; the object itself by its kind.</summary>
    public static string Describe(YamlPath path, string kind) => path.IsRoot ? kind : path.ToString();

    /// <summary>What a definition is called without its group: <c>PodSpec</c>.</summary>
    public static string LastWord(string definition) => definition[(definition.LastIndexOf('.') + 1)..];
}
