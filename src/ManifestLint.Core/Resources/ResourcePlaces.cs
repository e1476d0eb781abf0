using System.Collections.Immutable;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Resources;

/// <summary>Finds the objects of a file by their place, without looking at all of them. Safe to ask from many threads.</summary>
internal sealed class ResourcePlaces
{
    private readonly ImmutableArray<Resource> _resources;

    // Of the last document with many objects, which is a List: where they begin, in that order.
    private SortedDocument? _sorted;

    /// <summary>The places of the objects of a file.</summary>
    /// <param name="resources">The objects in the order of the text.</param>
    public ResourcePlaces(ImmutableArray<Resource> resources) => _resources = resources;

    /// <summary>The objects of the documents that a part of the file reaches into.</summary>
    public ReadOnlySpan<Resource> In(TextSpan span)
    {
        int start = FindFirst(resource => resource.Document.Span.End >= span.Start);
        int end = FindFirst(resource => resource.Document.Span.Start > span.End);
        return start < end ? _resources.AsSpan()[start..end] : [];
    }

    /// <summary>The object that holds all of some characters; null when they stand between objects.</summary>
    public Resource? Around(TextSpan span)
    {
        ReadOnlySpan<Resource> near = In(span);
        if (near.Length > 8 && ReferenceEquals(near[0].Document, near[^1].Document))
            return Sort(near).Find(span);
        foreach (Resource resource in near)
        {
            if (resource.Document.Span.Contains(span) && resource.Root.Span.Contains(span))
                return resource;
        }

        return null;
    }

    private SortedDocument Sort(ReadOnlySpan<Resource> resources)
    {
        SortedDocument? sorted = _sorted;
        if (sorted is null || !ReferenceEquals(sorted.Document, resources[0].Document))
            _sorted = sorted = new SortedDocument(resources);
        return sorted;
    }

    // Documents follow each other, so what holds for one of them holds for those behind it.
    private int FindFirst(Func<Resource, bool> holds)
    {
        int low = 0;
        int high = _resources.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (holds(_resources[middle]))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private sealed class SortedDocument
    {
        private readonly (TextSpan Span, Resource Resource)[] _objects;

        public SortedDocument(ReadOnlySpan<Resource> resources)
        {
            Document = resources[0].Document;
            _objects = new (TextSpan, Resource)[resources.Length];
            for (int i = 0; i < resources.Length; i++)
                _objects[i] = (resources[i].Root.Span, resources[i]);

            // An object that an alias repeats stands at one place; sorting is stable, so that the first of them is found.
            _objects = [.. _objects.OrderBy(entry => entry.Span.Start)];
        }

        public object Document { get; }

        // Objects lie beside each other, never in each other.
        public Resource? Find(TextSpan span)
        {
            int low = 0;
            int high = _objects.Length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (_objects[middle].Span.Start <= span.Start)
                    low = middle + 1;
                else
                    high = middle;
            }

            if (low == 0 || !_objects[low - 1].Span.Contains(span))
                return null;
            int first = low - 1;
            while (first > 0 && _objects[first - 1].Span == _objects[first].Span)
                first--;
            return _objects[first].Resource;
        }
    }
}
