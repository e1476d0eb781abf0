using System.Globalization;
using System.Text;
using ManifestLint.Changes;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Inputs;

/// <summary>
/// Reads what <c>git diff</c> prints with so much context that the whole file stands there: the old text is then its old and common lines. Bytes are
/// characters here, since a file may be in any encoding and a path is bytes.
/// </summary>
internal static class GitDiff
{
    /// <summary>More lines of context than a file has lines.</summary>
    public const string WholeFile = "100000000";

    private const string NewFile = "new file mode ";
    private const string NewPath = "+++ ";
    private const string PathPrefix = "b/";
    private const string Hunk = "@@ -";

    /// <summary>The changed files by their paths from the root of the repository. A file that was only renamed is not among them.</summary>
    public static Dictionary<string, FileChange> Read(byte[] output)
    {
        var changes = new Dictionary<string, FileChange>(StringComparer.Ordinal);
        var lines = new LineReader(Encoding.Latin1.GetString(output));
        var old = new StringBuilder();
        bool isNew = false;
        string? path = null;
        while (lines.Next() is { } line)
        {
            if (line.StartsWith("diff --git ", StringComparison.Ordinal))
            {
                Add(changes, path, isNew ? null : old);
                old.Clear();
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
                ReadHunk(line, lines, old);
            }
        }

        Add(changes, path, isNew ? null : old);
        return changes;
    }

    private static void Add(Dictionary<string, FileChange> changes, string? path, StringBuilder? old)
    {
        if (path is not null)
            changes[path] = old is null ? FileChange.New : new FileChange(SourceText.Decode(Encoding.Latin1.GetBytes(old.ToString()), out _));
    }

    // @@ -12,3 +14,2 @@: lines of both, of the old and of the new text follow. Only counting them tells a removed "-- a" from the head of a file.
    private static void ReadHunk(string head, LineReader lines, StringBuilder old)
    {
        string[] words = head.Split(' ');
        int oldLeft = CountOf(words[1]);
        int newLeft = CountOf(words[2]);
        while (oldLeft + newLeft > 0 && lines.Next() is { } line)
        {
            // Between the lines git remarks with \ that a line end is missing.
            char mark = line.Length > 0 ? line[0] : ' ';
            if (mark is ' ' or '-')
            {
                oldLeft--;
                old.Append(line.AsSpan(Math.Min(1, line.Length))).Append('\n');
            }

            if (mark is ' ' or '+')
                newLeft--;
        }
    }

    private static int CountOf(string range)
    {
        int comma = range.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? 1 : int.Parse(range.AsSpan(comma + 1), NumberStyles.None, CultureInfo.InvariantCulture);
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
