using System.Text;

namespace ManifestLint.Cli.Reporters;

/// <summary>Lays out a table for a terminal: columns side by side, cells that are too long broken into several lines.</summary>
internal sealed class MarkdownTable
{
    private const int Gap = 2;

    // No column is made narrower than this as long as there is room; a longer word is broken.
    private const int MinimumWidth = 8;

    private readonly List<string[]> _rows = [];

    /// <summary>Takes a line such as <c>| a | b |</c>; the line of dashes below the heading is left out.</summary>
    public void Add(string line)
    {
        if (line.AsSpan().TrimStart("|-: ").IsEmpty)
            return;

        string[] cells = line.Trim().Trim('|').Replace("\\|", "\0", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries);
        _rows.Add([.. cells.Select(cell => MarkdownText.Plain(cell.Replace('\0', '|')))]);
    }

    /// <summary>The lines of the table, at most <paramref name="width"/> columns wide; the first row is a heading.</summary>
    public IEnumerable<string> Lines(int width)
    {
        if (_rows.Count == 0)
            yield break;

        int[] widths = Widths(width);
        for (int i = 0; i < _rows.Count; i++)
        {
            foreach (string line in Lines(_rows[i], widths))
                yield return line;
            if (i == 0)
                yield return string.Join(new string(' ', Gap), widths.Select(columns => new string('-', columns)));
        }
    }

    private static IEnumerable<string> Lines(string[] row, int[] widths)
    {
        List<string>[] cells = [.. widths.Select((columns, i) => Break(i < row.Length ? row[i] : "", columns))];
        for (int line = 0; line < cells.Max(cell => cell.Count); line++)
        {
            var text = new StringBuilder();
            for (int i = 0; i < cells.Length; i++)
                text.Append((line < cells[i].Count ? cells[i][line] : "").PadRight(widths[i] + Gap));
            yield return text.ToString().TrimEnd();
        }
    }

    private static List<string> Break(string cell, int columns)
    {
        List<string> lines = [""];
        foreach (string word in cell.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string rest = word;
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + rest.Length > columns)
                lines.Add("");
            while (rest.Length > columns)
            {
                lines[^1] = rest[..columns];
                rest = rest[columns..];
                lines.Add("");
            }

            lines[^1] += lines[^1].Length > 0 ? $" {rest}" : rest;
        }

        return lines;
    }

    // The widest column gives a column until all fit.
    private int[] Widths(int width)
    {
        int count = _rows.Max(row => row.Length);
        int[] widths = [.. Enumerable.Range(0, count).Select(i => _rows.Max(row => i < row.Length ? row[i].Length : 0))];
        while (widths.Sum() + (Gap * (count - 1)) > width)
        {
            int widest = Array.IndexOf(widths, widths.Max());
            if (widths[widest] <= MinimumWidth)
                break;
            widths[widest]--;
        }

        return widths;
    }
}
