using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Editing;

/// <summary>
/// A block scalar at the end of a text without final line end has none in its value either. When text is written behind it, its header has to
/// say so (<c>|-</c>).
/// </summary>
internal static class UnendedBlock
{
    /// <summary>The changes, with one of the header where it is needed.</summary>
    public static ImmutableArray<TextChange> KeepMeaning(DocumentView view, ImmutableArray<TextChange> changes)
    {
        if (changes.IsEmpty || changes[^1].Span.Start != view.Text.Length || view.Text.Length == 0 || view.Text[^1] is '\n' or '\r')
            return changes;
        if (view.Document.DescendantsAndSelf().LastOrDefault() is not YamlScalar { Style: YamlScalarStyle.Literal or YamlScalarStyle.Folded } last)
            return changes;

        int start = last.ContentSpan.Start + 1;
        int end = start;
        while (end < view.Text.Length && view.Text[end] is '+' or '-' or (>= '0' and <= '9'))
            end++;
        string indicators = view.Text[start..end];
        if (indicators.Contains('-') || last.Value.EndsWith('\n') || changes.Any(change => change.Span.Start < last.Span.End && change.Span.End > last.Span.Start))
            return changes;

        var header = new TextChange(new TextSpan(start, end), indicators.Replace("+", "", StringComparison.Ordinal) + "-");
        return [.. changes.Append(header).OrderBy(change => change.Span.Start)];
    }
}
