using System.Text;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Generation;

/// <summary>
/// The text of one object of the source, taken out of its file: LF line ends, one at the end, no <c>---</c>, with its comments and those of the file that
/// belong to no object. JSON becomes YAML.
/// </summary>
internal static class ObjectText
{
    /// <summary>Takes an object out of its file.</summary>
    /// <exception cref="ReleaseRefusedException">The object cannot stand alone without a loss.</exception>
    public static string Of(Resource resource)
    {
        var text = new StringBuilder();
        text.Append(CommentsBefore(resource));
        string own = IsJson(resource.Root) ? Write(style: null, YamlValue.From(resource.Root)) : OwnText(resource);
        text.Append(own);
        if (own[^1] != '\n')
            text.Append('\n');
        text.Append(CommentsBehind(resource));
        return TrimEnd(text.ToString());
    }

    /// <summary>Writes a new object in block form, in the style of another one.</summary>
    public static string Write(string? style, YamlValue value)
    {
        YamlTree sample = YamlTree.Parse(style is { Length: > 0 } && style.AsSpan().TrimStart() is [not '{', ..] ? style : "");
        string added = YamlDocumentEdits.Add(sample, string.IsNullOrWhiteSpace(sample.Text.Text) ? 0 : sample.Documents.Length, value)[0].NewText;
        return WithoutMarker(added);
    }

    private static string OwnText(Resource resource)
    {
        if (YamlPath.Of(resource.Root).IsRoot)
            return WithoutEndMarkers(WithoutMarker(LineFeeds(resource.File.Tree!.Text.ToString(resource.Document.Span))));
        if (YamlDocumentEdits.Detach(resource.Root) is { } detached)
            return LineFeeds(detached);
        throw ReleaseRefusedException.WrongUse(
            $"{resource} is tied to other items of its List by an anchor, so it cannot become a document of its own",
            "write out what its aliases stand for",
            new Location(resource.File, resource.Root.Span));
    }

    // The file's own comments: documents without content before the object's document, and what stands in a List around its items.
    private static string CommentsBefore(Resource resource)
    {
        if (resource.File.Resources.First(other => other.Document == resource.Document) != resource)
            return "";

        YamlTree tree = resource.File.Tree!;
        int first = tree.Documents.IndexOf(resource.Document);
        while (first > 0 && tree.Documents[first - 1].Root is null)
            first--;
        IEnumerable<string> before = tree.Documents[first..tree.Documents.IndexOf(resource.Document)].SelectMany(document => document.Comments).Select(comment => comment.Text);
        return Lines(YamlPath.Of(resource.Root).IsRoot ? before : [.. before, .. CommentsAroundItems(resource)]);
    }

    private static string CommentsBehind(Resource resource)
    {
        YamlTree tree = resource.File.Tree!;
        bool isLast = resource.File.Resources[^1] == resource && tree.Documents[(tree.Documents.IndexOf(resource.Document) + 1)..].All(document => document.Root is null);
        return isLast ? Lines(tree.Documents[(tree.Documents.IndexOf(resource.Document) + 1)..].SelectMany(document => document.Comments).Select(comment => comment.Text)) : "";
    }

    private static IEnumerable<string> CommentsAroundItems(Resource resource)
    {
        List<YamlNode> items = [.. resource.File.Resources.Where(other => other.Document == resource.Document).Select(YamlNode (other) => other.Root)];
        return resource.Document.Comments.Where(comment => !items.Exists(item => item.Span.Contains(comment.Span) || IsWithin(comment.Owner, item))).Select(comment => comment.Text);
    }

    private static bool IsWithin(YamlNode node, YamlNode item)
    {
        for (YamlNode? current = node; current is not null; current = current.Parent)
        {
            if (YamlPath.Of(current).Equals(YamlPath.Of(item)))
                return true;
        }

        return false;
    }

    private static string Lines(IEnumerable<string> comments) => string.Concat(comments.Select(comment => comment + "\n"));

    private static bool IsJson(YamlMapping root) => root is { Style: YamlContainerStyle.Flow, Entries.IsEmpty: false }
        && root.DescendantsAndSelf().OfType<YamlMapping>().All(mapping => mapping.Entries.All(entry => entry.Key is YamlScalar { Style: YamlScalarStyle.DoubleQuoted }));

    private static string LineFeeds(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    // What stands behind '---' on its line is content or a comment, and stays.
    private static string WithoutMarker(string text) =>
        text.StartsWith("---", StringComparison.Ordinal) && (text.Length == 3 || char.IsWhiteSpace(text[3])) ? text[3..].TrimStart(' ', '\t', '\n') : text.TrimStart('\n');

    private static string WithoutEndMarkers(string text) => text.Contains("\n...", StringComparison.Ordinal)
        ? string.Join('\n', text.Split('\n').Where(line => line.TrimEnd() != "..."))
        : text;

    // Blank lines at the end go, unless they are the text of a literal that keeps them.
    private static string TrimEnd(string text)
    {
        string trimmed = text.TrimEnd('\n', ' ', '\t') + "\n";
        return YamlValue.From(YamlTree.Parse(trimmed).Documents[0]).Equals(YamlValue.From(YamlTree.Parse(text).Documents[0])) ? trimmed : text;
    }
}
