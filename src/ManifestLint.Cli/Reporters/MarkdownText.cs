using System.Text;

namespace ManifestLint.Cli.Reporters;

/// <summary>
/// Shows a page of Markdown in a terminal, in 80 columns or as many as there are. Text and tables are broken to fit, and so are blocks of plain text such as
/// timelines; code of another language stays as it is, so that it can be copied.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="hasStyle">Whether headings may be bold.</param>
/// <param name="columns">Columns of the terminal; null when none shows it.</param>
internal sealed class MarkdownText(TextWriter writer, bool hasStyle, int? columns = null)
{
    private const int MinimumWidth = 40;
    private const int MaximumWidth = 80;
    private const string CodeIndentation = "    ";

    private readonly int _width = Math.Clamp(columns ?? MaximumWidth, MinimumWidth, MaximumWidth);

    private readonly StringBuilder _paragraph = new();
    private MarkdownTable? _table;
    private string _indentation = "";

    /// <summary>Writes the page.</summary>
    public void Write(string page)
    {
        bool isCode = false;
        bool isText = false;
        bool wasBlank = true;
        foreach (string line in page.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                Flush();
                isCode = !isCode;
                isText = line is "```text";
                continue;
            }

            if (isCode)
            {
                WriteCodeLine(line, isText);
                wasBlank = false;
                continue;
            }

            // Marks of the page's generated parts.
            if (line.StartsWith("<!--", StringComparison.Ordinal))
                continue;

            if (line.Length == 0)
            {
                Flush();
                if (!wasBlank)
                    writer.WriteLine();
                wasBlank = true;
                continue;
            }

            wasBlank = false;
            WriteTextLine(line);
        }

        Flush();
    }

    private void WriteCodeLine(string line, bool isText)
    {
        // A line of a manifest with its number, or the mark below it, is worth nothing in two pieces.
        bool isExcerpt = line.AsSpan().TrimStart(" 0123456789").StartsWith("|", StringComparison.Ordinal);
        if (!isText || isExcerpt || line.Length + CodeIndentation.Length <= _width)
            writer.WriteLine((CodeIndentation + line).TrimEnd());
        else
            WriteBroken(CodeIndentation + line[..(line.Length - line.TrimStart().Length)], CodeIndentation + new string(' ', HangingIndentation(line)), line.TrimStart(), keepsGaps: true);
    }

    // What follows the time in a line of a timeline (1-10 s  the proxies hear of it) stays in its column.
    private static int HangingIndentation(string line)
    {
        const int LongestTime = 24;
        int own = line.Length - line.TrimStart().Length;
        int gap = line.IndexOf("  ", own, StringComparison.Ordinal);
        if (gap < 0 || gap > LongestTime)
            return own + 2;

        while (line[gap] == ' ')
            gap++;
        return gap;
    }

    private void WriteTextLine(string line)
    {
        int level = line.Length - line.TrimStart('#').Length;
        if (level > 0 && level < line.Length && line[level] == ' ')
        {
            Flush();
            string heading = line[(level + 1)..];
            writer.WriteLine(hasStyle ? $"\u001B[1m{heading}\u001B[0m" : heading);
        }
        else if (line.StartsWith('|'))
        {
            if (_table is null)
                Flush();
            (_table ??= new MarkdownTable()).Add(line);
        }
        else
        {
            if (_table is not null)
                Flush();
            string trimmed = line.TrimStart();
            if (trimmed.StartsWith("- ", StringComparison.Ordinal) || trimmed.StartsWith("* ", StringComparison.Ordinal))
            {
                Flush();
                _indentation = new string(' ', line.Length - trimmed.Length + 2);
            }

            _paragraph.Append(_paragraph.Length == 0 ? "" : " ").Append(Plain(trimmed));
        }
    }

    private void Flush()
    {
        foreach (string line in _table?.Lines(_width) ?? [])
            writer.WriteLine(line);
        _table = null;

        string text = _paragraph.ToString();
        string indentation = _indentation;
        _paragraph.Clear();
        _indentation = "";

        // The first line of an item begins with its mark, two columns further left.
        if (text.Length > 0)
            WriteBroken(indentation.Length > 0 ? indentation[2..] : "", indentation, text, keepsGaps: false);
    }

    private void WriteBroken(string first, string next, string text, bool keepsGaps)
    {
        var line = new StringBuilder(first);
        int start = line.Length;
        foreach (string word in text.Split(' ', keepsGaps ? StringSplitOptions.None : StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > start && line.Length + 1 + word.Length > _width)
            {
                writer.WriteLine(line.ToString().TrimEnd());
                line.Clear().Append(next);
                start = line.Length;
            }

            line.Append(line.Length > start ? " " : "").Append(word);
        }

        writer.WriteLine(line.ToString().TrimEnd());
    }

    /// <summary>The text without marks: [text](address) becomes "text (address)", [address](address) and &lt;address&gt; the address; bold is left out.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            int middle = text[i] == '[' ? text.IndexOf("](", i, StringComparison.Ordinal) : -1;
            int end = middle < 0 ? -1 : text.IndexOf(')', middle);
            if (end > 0)
            {
                string label = text[(i + 1)..middle];
                string address = text[(middle + 2)..end];
                plain.Append(label == address || !address.Contains("://", StringComparison.Ordinal) ? label : $"{label} ({address})");
                i = end;
            }
            else if (text[i] == '`' && text.IndexOf('`', i + 1) is var close and > 0)
            {
                plain.Append(text, i, close - i + 1);
                i = close;
            }
            else if (text[i] == '<' && text.IndexOf('>', i) is var bracket and > 0 && text.AsSpan(i + 1).StartsWith("https://", StringComparison.Ordinal))
            {
                plain.Append(text, i + 1, bracket - i - 1);
                i = bracket;
            }
            else if (IsEmphasis(text, i))
            {
                continue;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }

    // A star beside a letter and a blank, or another star: *often*, **always**; not 2 * 3 and not *.yaml inside backquotes.
    private static bool IsEmphasis(string text, int i)
    {
        if (text[i] != '*')
            return false;

        char before = i > 0 ? text[i - 1] : ' ';
        char after = i + 1 < text.Length ? text[i + 1] : ' ';
        return before != ' ' || after != ' ';
    }
}
