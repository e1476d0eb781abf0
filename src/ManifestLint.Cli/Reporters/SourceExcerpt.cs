using System.Globalization;
using System.Text;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
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

    // A line up to this length is shown whole, and up to the width of the terminal; of a longer one, what surrounds the place.
    private const int MaximumLength = 160;
    private const int MinimumLength = 20;

    /// <summary>The line on which a finding begins; null for a finding about a file as a whole, and for one on a line that tells what a Secret holds.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="columns">Columns that a terminal has for the line; null when none shows it.</param>
    public static SourceExcerpt? Of(Diagnostic finding, int? columns = null)
    {
        if (finding.Location.File.Text is not { } source)
            return null;

        TextSpan span = finding.Location.Span;
        bool isWholeFile = span is { IsEmpty: true, Start: 0 } && finding.Node is null;
        if (isWholeFile || source.Length == 0)
            return null;

        int line = source.GetLine(span.Start);
        TextSpan whole = source.GetLineSpan(line);
        // A report ends up in logs that more people read than the file.
        if (HoldsSecret(finding, whole))
            return null;

        // Where the line is cut, the marks take a column each.
        int length = columns is { } available ? Math.Clamp(available - 2, MinimumLength, MaximumLength) : MaximumLength;
        TextSpan shown = whole.Length <= length ? whole : Clip(source.Text, whole, span.Start, length);
        return Render(source.Text, line + 1, whole, shown, span);
    }

    private static bool HoldsSecret(Diagnostic finding, TextSpan line)
    {
        if (finding.Resource is { } own && HoldsContent(own, line))
            return true;

        // A finding about the text knows no object, and in flow style and JSON one line may hold several.
        ManifestFile file = finding.Location.File;
        bool mayHold = finding.Resource is null || file.Text!.Text.AsSpan(line.Start, line.Length).Contains("Secret", StringComparison.Ordinal);
        return mayHold && file.Resources.Any(resource => HoldsContent(resource, line));
    }

    private static bool HoldsContent(Resource resource, TextSpan line)
    {
        if (resource is not { Kind: "Secret", Group: "" })
            return false;

        foreach (YamlEntry entry in resource.Root.Entries)
        {
            TextSpan content = entry.Value.Span;
            if (entry.KeyText is "data" or "stringData" && content.Start < line.End && content.End > line.Start)
                return true;
        }

        return false;
    }

    private static TextSpan Clip(string text, TextSpan line, int place, int length)
    {
        int before = length * 3 / 8;
        int start = Math.Max(line.Start, Math.Min(place - before, line.End - length));
        int end = Math.Min(line.End, start + length);
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
            string visible = LogCommand.IsAt(text, at) ? VisibleText.Name(text[at]) : VisibleText.Escape(element.ToString());
            column += Append(rendered, element, visible, column);
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

    private static int Append(StringBuilder rendered, ReadOnlySpan<char> element, string visible, int column)
    {
        if (element is ['\t'])
        {
            int blanks = TabWidth - (column % TabWidth);
            rendered.Append(' ', blanks);
            return blanks;
        }

        rendered.Append(visible);
        return visible.AsSpan().SequenceEqual(element) ? CharacterWidth.Of(element) : visible.Length;
    }
}
