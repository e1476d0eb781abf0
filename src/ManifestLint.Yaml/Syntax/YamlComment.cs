using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>Where a comment stands relative to the node that it describes.</summary>
public enum YamlCommentPlacement
{
    /// <summary>On a line of its own above the node; also the comment at the top of a document.</summary>
    Above,

    /// <summary>Behind the node, or behind its key or dash, on the same line.</summary>
    Behind,

    /// <summary>On a line of its own below the last line of the node, indented like it or deeper: nothing follows that it could describe.</summary>
    Below,
}

/// <summary>A comment and what it describes.</summary>
/// <param name="Span">From <c>#</c> to the end of the line, without the line end.</param>
/// <param name="Placement">Where it stands.</param>
/// <param name="Owner">
/// The <see cref="YamlEntry"/>, or the item of a <see cref="YamlSequence"/>, that the comment describes; the document when it holds nothing else
/// or when the comment belongs to the document as a whole.
/// </param>
public sealed record YamlComment(TextSpan Span, YamlCommentPlacement Placement, YamlNode Owner)
{
    /// <summary>The comment's text with its <c>#</c>.</summary>
    public string Text => Owner.Document.Source.ToString(Span);
}
