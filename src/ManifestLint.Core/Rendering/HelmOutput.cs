using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rendering;

/// <summary>Output of <c>helm template</c>: documents that name the template that they were rendered from.</summary>
public static class HelmOutput
{
    private const string Mark = "# Source: ";

    /// <summary>The templates of a file, <c>shop/templates/web.yaml</c>, each once; empty when it was not rendered by Helm.</summary>
    public static ImmutableArray<string> TemplatesOf(ManifestFile file) =>
        file.Tree is { } tree && !file.IsTemplate && tree.Text.Text.Contains(Mark, StringComparison.Ordinal)
            ? [.. tree.Documents.Select(TemplateOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>
    /// Whether a file holds all that a chart makes, as far as it tells: every object names its template, and there are several (<c>helm template -s</c> gives
    /// only what it was asked for).
    /// </summary>
    public static bool IsWhole(ManifestFile file) =>
        TemplatesOf(file).Length > 1 && file.Resources.All(resource => TemplateOf(resource.Document) is not null);

    /// <summary>The template of a document; null when it names none.</summary>
    public static string? TemplateOf(YamlDocument document)
    {
        string text = document.Source.Text;
        int at = document.Span.Start;
        while (at < document.Span.End)
        {
            int end = text.AsSpan(at, document.Span.End - at).IndexOfAny('\r', '\n');
            ReadOnlySpan<char> line = text.AsSpan(at, end < 0 ? document.Span.End - at : end);
            if (line.StartsWith(Mark))
                return line[Mark.Length..].Trim() is { IsEmpty: false } path && IsPath(path) ? path.ToString() : null;
            if (!line.IsWhiteSpace() && line[0] != '#' && !line.StartsWith("---"))
                return null;
            at += line.Length + 1;
        }

        return null;
    }

    // A name of a chart, then what lies in it; never out of it.
    private static bool IsPath(ReadOnlySpan<char> path) => path.Contains('/') && path[0] != '/' && !path.Contains("..", StringComparison.Ordinal) && !path.Contains('\0');
}
