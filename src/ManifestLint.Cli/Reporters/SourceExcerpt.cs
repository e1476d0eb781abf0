using System.Globalization;
using System.Text;
using ManifestLint.Diagnostics;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Reporters;

/// <summary>A line of a manifest as a terminal shows it, and the columns under which the carets stand.</summary>
/// <param name="LineNumber">The line, from 1.</param>
/// <param name="Text">Its characters: tabs as blanks, control characters made visible, a long line cut on both sides.</param>
/// <param name="Column">Columns before the first caret.</param>
/// <param name="Width">Number of carets, at least one.</param>
internal sealed record SourceExcerpt(int LineNumber, string Text, int Column, int Width)
{
    private const int TabWidth = 4;
    private const char Cut = '…';

    // A line up to this length is shown whole; of a longer one, what surrounds the place.
    private const int MaximumLength = 160;
    private const int LengthBefore = 60;

    /// <summary>The line on which a finding begins; null for a finding about a file as a whole, and for one about what a Secret holds.</summary>
    public static SourceExcerpt? Of(Diagnostic finding)
    {
        if (finding.Location.File.Text is not { } source)
            return null;

        TextSpan span = finding.Location.Span;
        // A report ends up in logs that more people read than the file.
        if (IsSecretContent(finding))
            return null;

        bool isWholeFile = span is { IsEmpty: true, Start: 0 } && finding.Node is null;
        if (isWholeFile || source.Length == 0)
            return null;

        int line = source.GetLine(span.Start);
        TextSpan whole = source.GetLineSpan(line);
        TextSpan shown = whole.Length <= MaximumLength ? whole : Clip(source.Text, whole, span.Start);
        return Render(source.Text, line + 1, whole, shown, span);
    }

    private static bool IsSecretContent(Diagnostic finding)
    {
        if (finding.Resource is not { Kind: "Secret", Group: "" } secret)
            return false;

        foreach (YamlEntry entry in secret.Root.Entries)
        {
            if (entry.KeyText is "data" or "stringData" && entry.Value.Span.Contains(finding.Location.Span))
                return true;
        }

        return false;
    }

    private static TextSpan Clip(string text, TextSpan line, int place)
    {
        int start = Math.Max(line.Start, Math.Min(place - LengthBefore, line.End - MaximumLength));
        int end = Math.Min(line.End, start + MaximumLength);
        if (start > line.Start && char.IsLowSurrogate(text[start]))
            start++;
        if (end < line.End && char.IsLowSurrogate(text[end]))
            end--;
        return new TextSpan(start, end);
    }

    private static SourceExcerpt Render(string text, int lineNumber, TextSpan line, TextSpan shown, TextSpan span)
    {
        var rendered = new StringBuilder(shown.Length + 8);
        int column = 0;
        if (shown.Start > line.Start)
        {
            rendered.Append(Cut);
            column++;
        }

        int first = -1;
        int last = -1;
        for (int at = shown.Start; at < shown.End;)
        {
            ReadOnlySpan<char> element = text.AsSpan(at, StringInfo.GetNextTextElementLength(text.AsSpan(at, shown.End - at)));
            if (first < 0 && at + element.Length > span.Start)
                first = column;
            column += Append(rendered, element, column);
            at += element.Length;
            if (at <= span.End || (first >= 0 && last < 0))
                last = column;
        }

        if (shown.End < line.End)
            rendered.Append(Cut);
        if (first < 0)
            first = column;
        return new SourceExcerpt(lineNumber, rendered.ToString().TrimEnd(), first, Math.Max(1, span.IsEmpty ? 1 : last - first));
    }

    private static int Append(StringBuilder rendered, ReadOnlySpan<char> element, int column)
    {
        if (element is ['\t'])
        {
            int blanks = TabWidth - (column % TabWidth);
            rendered.Append(' ', blanks);
            return blanks;
        }

        string visible = VisibleText.Escape(element.ToString());
        rendered.Append(visible);
        return visible.AsSpan().SequenceEqual(element) ? CharacterWidth.Of(element) : visible.Length;
    }
}
