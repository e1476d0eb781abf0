using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ManifestLint.Changes;

namespace ManifestLint.Cli.Inputs;

/// <summary>Reads what <c>git diff --unified=0</c> prints. Bytes are characters here, since a file may be in any encoding and a path is bytes.</summary>
internal static class GitDiff
{
    private const string NewFile = "new file mode ";
    private const string NewPath = "+++ ";
    private const string PathPrefix = "b/";
    private const string Hunk = "@@ -";

    /// <summary>The changes of each file, by its path from the root of the repository.</summary>
    public static Dictionary<string, FileChange> Read(byte[] output)
    {
        var changes = new Dictionary<string, FileChange>(StringComparer.Ordinal);
        var lines = new LineReader(Encoding.Latin1.GetString(output));
        bool isNew = false;
        string? path = null;
        var hunks = ImmutableArray.CreateBuilder<LineChange>();
        while (lines.Next() is { } line)
        {
            if (line.StartsWith("diff --git ", StringComparison.Ordinal))
            {
                Add(changes, path, isNew, hunks);
                (isNew, path) = (false, null);
            }
            else if (line.StartsWith(NewFile, StringComparison.Ordinal))
            {
                isNew = true;
            }
            else if (line.StartsWith(NewPath, StringComparison.Ordinal))
            {
                path = ReadPath(line[NewPath.Length..]);
            }
            else if (line.StartsWith(Hunk, StringComparison.Ordinal))
            {
                hunks.Add(ReadHunk(line, lines));
            }
        }

        Add(changes, path, isNew, hunks);
        return changes;
    }

    private static void Add(Dictionary<string, FileChange> changes, string? path, bool isNew, ImmutableArray<LineChange>.Builder hunks)
    {
        if (path is not null)
            changes[path] = isNew ? FileChange.New : new FileChange(IsNew: false, hunks.ToImmutable());
        hunks.Clear();
    }

    // @@ -12,3 +14,2 @@: the old lines follow, then the new ones. Only counting them tells a removed "-- a" from the head of a file.
    private static LineChange ReadHunk(string line, LineReader lines)
    {
        string[] words = line.Split(' ');
        (_, int oldCount) = ReadRange(words[1]);
        (int start, int count) = ReadRange(words[2]);
        var removed = new RemovedLines();
        for (int i = 0; i < oldCount; i++)
            removed = removed.With(ReadOld(lines));
        for (int i = 0; i < count; i++)
            lines.Next();

        // Where no line is new, git names the one above.
        return new LineChange(count == 0 ? start : start - 1, count, removed);
    }

    // Between the lines git remarks that a line end is missing.
    private static string ReadOld(LineReader lines)
    {
        string line = lines.Next() ?? "-";
        if (line.StartsWith('\\'))
            line = lines.Next() ?? "-";
        return line.Length > 0 ? line[1..] : "";
    }

    private static (int Start, int Count) ReadRange(string range)
    {
        string[] numbers = range[1..].Split(',');
        int start = int.Parse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture);
        return (start, numbers.Length > 1 ? int.Parse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture) : 1);
    }

    // A path with a blank in it ends with a tab; one with an odd character stands in quotes.
    private static string? ReadPath(string written)
    {
        string path = written.TrimEnd('\t');
        if (path.StartsWith('"'))
            path = Unquote(path);
        return path.StartsWith(PathPrefix, StringComparison.Ordinal) ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(path[PathPrefix.Length..])) : null;
    }

    // As in C: \n, \", \\ and bytes in octal digits.
    private static string Unquote(string quoted)
    {
        var path = new StringBuilder();
        for (int i = 1; i < quoted.Length - 1; i++)
        {
            if (quoted[i] != '\\')
            {
                path.Append(quoted[i]);
                continue;
            }

            char escaped = quoted[++i];
            if (char.IsAsciiDigit(escaped))
            {
                path.Append((char)(((escaped - '0') << 6) | ((quoted[i + 1] - '0') << 3) | (quoted[i + 2] - '0')));
                i += 2;
                continue;
            }

            path.Append(escaped switch { 'a' => '\a', 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', 'v' => '\v', _ => escaped });
        }

        return path.ToString();
    }

    private sealed class LineReader(string text)
    {
        private int _next;

        public string? Next()
        {
            if (_next >= text.Length)
                return null;

            int end = text.IndexOf('\n', _next);
            string line = text[_next..(end < 0 ? text.Length : end)];
            _next = end < 0 ? text.Length : end + 1;
            return line;
        }
    }
}
