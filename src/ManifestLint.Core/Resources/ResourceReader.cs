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
            Add(file, document, YamlCursor.Root(document), resources);
            document.ReleaseNodes();
        }

        return resources.DrainToImmutable();
    }

    // A List holds the objects themselves; kubectl applies each of its items.
    private static void Add(ManifestFile file, YamlDocument document, YamlCursor mapping, ImmutableArray<Resource>.Builder resources)
    {
        if (!mapping.IsMapping || mapping["kind"].String is not { } kind || mapping["apiVersion"].String is null)
            return;

        if (kind.EndsWith("List", StringComparison.Ordinal) && mapping["items"] is { IsSequence: true } items)
        {
            foreach (YamlCursor item in items.ReadItems())
                Add(file, document, item, resources);
            return;
        }

        // What documentation shows is rarely the whole object.
        resources.Add(new Resource(file, document, mapping, isPartial: file.IsPatch || file.Hosted is not null || IsPatch(mapping)));
    }

    // Strategic merge directives of kustomize and kubectl patch (apimachinery/pkg/util/strategicpatch).
    private static bool IsPatch(YamlCursor mapping)
    {
        YamlDocument document = mapping.Handle.Document;
        if (!document.Source.Text.AsSpan(document.Span.Start, document.Span.Length).Contains('$'))
            return false;

        foreach (YamlNode node in mapping.Handle.Resolve().DescendantsAndSelf())
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
