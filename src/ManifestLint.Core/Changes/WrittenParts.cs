using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Changes;

/// <summary>
/// The documents and objects of a file as they are written, their comments included, to be compared with what they were. The objects are compared and not
/// the lines that git shows: where a document was put before another one that begins alike, git's lines are a part of each.
/// </summary>
internal sealed class WrittenParts
{
    private const string Separator = "---";
    private const string FileDirective = "manifestlint-ignore-file";

    private readonly ManifestFile _file;
    private readonly YamlTree _tree;

    private WrittenParts(ManifestFile file, YamlTree tree)
    {
        _file = file;
        _tree = tree;
    }

    /// <summary>The parts of a file; null when it could not be read.</summary>
    public static WrittenParts? Of(ManifestFile file) => file.Tree is { } tree ? new WrittenParts(file, tree) : null;

    /// <summary>The text of a document without the line that begins it, blanks around it and carriage returns.</summary>
    public string Document(int number)
    {
        TextSpan span = _tree.Documents[number].Span;
        int start = _tree.Text.Text.AsSpan(span.Start, span.Length).StartsWith(Separator) ? span.Start + Separator.Length : span.Start;
        return Text(start, span.End);
    }

    /// <summary>The text of an object: that of its document, or, of an item of a List, what follows the item above.</summary>
    public string Resource(int number)
    {
        Resource resource = _file.Resources[number];
        if (resource.Root == resource.Document.Root)
            return Document(resource.Document.Number);

        bool hasItemAbove = number > 0 && _file.Resources[number - 1].Document == resource.Document;
        return Text(hasItemAbove ? _file.Resources[number - 1].Root.Span.End : resource.Document.Span.Start, resource.Root.Span.End);
    }

    /// <summary>The comments that suppress findings of the whole file.</summary>
    public string FileDirectives()
    {
        string text = _tree.Text.Text;
        return text.Contains(FileDirective, StringComparison.Ordinal)
            ? string.Join('\n', text.Split('\n').Where(line => line.Contains(FileDirective, StringComparison.Ordinal)).Select(line => line.Trim()))
            : "";
    }

    private string Text(int start, int end) => _tree.Text.Text[start..end].Trim().Replace("\r\n", "\n", StringComparison.Ordinal);
}
