using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>
/// The text of <c>kubernetes.json</c>, one kind or definition a line. A property is its bare schema when it is optional and in all minors of its definition,
/// else a list of <c>[schema, required 0|1, mask]</c> whose mask is left out when it is that of the definition.
/// </summary>
internal static class RangeCodedFile
{
    /// <summary>Writes the file.</summary>
    public static string Write(RangeCoding coding)
    {
        var text = new StringBuilder("{\"minors\":[").AppendJoin(',', coding.Minors.Select(CanonicalJson.Write)).Append("],\n\"roots\":{\n");
        text.AppendJoin(",\n", coding.Roots.Select(pair => CanonicalJson.Write(pair.Key) + ":" + Write(pair.Value)));
        text.Append("\n},\n\"defs\":{\n");
        text.AppendJoin(",\n", coding.Definitions.Select(pair => CanonicalJson.Write(pair.Key) + ":" + Write(pair.Value, coding.All)));
        return text.Append("\n}}\n").ToString();
    }

    /// <summary>Reads the file.</summary>
    public static RangeCoding Read(string text)
    {
        JsonNode root = JsonNode.Parse(text)!;
        string[] minors = [.. root["minors"]!.AsArray().Select(minor => (string)minor!)];
        int all = (1 << minors.Length) - 1;
        return new RangeCoding(
            minors,
            new SortedDictionary<string, RangedRoot>(root["roots"]!.AsObject().ToDictionary(pair => pair.Key, pair => ReadRoot(pair.Value!)), StringComparer.Ordinal),
            new SortedDictionary<string, RangedDefinition>(
                root["defs"]!.AsObject().ToDictionary(pair => pair.Key, pair => ReadDefinition(pair.Value!, all)), StringComparer.Ordinal));
    }

    private static string Write(RangedRoot root) =>
        $$"""{"def":{{CanonicalJson.Write(root.Root.Definition)}},"scope":"{{root.Root.Scope}}","plural":"{{root.Root.Plural}}","in":{{Number(root.Mask)}}}""";

    private static string Write(RangedDefinition definition, int all)
    {
        string range = definition.Mask == all ? "" : $"\"in\":{Number(definition.Mask)},";
        IEnumerable<string> properties = definition.Properties.Select(pair => CanonicalJson.Write(pair.Key) + ":" + Write(pair.Value, definition.Mask));
        return "{" + range + "\"p\":{" + string.Join(',', properties) + "}}";
    }

    private static string Write(IReadOnlyList<Variant> variants, int mask)
    {
        if (variants is [{ Property.IsRequired: false } only] && only.Mask == mask)
            return only.Property.Schema;
        return "[" + string.Join(',', variants.Select(variant => Write(variant, mask))) + "]";
    }

    private static string Write(Variant variant, int mask)
    {
        string required = variant.Property.IsRequired ? "1" : "0";
        return $"[{variant.Property.Schema},{required}{(variant.Mask == mask ? "" : "," + Number(variant.Mask))}]";
    }

    private static RangedRoot ReadRoot(JsonNode root) =>
        new(new Root((string)root["def"]!, (string)root["scope"]!, (string)root["plural"]!), (int)root["in"]!);

    private static RangedDefinition ReadDefinition(JsonNode definition, int all)
    {
        int mask = (int?)definition["in"] ?? all;
        return new RangedDefinition(mask, new SortedDictionary<string, IReadOnlyList<Variant>>(
            definition["p"]!.AsObject().ToDictionary(pair => pair.Key, pair => ReadVariants(pair.Value!, mask)), StringComparer.Ordinal));
    }

    private static IReadOnlyList<Variant> ReadVariants(JsonNode value, int mask) => value is JsonArray variants
        ? [.. variants.Select(variant => ReadVariant(variant!.AsArray(), mask))]
        : [new Variant(new Property(CanonicalJson.Write(value), IsRequired: false), mask)];

    private static Variant ReadVariant(JsonArray variant, int mask) =>
        new(new Property(CanonicalJson.Write(variant[0]), (int)variant[1]! == 1), variant.Count > 2 ? (int)variant[2]! : mask);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
