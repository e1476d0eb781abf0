using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rendering;

/// <summary>Finds where a part of a rendered object is written: in the object's own file, in a patch, or in a field of a kustomization.</summary>
internal static class SourcePlaces
{
    /// <summary>Where a part of a rendered object comes from.</summary>
    /// <param name="rendered">The object.</param>
    /// <param name="node">The part; null for what the span shows.</param>
    /// <param name="span">What of it the finding shows.</param>
    /// <returns>The place and what is shown of it.</returns>
    public static (Place Place, TextSpan Span) Find(RenderedObject rendered, YamlNode? node, TextSpan span)
    {
        node ??= rendered.Resource.Document.FindNode(span);
        bool isKey = node is YamlEntry || (node.Parent is YamlEntry around && (around.Key == node || span == around.Key.ContentSpan));
        YamlNode value = node switch
        {
            YamlEntry entry => entry.Value,
            { Parent: YamlEntry entry } when isKey => entry.Value,
            _ => node,
        };
        Place place = Find(rendered, value);
        if (place.Node is not { } found)
            return (place, default);
        if (isKey && place.Entry is { } written)
            return (place, place.SpanOf(written.Key));
        return (place, isKey || span == node.ContentSpan ? ShownOf(place, found) : Narrow(node, span, place, found));
    }

    private static Place Find(RenderedObject rendered, YamlNode value)
    {
        YamlPath path = rendered.Resource.PathOf(value);
        Resource? source = rendered.Source is { } file ? FindSource(file, rendered.Resource) : null;
        MatchingPath? own = source is null ? null : MatchingPath.Follow(rendered.Resource.Root, path, source.Root);
        if (own is { IsWhole: true } whole && MatchingPath.IsLike(value, whole.Node))
            return Place.At(source!.File, source, whole.Node, whole.Entry);

        // What is nearest to the cluster is applied last.
        (MatchingPath Match, Place Place)? nearest = null;
        foreach (BuildPart part in rendered.Build.Parts)
        {
            foreach (KustomizePatch patch in KustomizePatch.ReadAll(part).Reverse())
            {
                if (patch.Follow(rendered, source, path) is not { } touched)
                    continue;
                if (touched.Match.IsWhole && MatchingPath.IsLike(value, touched.Match.Node))
                    return touched.Place;
                if (nearest is null || touched.Match.Steps > nearest.Value.Match.Steps)
                    nearest = touched;
            }

            if (KustomizationFields.Find(part, path, rendered, source, own is { IsWhole: true } before ? before.Node : null) is { } field)
                return field;
        }

        if (nearest is { } patched && patched.Match.Steps > (own?.Steps ?? 0))
            return patched.Place;
        if (source is not null)
            return Place.At(source.File, source, own!.Value.Node, own.Value.Entry);
        return rendered.Source is { } unknown ? Place.Whole(unknown) : KustomizationFields.FindMaker(rendered.Maker, rendered.Resource);
    }

    // Kustomize changes names, but only by what it writes around them.
    private static Resource? FindSource(ManifestFile file, Resource rendered)
    {
        ImmutableArray<Resource> alike = [.. file.Resources.Where(resource => resource.Kind == rendered.Kind && resource.Group == rendered.Group)];
        return alike.Length == 1
            ? alike[0]
            : alike.Where(resource => resource.Name.Length > 0 && rendered.Name.Contains(resource.Name, StringComparison.Ordinal))
                .OrderByDescending(resource => resource.Name.Length)
                .ThenByDescending(resource => resource.Namespace == rendered.Namespace)
                .FirstOrDefault();
    }

    // Of a block that the finding only stands for, its beginning is enough.
    private static TextSpan ShownOf(Place place, YamlNode node)
    {
        TextSpan span = place.SpanOf(node);
        if (node is YamlScalar || place.File.Tree is not { Text: var text })
            return span;

        int lineEnd = text.GetLineSpan(text.GetLine(span.Start)).End;
        return new TextSpan(span.Start, Math.Min(span.End, lineEnd));
    }

    // A part of a value is shown as a part where the same text is written.
    private static TextSpan Narrow(YamlNode rendered, TextSpan span, Place place, YamlNode found)
    {
        string part = rendered.Document.Source.Text[span.Start..span.End];
        return place.Resource is not null && found is YamlScalar && found.FindText(part) is { } same ? same : ShownOf(place, found);
    }
}
