using System.Globalization;
using System.Text;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Reporters.Html;

/// <summary>The lines around findings of one file, with the characters of the finding marked. What Secrets hold is never shown.</summary>
internal sealed class HtmlExcerpt
{
    private const int LinesAround = 2;
    private const int MarkedLines = 4;
    private const int MaximumLength = 200;
    private const int LengthBefore = 80;

    private readonly SourceText? _text;
    private readonly HashSet<int> _secretLines = [];

    /// <summary>Prepares for the findings of a file.</summary>
    public HtmlExcerpt(ManifestFile file)
    {
        _text = file.Text;
        foreach (Resource resource in file.Resources)
        {
            if (resource is { Kind: "Secret", Group: "" })
                HideContent(resource);
        }
    }

    /// <summary>The content of a <c>pre</c> element; null for a finding about a file as a whole, and for one about what a Secret holds.</summary>
    public string? Render(Diagnostic finding)
    {
        TextSpan span = finding.Location.Span;
        bool isWholeFile = span is { IsEmpty: true, Start: 0 } && finding.Node is null;
        if (_text is null || isWholeFile || _text.Length == 0)
            return null;

        int first = _text.GetLine(span.Start);
        int last = Math.Min(_text.GetLine(Math.Max(span.Start, span.End - 1)), first + MarkedLines - 1);
        if (_secretLines.Contains(first))
            return null;

        (int from, int to) = Surroundings(finding, first, last);
        int width = (to + 1).ToString(CultureInfo.InvariantCulture).Length;
        var rendered = new StringBuilder();
        for (int line = from; line <= to; line++)
        {
            rendered.Append(CultureInfo.InvariantCulture, $"<i>{(line + 1).ToString(CultureInfo.InvariantCulture).PadLeft(width)}</i>");
            if (_secretLines.Contains(line))
                rendered.Append("<em>not shown: content of a Secret</em>");
            else
                AppendLine(rendered, line, line >= first && line <= last ? span : null);
            if (line < to)
                rendered.Append('\n');
        }

        return rendered.ToString();
    }

    // Where a document could not be read as an object, nobody knows whether the lines around it are those of a Secret.
    private (int From, int To) Surroundings(Diagnostic finding, int first, int last)
    {
        if (finding.Resource is not { } resource)
            return (first, last);

        TextSpan document = resource.Document.Span;
        int end = _text!.GetLine(Math.Max(document.Start, document.End - 1));
        int from = Math.Max(first - LinesAround, Math.Min(first, _text.GetLine(document.Start)));
        int to = Math.Min(last + LinesAround, Math.Max(last, end));
        while (to > last && _text.GetLineSpan(to).IsEmpty)
            to--;
        return (from, to);
    }

    private void AppendLine(StringBuilder rendered, int line, TextSpan? marked)
    {
        TextSpan whole = _text!.GetLineSpan(line);
        TextSpan shown = Clip(whole, marked);
        if (shown.Start > whole.Start)
            rendered.Append('…');
        if (marked is { } span)
            AppendMarked(rendered, shown, span);
        else
            rendered.Append(Escape(shown.Start, shown.End));
        if (shown.End < whole.End)
            rendered.Append('…');
    }

    private void AppendMarked(StringBuilder rendered, TextSpan shown, TextSpan span)
    {
        int start = Math.Clamp(span.Start, shown.Start, shown.End);
        int end = Math.Clamp(span.End, shown.Start, shown.End);

        // A mark begins with what is written, not with the indentation of a further line.
        while (start < end && _text!.Text[start] is ' ' or '\t')
            start++;

        // A place between two characters is shown by the next one, or by a blank at the end of the line.
        if (start == end && end < shown.End)
            end += char.IsHighSurrogate(_text!.Text[end]) && end + 1 < shown.End ? 2 : 1;
        rendered.Append(Escape(shown.Start, start)).Append("<mark>").Append(start == end ? " " : Escape(start, end)).Append("</mark>").Append(Escape(end, shown.End));
    }

    private TextSpan Clip(TextSpan line, TextSpan? marked)
    {
        if (line.Length <= MaximumLength)
            return line;

        int place = marked is { } span ? Math.Clamp(span.Start, line.Start, line.End) : line.Start;
        int start = Math.Max(line.Start, Math.Min(place - LengthBefore, line.End - MaximumLength));
        int end = start + MaximumLength;
        if (start > line.Start && char.IsLowSurrogate(_text!.Text[start]))
            start++;
        if (end < line.End && char.IsLowSurrogate(_text!.Text[end]))
            end--;
        return new TextSpan(start, end);
    }

    private string Escape(int start, int end)
    {
        string text = _text!.Text[start..end];
        return HtmlText.Escape(text.Replace("\t", "    ", StringComparison.Ordinal));
    }

    private void HideContent(Resource secret)
    {
        foreach (YamlEntry entry in secret.Root.Entries)
        {
            if (entry.KeyText is not ("data" or "stringData"))
                continue;

            TextSpan content = entry.Value.Span;
            int last = _text!.GetLine(Math.Max(content.Start, content.End - 1));
            for (int line = _text.GetLine(content.Start); line <= last && !content.IsEmpty; line++)
                _secretLines.Add(line);
        }
    }
}
