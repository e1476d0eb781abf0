using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Schemas;

/// <summary>A mapping of an object with its schema.</summary>
/// <param name="Mapping">The mapping.</param>
/// <param name="Schema">What it must look like.</param>
/// <param name="IsAlone">Whether every list on the way to it has one item.</param>
public readonly record struct SchemaStep(YamlMapping Mapping, Schema Schema, bool IsAlone);

/// <summary>The way from an object down to one of its mappings.</summary>
public static class SchemaSteps
{
    /// <summary>The mappings from the object itself to <paramref name="mapping"/>; empty when the schema does not lead there.</summary>
    public static ImmutableArray<SchemaStep> To(YamlMapping mapping, Resource resource, SchemaRoot root, SchemaCatalog schemas)
    {
        var way = new Stack<YamlNode>();
        for (YamlNode? node = mapping; node != resource.Root; node = node.Parent)
        {
            if (node is null or YamlDocument)
                return [];
            way.Push(node);
        }

        var steps = ImmutableArray.CreateBuilder<SchemaStep>();
        Schema schema = root.Schema.Resolve();
        bool isAlone = true;
        steps.Add(new SchemaStep(resource.Root, schema, isAlone));
        while (way.TryPop(out YamlNode? node))
        {
            if (Below(schema, node, isRootOfCustom: !root.IsBuiltIn && steps.Count == 1, schemas) is not { } below)
                return [];

            schema = below;
            isAlone &= node is not { Parent: YamlSequence { Items.Length: > 1 } };
            if (node is YamlMapping step)
                steps.Add(new SchemaStep(step, schema, isAlone));
        }

        return steps.DrainToImmutable();
    }

    private static Schema? Below(Schema schema, YamlNode node, bool isRootOfCustom, SchemaCatalog schemas)
    {
        switch (node.Parent)
        {
            case YamlSequence:
                return schema.Items?.Resolve();
            case YamlEntry entry when entry.Key != node && ScalarResolver.GetKey(entry.Key) is { } key:
                if (isRootOfCustom && key == "metadata")
                    return schemas.ObjectMeta;
                return (schema.Properties.Find(key)?.Schema ?? schema.AdditionalProperties)?.Resolve();
            default:
                return schema;
        }
    }
}
