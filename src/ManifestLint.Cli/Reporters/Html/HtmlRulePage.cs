using System.Text;

namespace ManifestLint.Cli.Reporters.Html;

/// <summary>
/// The page of a rule in HTML: all of its sections but the example, for which the finding itself stands. Understands what these pages are written in:
/// headings, paragraphs, lists, tables, code, links, emphasis.
/// </summary>
internal sealed class HtmlRulePage(TextWriter writer)
{
    private readonly StringBuilder _paragraph = new();

    // The element that holds the line before: "", "p", "ul", "ol", "table".
    private string _open = "";

    /// <summary>Writes the page without its title.</summary>
    public void Write(string page)
    {
        bool isLeftOut = true;
        string? fence = null;
        foreach (string line in page.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (fence is null && line.StartsWith("## ", StringComparison.Ordinal))
                isLeftOut = line is "## Example";
            if (isLeftOut)
                continue;

            string trimmed = line.TrimStart();
            if (trimmed.StartsWith("```", StringComparison.Ordinal))
            {
                WriteFence(fence is null);
                fence = fence is null ? line[..^trimmed.Length] : null;
            }
            else if (fence is not null)
            {
                writer.Write($"{HtmlText.Escape(line.StartsWith(fence, StringComparison.Ordinal) ? line[fence.Length..] : line)}\n");
            }
            else if (!line.StartsWith("<!--", StringComparison.Ordinal))
            {
                WriteLine(line, trimmed);
            }
        }

        Close();
    }

    private void WriteFence(bool isStart)
    {
        if (isStart)
            Close();
        writer.Write(isStart ? "<pre>" : "</pre>\n");
    }

    private void WriteLine(string line, string trimmed)
    {
        if (trimmed.Length == 0)
        {
            // A list goes on behind an empty line; a paragraph and a table do not.
            if (_open is "ul" or "ol")
                Flush();
            else
                Close();
        }
        else if (trimmed.StartsWith('#'))
        {
            Close();
            writer.WriteLine($"<h4>{Inline(trimmed.TrimStart('#').Trim())}</h4>");
        }
        else if (trimmed.StartsWith('|'))
        {
            WriteRow(trimmed);
        }
        else if (ItemMark(trimmed) is var mark and > 0)
        {
            Open(trimmed[0] is '-' or '*' ? "ul" : "ol");
            Flush();
            _paragraph.Append(trimmed[mark..]);
        }
        else
        {
            if (_open is not "p" && line.Length == trimmed.Length && _paragraph.Length == 0)
                Open("p");
            _paragraph.Append(_paragraph.Length > 0 ? " " : "").Append(trimmed);
        }
    }

    private static int ItemMark(string line)
    {
        if (line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal))
            return 2;

        int digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && line.AsSpan(digits).StartsWith(". ", StringComparison.Ordinal) ? digits + 2 : 0;
    }

    private void WriteRow(string line)
    {
        if (line.AsSpan().TrimStart("|-: ").IsEmpty)
            return;

        string cell = _open == "table" ? "td" : "th";
        Open("table");
        string[] cells = line.Trim().Trim('|').Replace("\\|", "\0", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries);
        writer.WriteLine($"<tr>{string.Concat(cells.Select(text => $"<{cell}>{Inline(text.Replace('\0', '|'))}</{cell}>"))}</tr>");
    }

    private void Open(string element)
    {
        if (_open == element)
            return;

        Close();
        _open = element;
        if (element != "p")
            writer.WriteLine($"<{element}>");
    }

    private void Close()
    {
        Flush();
        if (_open is not ("" or "p"))
            writer.WriteLine($"</{_open}>");
        _open = "";
    }

    private void Flush()
    {
        if (_paragraph.Length == 0)
            return;

        string element = _open is "ul" or "ol" ? "li" : "p";
        writer.WriteLine($"<{element}>{Inline(_paragraph.ToString())}</{element}>");
        _paragraph.Clear();
    }

    private static string Inline(string text)
    {
        var html = new StringBuilder(text.Length + 32);
        bool isStrong = false;
        bool isEmphasis = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '`' && text.IndexOf('`', i + 1) is var close and > 0)
            {
                html.Append("<code>").Append(HtmlText.Escape(text[(i + 1)..close])).Append("</code>");
                i = close;
            }
            else if (Link(text, i) is { } link)
            {
                html.Append(link.Html);
                i = link.Last;
            }
            else if (text.AsSpan(i).StartsWith("**", StringComparison.Ordinal))
            {
                html.Append(isStrong ? "</strong>" : "<strong>");
                isStrong = !isStrong;
                i++;
            }
            else if (text[i] == '*' && (isEmphasis ? text[i - 1] != ' ' : i + 1 < text.Length && text[i + 1] != ' ' && text.IndexOf('*', i + 1) > 0))
            {
                html.Append(isEmphasis ? "</em>" : "<em>");
                isEmphasis = !isEmphasis;
            }
            else
            {
                int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                html.Append(HtmlText.Escape(text.Substring(i, length)));
                i += length - 1;
            }
        }

        return html.Append(isEmphasis ? "</em>" : "").Append(isStrong ? "</strong>" : "").ToString();
    }

    // [label](address) and <address>; of an address within the repository only the label remains.
    private static (string Html, int Last)? Link(string text, int i)
    {
        if (text[i] == '<' && text.AsSpan(i + 1).StartsWith("https://", StringComparison.Ordinal) && text.IndexOf('>', i) is var bracket and > 0)
            return (Anchor(text[(i + 1)..bracket], text[(i + 1)..bracket]), bracket);

        int middle = text[i] == '[' ? text.IndexOf("](", i, StringComparison.Ordinal) : -1;
        int end = middle < 0 ? -1 : text.IndexOf(')', middle);
        if (end < 0)
            return null;

        string address = text[(middle + 2)..end];
        string label = text[(i + 1)..middle];
        return (address.StartsWith("https://", StringComparison.Ordinal) ? Anchor(address, label) : HtmlText.Escape(label), end);
    }

    private static string Anchor(string address, string label) =>
        $"<a href=\"{HtmlText.Escape(address)}\" rel=\"noopener noreferrer\">{Inline(label)}</a>";
}
