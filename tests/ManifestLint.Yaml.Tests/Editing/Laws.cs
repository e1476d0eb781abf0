using System.Collections.Immutable;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Tests.Editing;

/// <summary>What every edit that is not refused must keep.</summary>
internal static class Laws
{
    /// <summary>Checks one edit; gives what is broken, or null.</summary>
    /// <param name="document">The document before the edit.</param>
    /// <param name="documents">How many documents the file has.</param>
    /// <param name="editor">The editor after it.</param>
    /// <param name="expected">What the document must mean.</param>
    /// <param name="kept">The comments that must still be there; null when the caller cannot tell.</param>
    public static string? FindBroken(YamlDocument document, int documents, YamlEditor editor, YamlValue expected, IEnumerable<string>? kept)
    {
        SourceText before = document.Source;
        if (editor.Refusal is not null)
            return editor.Changes.IsEmpty ? null : "a refused editor has changes";

        ImmutableArray<TextChange> changes = editor.Changes;
        string after = TextChangeList.Apply(before.Text, changes);
        YamlTree tree = YamlTree.Parse(after);
        if (tree.Documents.Length != documents)
            return "the number of documents changed";

        YamlDocument edited = tree.Documents[document.Number];
        if (!edited.Errors.IsEmpty)
            return "error: " + edited.Errors[0].Message;
        YamlValue actual = YamlValue.From(edited);
        if (!actual.Equals(expected))
            return $"data: expected {expected}\nactual {actual}";
        if (!YamlValue.From(editor.Document).Equals(expected))
            return "the editor's document differs from the text";
        if (TextChangeList.Apply(after, TextChangeList.Invert(before.Text, changes)) != before.Text)
            return "the inverse does not restore the text";

        return FindBrokenChanges(before.Text, changes) ?? FindBrokenLines(before.Text, after) ?? FindLostComment(edited, kept);
    }

    private static string? FindBrokenChanges(string before, ImmutableArray<TextChange> changes)
    {
        int end = -1;
        foreach (TextChange change in changes)
        {
            if (change.Span.Start <= end)
                return $"changes touch at {change.Span}";
            if (before[change.Span.Start..change.Span.End] == change.NewText)
                return $"the change at {change.Span} changes nothing";
            end = change.Span.End;
        }

        return null;
    }

    private static string? FindBrokenLines(string before, string after)
    {
        bool hadOther = before.Replace("\r\n", "", StringComparison.Ordinal).AsSpan().ContainsAny('\n', '\r');
        bool hadCrLf = before.Contains("\r\n", StringComparison.Ordinal);
        if (!hadOther && hadCrLf && after.Replace("\r\n", "", StringComparison.Ordinal).AsSpan().ContainsAny('\n', '\r'))
            return "a CRLF file got another line end";
        if (!before.Contains('\r') && after.Contains('\r'))
            return "an LF file got a CR";

        return TrailingBlanks(after) > TrailingBlanks(before) ? "a blank came to the end of a line" : null;
    }

    private static int TrailingBlanks(string text)
    {
        int count = 0;
        for (int i = 1; i <= text.Length; i++)
            count += text[i - 1] is ' ' or '\t' && (i == text.Length || text[i] is '\n' or '\r') ? 1 : 0;
        return count;
    }

    private static string? FindLostComment(YamlDocument edited, IEnumerable<string>? kept)
    {
        if (kept is null)
            return null;
        var left = edited.Comments.Select(comment => comment.Text).ToList();
        foreach (string comment in kept)
        {
            if (!left.Remove(comment))
                return $"the comment '{comment}' is lost";
        }

        return null;
    }
}
