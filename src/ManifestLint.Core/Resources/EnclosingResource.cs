using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Finds the object around a place of a file.</summary>
internal static class EnclosingResource
{
    /// <summary>
    /// The object of the document that holds the offset, its comments included; of the items of a List the one around the offset. Null in a document without
    /// object and between the items of a List.
    /// </summary>
    public static Resource? Find(ManifestFile file, int offset)
    {
        if (file.Tree is not { } tree || file.Resources.IsEmpty)
            return null;

        (int first, int count) = RangeOf(file, DocumentAt(tree, offset));
        if (count == 0)
            return null;

        Resource last = file.Resources[first];
        if (count == 1 && IsWholeDocument(last))
            return last;

        int low = first;
        int high = first + count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = file.Resources[middle].Root.Span.Start <= offset ? (middle, high) : (low, middle - 1);
        }

        Resource found = file.Resources[low];
        return found.Root.Span.Start <= offset && offset <= found.Root.Span.End ? found : null;
    }

    /// <summary>The number of the document that holds an offset.</summary>
    public static int DocumentAt(YamlTree tree, int offset)
    {
        int low = 0;
        int high = tree.Documents.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = tree.Documents[middle].Span.Start <= offset ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>Which of the file's objects a document holds.</summary>
    private static (int First, int Count) RangeOf(ManifestFile file, int document)
    {
        int first = FirstFrom(file, document);
        return (first, FirstFrom(file, document + 1) - first);
    }

    private static int FirstFrom(ManifestFile file, int document)
    {
        int low = 0;
        int high = file.Resources.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = file.Resources[middle].Document.Number < document ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // A List with one item holds one object, which is not the whole document.
    private static bool IsWholeDocument(Resource resource) => resource.Root == resource.Document.Root;
}
