using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>What the merge schema says of a field.</summary>
/// <param name="NamedType">The official name of the definition (or <c>…Quantity</c>) below any lists and maps, or null.</param>
/// <param name="ListKind"><c>map</c>, <c>set</c> or <c>atomic</c>; null for what is no list.</param>
/// <param name="Keys">The keys of a <c>map</c> list.</param>
/// <param name="Default">The default of a scalar, as written, or null.</param>
internal sealed record MergeField(string? NamedType, string? ListKind, ImmutableArray<string> Keys, string? Default);

/// <summary>
/// Reads the <c>schemaYAML</c> block of client-go's <c>applyconfigurations/internal/internal.go</c>, the only source that names definitions officially and
/// says how lists are merged.
/// </summary>
internal static class MergeSchemaReader
{
    private const string Start = "typed.YAMLObject(`";

    /// <summary>Official definition name to field name to facts.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, MergeField>> Read(string goSource)
    {
        int start = goSource.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        int end = goSource.IndexOf('`', start);
        var stream = new YamlStream();
        stream.Load(new StringReader(goSource[start..end]));

        var definitions = new Dictionary<string, IReadOnlyDictionary<string, MergeField>>(StringComparer.Ordinal);
        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        foreach (YamlMappingNode type in ((YamlSequenceNode)root.Children["types"]).Cast<YamlMappingNode>())
        {
            if (Child(type, "map") is YamlMappingNode map && Child(map, "fields") is YamlSequenceNode fields)
                definitions[Text(type, "name")!] = fields.Cast<YamlMappingNode>().ToDictionary(field => Text(field, "name")!, ReadField, StringComparer.Ordinal);
        }
        return definitions;
    }

    private static MergeField ReadField(YamlMappingNode field)
    {
        var type = (YamlMappingNode)field.Children["type"];
        var list = Child(type, "list") as YamlMappingNode;
        ImmutableArray<string> keys = list is not null && Child(list, "keys") is YamlSequenceNode names ? [.. names.Select(name => ((YamlScalarNode)name).Value!)] : [];
        string? kind = list is null ? null : Text(list, "elementRelationship") == "atomic" ? "atomic" : keys.IsEmpty ? "set" : "map";
        return new MergeField(NamedTypeOf(type), kind, keys, Text(field, "default"));
    }

    private static string? NamedTypeOf(YamlMappingNode? type)
    {
        while (type is not null && Text(type, "namedType") is null)
            type = (Child(type, "list") ?? Child(type, "map")) is YamlMappingNode inner ? Child(inner, "elementType") as YamlMappingNode : null;
        return type is null ? null : Text(type, "namedType");
    }

    private static YamlNode? Child(YamlMappingNode node, string name) => node.Children.TryGetValue(name, out YamlNode? child) ? child : null;

    private static string? Text(YamlMappingNode node, string name) => (Child(node, name) as YamlScalarNode)?.Value;
}
