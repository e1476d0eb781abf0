using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>Writes the comment that comes with a value which takes the place of another one; comments that are there stay.</summary>
internal sealed class ValueComment(DocumentView view, WritingStyle style, ChangeSet changes)
{
    public void Write(ValueSlot slot, YamlValue value)
    {
        if (value.Comment is not { } comment || slot.IsFlow || slot.IsRoot)
            return;

        YamlNode element = slot.Value.Parent is YamlEntry entry ? entry : slot.Value;
        int start = DocumentView.ElementStart(element);
        if (value.CommentPlacement == YamlCommentPlacement.Above)
        {
            if (!view.IsFirstOnLine(start))
                return;
            string indentation = view.Indentation(start);
            foreach (string line in comment.ReplaceLineEndings("\n").Split('\n'))
                changes.Insert(view.LineStart(start), indentation + BlockWriter.CommentText(line.TrimEnd()) + style.NewLine);
            return;
        }

        int end = Math.Max(slot.Indicator, slot.Value.Span.End);
        bool isOneLine = view.OnOneLine(Math.Max(slot.Indicator, start), end) && value is YamlScalarValue scalar && !scalar.Text.Contains('\n');
        bool isCommented = view.Document.Comments.Any(other => other.Owner == element && other.Placement == YamlCommentPlacement.Behind);
        if (isOneLine && !isCommented && view.IsLastOnLine(end))
            changes.Insert(end, " " + BlockWriter.CommentText(comment.ReplaceLineEndings(" ").TrimEnd()));
    }
}
