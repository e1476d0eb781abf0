using DiffPlex;
using DiffPlex.Model;

namespace ManifestLint.Cli.Commands;

/// <summary>Writes differences in the form that <c>patch</c> and <c>git apply</c> read.</summary>
/// <param name="writer">Where to.</param>
/// <param name="hasColor">Whether lines are coloured.</param>
/// <param name="isTerminal">Whether control characters must be shown instead of written.</param>
internal sealed class UnifiedDiff(TextWriter writer, bool hasColor, bool isTerminal)
{
    private const int Context = 3;
    private const string Red = "31";
    private const string Green = "32";
    private const string Cyan = "36";
    private const string Bold = "1";

    /// <summary>Writes the difference of one file; nothing when there is none.</summary>
    /// <param name="path">The file as people call it.</param>
    /// <param name="before">What it held; null when it is new.</param>
    /// <param name="after">What it shall hold.</param>
    public void Write(string path, string? before, string after)
    {
        DiffResult diff = new Differ().CreateCustomDiffs(before ?? "", after, ignoreWhiteSpace: false, SplitLines);
        if (diff.DiffBlocks.Count == 0)
            return;

        string shown = VisibleText.Escape(path);
        WriteLine(Bold, before is null ? "--- /dev/null" : $"--- a/{shown}");
        WriteLine(Bold, $"+++ b/{shown}");
        for (int first = 0; first < diff.DiffBlocks.Count;)
        {
            int last = first;
            while (last + 1 < diff.DiffBlocks.Count && diff.DiffBlocks[last + 1].DeleteStartA - EndA(diff.DiffBlocks[last]) <= 2 * Context)
                last++;
            WriteHunk(diff, first, last);
            first = last + 1;
        }
    }

    private void WriteHunk(DiffResult diff, int first, int last)
    {
        DiffBlock head = diff.DiffBlocks[first];
        DiffBlock tail = diff.DiffBlocks[last];
        int startA = Math.Max(0, head.DeleteStartA - Context);
        int endA = Math.Min(diff.PiecesOld.Length, EndA(tail) + Context);
        int startB = head.InsertStartB - (head.DeleteStartA - startA);
        int endB = tail.InsertStartB + tail.InsertCountB + (endA - EndA(tail));
        WriteLine(Cyan, $"@@ -{Range(startA, endA)} +{Range(startB, endB)} @@");

        int line = startA;
        for (int i = first; i <= last; i++)
        {
            DiffBlock block = diff.DiffBlocks[i];
            for (; line < block.DeleteStartA; line++)
                WritePiece(' ', diff.PiecesOld[line]);
            for (; line < EndA(block); line++)
                WritePiece('-', diff.PiecesOld[line]);
            for (int added = 0; added < block.InsertCountB; added++)
                WritePiece('+', diff.PiecesNew[block.InsertStartB + added]);
        }

        for (; line < endA; line++)
            WritePiece(' ', diff.PiecesOld[line]);
    }

    private void WritePiece(char mark, string line)
    {
        string? color = mark switch { '-' => Red, '+' => Green, _ => null };
        bool isEnded = line.EndsWith('\n');
        string content = isEnded ? line[..^1] : line;
        WriteLine(color, mark + (isTerminal ? VisibleText.Escape(content.TrimEnd('\r')) : content));
        if (!isEnded)
            WriteLine(color: null, "\\ No newline at end of file");
    }

    private void WriteLine(string? color, string text)
    {
        writer.Write(hasColor && color is not null ? $"\u001B[{color}m{text}\u001B[0m" : text);
        writer.Write('\n');
    }

    // Lines count from 1; an empty range names the line before it.
    private static string Range(int start, int end) => (end - start) switch
    {
        0 => $"{start},0",
        1 => $"{start + 1}",
        var count => $"{start + 1},{count}",
    };

    private static int EndA(DiffBlock block) => block.DeleteStartA + block.DeleteCountA;

    // With their line ends, so that a change of these is a difference.
    private static string[] SplitLines(string text)
    {
        var lines = new List<string>();
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            int next = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..next]);
            start = next;
        }

        return [.. lines];
    }
}
