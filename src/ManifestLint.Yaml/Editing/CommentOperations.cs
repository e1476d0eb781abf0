using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Editing;

/// <summary>Writes comments, which change nothing of what the document means.</summary>
internal sealed class CommentOperations(DocumentView view, YamlValue data)
{
    private readonly ChangeSet _changes = new();

    /// <param name="comments">The comments; offsets of the document's own text.</param>
    public Edit Add(IEnumerable<NewComment> comments)
    {
        foreach (NewComment comment in comments)
        {
            if (comment.Placement == YamlCommentPlacement.Above)
                AddAbove(comment);
            else if (view.IsLastOnLine(view.LineStart(comment.Offset)))
                return Edit.Refuse($"line {view.LineNumber(comment.Offset)} is blank");
            else if (FindCommentOnLine(comment.Offset) is not null)
                return Edit.Refuse($"line {view.LineNumber(comment.Offset)} has a comment");
            else
                AddBehind(comment);
        }

        return Edit.Of(_changes, data);
    }

    private YamlComment? FindCommentOnLine(int offset)
    {
        var line = new TextSpan(view.LineStart(offset), view.LineEnd(offset));
        return view.Document.Comments.FirstOrDefault(comment => line.Contains(comment.Span));
    }

    private void AddAbove(NewComment comment)
    {
        string newLine = view.NewLineAt(comment.Offset);
        string indentation = view.Indentation(comment.Offset);
        foreach (string line in comment.Text.ReplaceLineEndings("\n").Split('\n'))
            _changes.Insert(view.LineStart(comment.Offset), indentation + BlockWriter.CommentText(line.TrimEnd()) + newLine);
    }

    private void AddBehind(NewComment comment)
    {
        int end = view.LineEnd(comment.Offset);
        bool isParted = view.Text[end - 1] is ' ' or '\t';
        _changes.Insert(end, (isParted ? "" : " ") + BlockWriter.CommentText(comment.Text.ReplaceLineEndings(" ").TrimEnd()));
    }
}
