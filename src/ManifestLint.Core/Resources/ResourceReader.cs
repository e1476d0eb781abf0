using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Finds the objects in the documents of a file.</summary>
internal static class ResourceReader
{
    public static ImmutableArray<Resource> Read(ManifestFile file, YamlTree tree)
    {
        var resources = ImmutableArray.CreateBuilder<Resource>(tree.Documents.Length);
        foreach (YamlDocument document in tree.Documents)
        {
            if (document.RootMapping is { } root)
                Add(file, document, root, resources);
            document.ReleaseNodes();
        }

        return resources.DrainToImmutable();
    }

    // A List holds the objects themselves; kubectl applies each of its items.
    private static void Add(ManifestFile file, YamlDocument document, YamlMapping mapping, ImmutableArray<Resource>.Builder resources)
    {
        string? kind = mapping.GetString("kind")?.Value;
        if (kind is null || mapping.GetString("apiVersion") is null)
            return;

        if (kind.EndsWith("List", StringComparison.Ordinal) && mapping.Get("items") is YamlSequence)
        {
            foreach (YamlMapping item in mapping.GetMappings("items"))
                Add(file, document, item, resources);
            return;
        }

        var resource = new Resource(file, document, mapping, isPartial: IsPatch(mapping));
        resource.Release();
        resources.Add(resource);
    }

    // Strategic merge directives of kustomize and kubectl patch (apimachinery/pkg/util/strategicpatch).
    private static bool IsPatch(YamlMapping mapping)
    {
        YamlDocument document = mapping.Document;
        if (!document.Source.Text.AsSpan(mapping.Span.Start, mapping.Span.Length).Contains('$'))
            return false;

        foreach (YamlNode node in mapping.DescendantsAndSelf())
        {
            if (node is YamlEntry { KeyText: ['$', ..] key }
                && (key is "$patch" or "$retainKeys" || key.StartsWith("$setElementOrder/", StringComparison.Ordinal) || key.StartsWith("$deleteFromPrimitiveList/", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
