using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Suppressions;

/// <summary>
/// Where the findings of a file can be suppressed, in the order in which a person would choose: on the line of a single value, above a node of
/// several lines, and only when that cannot be, for the document, on the object or for the file.
/// </summary>
/// <param name="file">The file, which could be read.</param>
internal sealed class SuppressionPlaces(ManifestFile file)
{
    private readonly SourceText _source = file.Tree!.Text;

    /// <summary>Whether the file is JSON, which has no comments.</summary>
    public bool IsJson { get; } = file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.Tree!.Text.Text.AsSpan().TrimStart() is ['{' or '[', ..];

    /// <summary>The places for a finding, the best one first; none in JSON outside of every object.</summary>
    public IReadOnlyList<SuppressionPlace> Of(Diagnostic finding)
    {
        TextSpan span = finding.Location.Span;
        var top = new SuppressionPlace(SuppressionForm.File, 0);
        if (file.IsTemplate)
            return file.Hosted is null ? [top] : [];

        var places = new List<SuppressionPlace>();
        YamlDocument document = DocumentAt(span.Start);
        bool isAboutFile = finding is { Node: null, Resource: null } && span.IsEmpty;
        bool isInRoot = !isAboutFile && document.Root is { } root && root.Span.Contains(span);
        bool isFlow = document.Root is YamlMapping { Style: not YamlContainerStyle.Block } or YamlSequence { Style: not YamlContainerStyle.Block };
        if (isInRoot && !isFlow)
            AddLines(document, span, places);
        if (!isFlow && !isAboutFile && document.Root is { } first)
            places.Add(new SuppressionPlace(SuppressionForm.Document, LineStart(first.Span.Start), document));
        if (finding.Resource is { } resource && resource.File == file && document.Errors.IsEmpty)
            places.Add(new SuppressionPlace(SuppressionForm.Annotation, resource.Root.Span.Start, resource.Document, resource));

        // At the top of a page a comment would be a heading.
        if (!IsJson && file.Hosted is null)
            places.Add(top);
        return places;
    }

    private void AddLines(YamlDocument document, TextSpan span, List<SuppressionPlace> places)
    {
        YamlNode? element = document.FindNode(span);
        while (element is not null && !IsBlockElement(element))
            element = element.Parent;
        if (element is null)
            return;

        int lineStart = LineStart(span.Start);
        var line = new SuppressionPlace(SuppressionForm.Line, lineStart, document);
        bool isOneLine = LineStart(element.Span.Start) == LineStart(element.Span.End);
        if (isOneLine)
            places.Add(line);
        if (FindFirstOnLine(element) is { } first && LineStart(first.Span.Start) != LineStart(document.Root!.Span.Start))
            places.Add(new SuppressionPlace(SuppressionForm.Node, LineStart(first.Span.Start), document));
        if (!isOneLine && lineStart == LineStart(element.Span.Start))
            places.Add(line);
    }

    // A comment above a line speaks of what begins the line.
    private YamlNode? FindFirstOnLine(YamlNode element)
    {
        for (YamlNode? node = element; node is not null and not YamlDocument; node = node.Parent)
        {
            int start = LineStart(node.Span.Start);
            if (IsBlockElement(node) && _source.Text.AsSpan(start, node.Span.Start - start).Trim(" -\t").IsEmpty)
                return node;
        }

        return null;
    }

    private YamlDocument DocumentAt(int offset)
    {
        int low = 0;
        int high = file.Tree!.Documents.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (file.Tree.Documents[middle].Span.Start <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return file.Tree.Documents[low];
    }

    private int LineStart(int offset) => _source.GetLineStart(_source.GetLine(offset));

    private static bool IsBlockElement(YamlNode node) =>
        node.Parent is YamlSequence { Style: YamlContainerStyle.Block } || (node is YamlEntry && node.Parent is YamlMapping { Style: YamlContainerStyle.Block });
}
