using System.Collections.Immutable;
using ManifestLint.Fixes;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

/// <summary>Repairs what stands between documents, where there is no node that an editor could change.</summary>
internal static class SeparatorFix
{
    /// <summary>The fix for a directive or for text behind <c>---</c>; null for anything else, and when the document cannot be read afterwards.</summary>
    public static CodeFix? Of(YamlDocument document, TextSpan span)
    {
        ReadOnlySpan<char> text = document.Source.Text;
        if (text[span.Start..span.End].StartsWith("%YAML"))
            return Make(document, CodeFix.Safe, "Delete the directive", TextChange.Deletion(WholeLine(document, span)));
        if (!text[..span.Start].TrimEnd(" \t").EndsWith("---"))
            return null;

        // "-----" is a line drawn by hand; that a document shall begin there is a guess.
        if (text[span.Start..span.End].TrimEnd('-').IsEmpty)
            return Make(document, CodeFix.Unsafe, "Write '---'", TextChange.Deletion(span));

        int dashes = text[..span.Start].LastIndexOf("---") + 3;
        string lineEnd = document.Source.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return Make(document, CodeFix.Safe, "Move the text to the next line", new TextChange(new TextSpan(dashes, span.Start), lineEnd));
    }

    private static CodeFix Make(YamlDocument document, Func<string, Func<ImmutableArray<TextChange>>, CodeFix> create, string title, TextChange change) =>
        create(title, () => KeepsMeaning(document, change) ? [change] : []).Uncovering();

    private static bool KeepsMeaning(YamlDocument document, TextChange change)
    {
        string before = document.Source.ToString(document.Span);
        YamlTree after = YamlTree.Parse(TextChangeList.Apply(before, [change with { Span = change.Span.MoveBy(-document.Span.Start) }]));
        if (after.Errors.Any())
            return false;

        // A separator that YAML takes for one only moves away from its text.
        bool isSeparator = document.Errors.IsEmpty && change.Span.End > change.Span.Start && change.NewText.Length > 0;
        return !isSeparator || (after.Documents.Length == 1 && YamlValue.From(after.Documents[0]).Equals(YamlValue.From(document)));
    }

    private static TextSpan WholeLine(YamlDocument document, TextSpan span)
    {
        SourceText source = document.Source;
        int line = source.GetLine(span.Start);
        int end = line + 1 < source.LineCount ? source.GetLineStart(line + 1) : source.Length;
        return new TextSpan(source.GetLineStart(line), Math.Min(end, document.Span.End));
    }
}
