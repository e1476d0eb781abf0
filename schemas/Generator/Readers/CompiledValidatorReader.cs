using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>
/// Gives back the schema that a compiled validator was made from. <c>@kubernetes-models</c> publishes one small function for every subschema, in the very
/// regular form of standalone ajv code; each keyword leaves its name and its parameters in the error that it reports.
/// </summary>
internal static class CompiledValidatorReader
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly string[] Limits =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties",
    ];

    // Everything that has a place in the schema below; another keyword is an error, so that a new release cannot lose one silently.
    private static readonly HashSet<string> Known = [.. Limits, "type", "format", "enum", "pattern", "required", "oneOf", "anyOf", "allOf", "not"];

    private static readonly Regex Keyword = new(@"keyword:""(?<name>\w+)""", Options);
    private static readonly Regex Type = new(@"schemaPath:""#/type"",keyword:""type"",params:\{type:(?<type>""[^""]+""|\[[^\]]*\])", Options);
    private static readonly Regex Format = new(@"keyword:""format"",params:\{format:""(?<format>[^""]+)""", Options);
    private static readonly Regex Enum = new(@"keyword:""enum"",params:\{allowedValues:(?<values>schema\d+_enum|\[[^\]]*\])", Options);
    private static readonly Regex Pattern = new(@"keyword:""pattern"",params:\{pattern:(?<pattern>""(?:[^""\\]|\\.)*"")", Options);
    private static readonly Regex Limit = new(@"keyword:""(?<name>\w+)"",params:\{(?:comparison:""[^""]*"",)?limit:(?<limit>-?[\d.e+]+)", Options);
    private static readonly Regex Required = new(@"schemaPath:""#/required"",keyword:""required"",params:\{missingProperty:(?<name>""(?:[^""\\]|\\.)*"")", Options);
    private static readonly Regex Property = new(@"(?<call>validate\d+)\(data(?:\.(?<name>[\w$]+)|\[(?<quoted>""[^""]+"")\]),", Options);
    private static readonly Regex Item = new(@"(?<call>validate\d+)\(data\[i\d+\]", Options);
    private static readonly Regex Value = new(@"(?<call>validate\d+)\(data\[key\d+\]", Options);
    private static readonly Regex Same = new(@"(?<call>validate\d+)\(data,\{instancePath,parentData", Options);

    /// <summary>Reads the schema of a module; a type of another module is <c>{"$ref": path}</c>.</summary>
    public static JsonObject Read(CompiledModule module) => Read(module, module.Root);

    private static JsonObject Read(CompiledModule module, string function)
    {
        if (module.Imports.TryGetValue(function, out string? path))
            return new JsonObject { ["$ref"] = path };

        string body = module.Functions[function];
        HashSet<string> keywords = [.. Keyword.Matches(body).Select(match => match.Groups["name"].Value)];
        if (keywords.FirstOrDefault(keyword => !Known.Contains(keyword)) is { } unknown)
            throw new InvalidDataException($"{function} has the keyword {unknown}, which this reader does not know.");

        var schema = new JsonObject();
        if (Type.Match(body) is { Success: true } type)
            schema["type"] = JsonNode.Parse(type.Groups["type"].Value);
        if (Format.Match(body) is { Success: true } format)
            schema["format"] = format.Groups["format"].Value;
        if (Enum.Match(body) is { Success: true } values)
            schema["enum"] = ReadValues(module, values.Groups["values"].Value);
        if (Pattern.Match(body) is { Success: true } pattern)
            schema["pattern"] = JsonNode.Parse(pattern.Groups["pattern"].Value);
        foreach (Match limit in Limit.Matches(body).Where(match => Limits.Contains(match.Groups["name"].Value, StringComparer.Ordinal)))
        {
            // A length or count of at least 0 says nothing.
            string name = limit.Groups["name"].Value;
            if (limit.Groups["limit"].Value != "0" || !name.StartsWith("min", StringComparison.Ordinal) || name == "minimum")
                schema[name] = ReadNumber(limit.Groups["limit"].Value);
        }
        AddParts(schema, module, body);
        AddCombination(schema, keywords, [.. Calls(Same, body).Where(call => call != function).Select(call => Read(module, call))]);
        if (body.Contains("null!==data", StringComparison.Ordinal))
            schema["nullable"] = true;
        return schema;
    }

    private static void AddParts(JsonObject schema, CompiledModule module, string body)
    {
        string[] required = [.. Required.Matches(body).Select(match => JsonSerializer.Deserialize<string>(match.Groups["name"].Value)!).Distinct(StringComparer.Ordinal)];
        if (required.Length > 0)
            schema["required"] = new JsonArray([.. required.Order(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]);

        var properties = new JsonObject();
        foreach (Match match in Property.Matches(body))
        {
            string name = match.Groups["name"].Success ? match.Groups["name"].Value : JsonSerializer.Deserialize<string>(match.Groups["quoted"].Value)!;
            properties.TryAdd(name, Read(module, match.Groups["call"].Value));
        }
        if (properties.Count > 0)
            schema["properties"] = properties;
        if (Calls(Item, body).FirstOrDefault() is { } item)
            schema["items"] = Read(module, item);
        if (Calls(Value, body).FirstOrDefault() is { } value)
            schema["additionalProperties"] = Read(module, value);
    }

    // One function has one kind of combination; without a name of its own it is allOf, which reports nothing itself.
    private static void AddCombination(JsonObject schema, HashSet<string> keywords, JsonObject[] parts)
    {
        if (parts.Length == 0)
            return;
        if (keywords.Contains("not"))
            schema["not"] = parts[0];
        else
            schema[keywords.Contains("oneOf") ? "oneOf" : keywords.Contains("anyOf") ? "anyOf" : "allOf"] = new JsonArray([.. parts]);
    }

    private static IEnumerable<string> Calls(Regex form, string body) => form.Matches(body).Select(match => match.Groups["call"].Value).Distinct(StringComparer.Ordinal);

    private static JsonNode ReadValues(CompiledModule module, string values) => values.StartsWith('[') ? JsonNode.Parse(values)! : module.Values[values].DeepClone();

    private static JsonNode ReadNumber(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
        ? JsonValue.Create(whole)
        : double.Parse(text, CultureInfo.InvariantCulture) is var number && number == Math.Truncate(number) && Math.Abs(number) < 1e18 ? JsonValue.Create((long)number) : JsonValue.Create(number);
}
