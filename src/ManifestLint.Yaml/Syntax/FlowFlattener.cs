namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// Puts a flow collection, or a text in double quotes, on one line without moving a character. go-yaml takes their lines at any indentation,
/// YamlDotNet does not; with this both take them.
/// </summary>
internal static class FlowFlattener
{
    // Stand for a blank and a line end inside quotes until the value is read; private use, so that no manifest means them.
    private const char Blank = '\uE0F0';
    private const char LineEnd = '\uE0F1';

    /// <summary>The document with the quoted text that begins at <paramref name="quote"/> on one line; null when nothing changes.</summary>
    public static string? FlattenQuoted(string document, int quote)
    {
        char[] text = document.ToCharArray();
        int end = SkipQuoted(text, quote);
        bool changed = false;
        for (int i = quote + 1; i < end; i++)
        {
            if (text[i] is not ('\n' or '\r'))
                continue;

            int start = i;
            while (text[start - 1] is ' ' or '\t')
                text[--start] = Blank;
            while (i < end && char.IsWhiteSpace(text[i]))
                text[i] = text[i++] == '\n' ? LineEnd : Blank;
            changed = true;
        }

        return changed ? new string(text) : null;
    }

    /// <summary>The value of a quoted text after <see cref="FlattenQuoted"/>: one line end is a blank, each further one a line end.</summary>
    public static string Unflatten(string value)
    {
        if (value.AsSpan().IndexOfAny(Blank, LineEnd) < 0)
            return value;

        var result = new System.Text.StringBuilder();
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] is not (Blank or LineEnd))
            {
                result.Append(value[i]);
                continue;
            }

            int lines = 0;
            for (; i < value.Length && value[i] is Blank or LineEnd; i++)
                lines += value[i] == LineEnd ? 1 : 0;
            i--;
            result.Append(lines <= 1 ? " " : new string('\n', lines - 1));
        }

        return result.ToString();
    }

    /// <summary>The document with the collection that opens at <paramref name="bracket"/> on one line; null when nothing changes.</summary>
    /// <param name="document">The document alone.</param>
    /// <param name="bracket">Offset of the bracket in it.</param>
    public static string? Flatten(string document, int bracket)
    {
        char[] text = document.ToCharArray();
        bool changed = false;
        int depth = 0;
        for (int i = bracket; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']':
                    if (--depth == 0)
                        return changed ? new string(text) : null;
                    break;
                case '"' or '\'' when MayBeginQuote(text, i):
                    i = SkipQuoted(text, i);
                    break;
                case '#' when i > 0 && char.IsWhiteSpace(text[i - 1]):
                    while (i < text.Length && text[i] is not ('\n' or '\r'))
                        text[i++] = ' ';
                    i--;
                    changed = true;
                    break;
                case '\n' or '\r':
                    text[i] = ' ';
                    changed = true;
                    break;
            }
        }

        return null;
    }

    /// <summary>What a plain scalar over several lines means: lines trimmed and joined by a blank, empty lines kept as line ends.</summary>
    public static string Fold(ReadOnlySpan<char> written)
    {
        var folded = new System.Text.StringBuilder();
        int emptyLines = 0;
        foreach (ReadOnlySpan<char> line in written.EnumerateLines())
        {
            ReadOnlySpan<char> content = line.Trim();
            if (content.IsEmpty)
            {
                emptyLines++;
                continue;
            }

            if (folded.Length > 0)
                folded.Append(emptyLines == 0 ? " " : new string('\n', emptyLines));
            folded.Append(content);
            emptyLines = 0;
        }

        return folded.ToString();
    }

    // A quote inside a plain scalar (it's) opens nothing.
    private static bool MayBeginQuote(char[] text, int quote)
    {
        int before = quote - 1;
        while (before >= 0 && char.IsWhiteSpace(text[before]))
            before--;
        return before < 0 || text[before] is '{' or '[' or ',' or ':' or '!' or '&';
    }

    private static int SkipQuoted(char[] text, int quote)
    {
        for (int i = quote + 1; i < text.Length; i++)
        {
            if (text[quote] == '"' && text[i] == '\\')
                i++;
            else if (text[i] == text[quote])
                return i;
        }

        return text.Length - 1;
    }
}
