using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// Cuts a file into documents before anything is parsed, where kubectl cuts it: at lines that begin with <c>---</c>, and between the objects of
/// a file whose first character is <c>{</c> (<c>apimachinery/pkg/util/yaml/decoder.go</c>).
/// </summary>
internal static class YamlDocumentSplitter
{
    public static List<TextSpan> Split(string text)
    {
        var spans = new List<TextSpan>();
        int start = 0;
        int search = 0;
        bool isJson = text.AsSpan().TrimStart() is ['{', ..];
        if (isJson)
            search = start = SplitJson(text, spans);

        while (true)
        {
            int at = text.AsSpan(search).IndexOf("---");
            if (at < 0)
                break;

            int marker = search + at;
            search = marker + 3;
            if (!IsMarker(text, marker))
                continue;

            if (marker > start)
                spans.Add(new TextSpan(start, marker));
            start = marker;
        }

        if (start < text.Length || spans.Count == 0)
            spans.Add(new TextSpan(start, text.Length));
        return spans;
    }

    /// <summary>Whether a document begins at <paramref name="offset"/>: <c>---</c> at the start of a line, then a blank, a line end or nothing.</summary>
    private static bool IsMarker(string text, int offset)
    {
        if (offset > 0 && text[offset - 1] is not ('\n' or '\r'))
            return false;
        int end = offset + 3;
        return end >= text.Length || text[end] is ' ' or '\t' or '\n' or '\r';
    }

    /// <summary>Cuts between objects that follow on each other; gives the start of the last piece, which the caller closes.</summary>
    private static int SplitJson(string text, List<TextSpan> spans)
    {
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    i = SkipString(text, i);
                    break;
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']' when --depth <= 0:
                    int next = i + 1;
                    while (next < text.Length && char.IsWhiteSpace(text[next]))
                        next++;
                    if (next >= text.Length || text[next] != '{')
                        return start;
                    spans.Add(new TextSpan(start, next));
                    start = next;
                    i = next - 1;
                    break;
            }
        }

        return start;
    }

    private static int SkipString(string text, int quote)
    {
        for (int i = quote + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return i;
        }

        return text.Length - 1;
    }
}
