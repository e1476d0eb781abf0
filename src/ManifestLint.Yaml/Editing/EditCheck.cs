using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>
/// Holds every edit to its promise before anybody sees it. YAML can be written in ways that no list of cases foresees; such a place is refused.
/// </summary>
internal static class EditCheck
{
    /// <summary>What the edit would break; null when it keeps its promise.</summary>
    public static string? WhyBroken(YamlDocument before, YamlDocument after, Edit edit)
    {
        if (!after.Errors.IsEmpty)
            return $"the document could not be read any more: {after.Errors[0].Message}";
        if (!YamlValue.From(after).Equals(edit.Expected))
            return "the place is written in a way that cannot be edited safely";
        if (YamlDocumentSplitter.Split(after.Source.Text).Count > YamlDocumentSplitter.Split(before.Source.Text).Count)
            return "the edit would cut the document in two";
        if (EndsLine(before.Source.Text) && !EndsLine(after.Source.Text))
            return "the next document would no longer begin on a line of its own";
        return LosesComment(before, after, edit) ? "a comment would be lost" : null;
    }

    private static bool EndsLine(string text) => text.EndsWith('\n') || text.EndsWith('\r');

    private static bool LosesComment(YamlDocument before, YamlDocument after, Edit edit)
    {
        if (before.Comments.IsEmpty)
            return false;

        var removed = edit.RemovedComments.Select(comment => comment.Span).ToHashSet();
        var left = after.Comments.CountBy(comment => comment.Text, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return before.Comments
            .Where(comment => !removed.Contains(comment.Span))
            .CountBy(comment => comment.Text, StringComparer.Ordinal)
            .Any(kept => left.GetValueOrDefault(kept.Key) < kept.Value);
    }
}
