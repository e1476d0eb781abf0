using System.Text;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Baselines;

/// <summary>
/// What tells a finding from others and stays the same when lines, documents and list items move and numbers change. Two findings may have one key: they
/// are then counted.
/// </summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="File">The file.</param>
/// <param name="Kind">The object's kind; empty outside of objects, as are the next two.</param>
/// <param name="Namespace">The namespace as written, empty when none is.</param>
/// <param name="Object">The object's name.</param>
/// <param name="Path">The place in the object, with items of lists by their names; empty for the object as a whole.</param>
/// <param name="Text">The line, for a finding that stands on no field; empty for one about a field, an object or a whole file.</param>
public sealed record FindingKey(string Rule, string File, string Kind, string Namespace, string Object, string Path, string Text)
{
    private const int MaximumTextLength = 200;

    /// <summary>Whether the finding is about a file as a whole.</summary>
    public bool IsAboutFile => Kind.Length == 0 && Path.Length == 0 && Text.Length == 0;

    /// <summary>The key of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="file">What to call its file.</param>
    public static FindingKey Of(Diagnostic finding, string file)
    {
        Location location = finding.Location;
        bool isAboutFile = finding.Resource is null && finding.Node is null && location.Span == default;
        Resource? resource = isAboutFile ? null : finding.Resource ?? EnclosingResource.Find(location.File, location.Span.Start);
        string path = finding.Node?.Resolve() is { } node ? StablePath.Of(node, resource) : "";
        string text = finding.Node is null && finding.Resource is null && !isAboutFile ? LineText(location) : "";
        return new FindingKey(finding.Descriptor.Id, file, resource?.Kind ?? "", resource?.Namespace ?? "", resource?.Name ?? "", path, text);
    }

    // Blanks count once: indentation and alignment are not what a line says.
    private static string LineText(Location location)
    {
        if (location.File.Tree is not { Text: var source })
            return "";

        TextSpan line = source.GetLineSpan(source.GetLine(location.Span.Start));
        var text = new StringBuilder();
        foreach (char c in source.Text.AsSpan(line.Start, Math.Min(line.Length, MaximumTextLength)).Trim())
        {
            if (!char.IsWhiteSpace(c))
                text.Append(c);
            else if (text[^1] != ' ')
                text.Append(' ');
        }

        return text.ToString();
    }
}
