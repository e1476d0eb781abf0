using System.Text;

namespace ManifestLint.Cli.Reporters;

/// <summary>Shows a page of Markdown in a terminal: text in 80 columns, code and tables as they are.</summary>
/// <param name="writer">Where to.</param>
/// <param name="hasStyle">Whether headings may be bold.</param>
internal sealed class MarkdownText(TextWriter writer, bool hasStyle)
{
    private const int Width = 80;

    private readonly StringBuilder _paragraph = new();
    private string _indentation = "";

    /// <summary>Writes the page.</summary>
    public void Write(string page)
    {
        bool isCode = false;
        bool wasBlank = true;
        foreach (string line in page.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                Flush();
                isCode = !isCode;
                continue;
            }

            if (isCode)
            {
                writer.WriteLine($"    {line}".TrimEnd());
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
            Flush();
            if (!line.AsSpan().TrimStart("|-: ").IsEmpty)
                writer.WriteLine(Plain(line));
        }
        else
        {
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
        string text = _paragraph.ToString();
        string indentation = _indentation;
        _paragraph.Clear();
        _indentation = "";
        if (text.Length == 0)
            return;

        // The first line of an item begins with its mark, two columns further left.
        var line = new StringBuilder(indentation.Length > 0 ? indentation[2..] : "");
        int start = line.Length;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > start && line.Length + 1 + word.Length > Width)
            {
                writer.WriteLine(line.ToString());
                line.Clear().Append(indentation);
                start = line.Length;
            }

            line.Append(line.Length > start ? " " : "").Append(word);
        }

        writer.WriteLine(line.ToString());
    }

    // [text](address) becomes "text (address)", [address](address) and <address> the address; bold and italics are left out.
    private static string Plain(string text)
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
            else if (text.AsSpan(i).StartsWith("**", StringComparison.Ordinal))
            {
                i++;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.Replace("<https://", "https://").ToString();
    }
}
