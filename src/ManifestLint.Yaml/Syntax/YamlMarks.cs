namespace ManifestLint.Yaml.Syntax;

/// <summary>Finds where parts of a node end that YamlDotNet's marks do not tell.</summary>
/// <param name="text">The file.</param>
/// <param name="isInFlow">Whether the node stands in a flow collection, whose indicators end an anchor or tag.</param>
internal readonly ref struct YamlMarks(string text, bool isInFlow)
{
    public int SkipProperties(int start, int end)
    {
        int position = start;
        while (position < end)
        {
            char c = text[position];
            if (c is '&' or '!')
            {
                position = EndOfProperty(position, end);
            }
            else if (c == '#')
            {
                while (position < end && text[position] is not ('\n' or '\r'))
                    position++;
            }
            else if (char.IsWhiteSpace(c))
            {
                position++;
            }
            else
            {
                break;
            }
        }

        return position;
    }

    private int EndOfProperty(int start, int end)
    {
        int position = start;
        while (position < end && !char.IsWhiteSpace(text[position]) && (!isInFlow || text[position] is not (',' or ']' or '}' or '{' or '[')))
            position++;
        return position;
    }

    // An empty scalar with an anchor or tag ends behind them; YamlDotNet's mark runs on to the next token.
    public int EndOfProperties(int start, int end)
    {
        int last = start;
        int position = start;
        while (position < end && text[position] is '&' or '!')
        {
            last = EndOfProperty(position, end);
            position = last;
            while (position < end && text[position] is ' ' or '\t')
                position++;
        }

        return last;
    }

    // Blank lines below a block scalar are no part of it, unless its header says keep (+).
    public int EndOfBlock(int start, int end)
    {
        ReadOnlySpan<char> block = text.AsSpan(start, end - start);
        int headerEnd = block.IndexOfAny('\n', '\r');
        if (headerEnd < 0)
            return start + block.Length;

        ReadOnlySpan<char> indicators = block[..headerEnd];
        int comment = indicators.IndexOf('#');
        bool keeps = (comment < 0 ? indicators : indicators[..comment]).Contains('+');
        if (keeps)
            return start + TrimLineEnd(block).Length;

        while (block.Length > headerEnd)
        {
            int lastLine = block.LastIndexOfAny('\n', '\r') + 1;
            if (!block[lastLine..].IsWhiteSpace())
                break;
            block = TrimLineEnd(block[..lastLine]);
        }

        return start + Math.Max(block.Length, indicators.TrimEnd().Length);
    }

    private static ReadOnlySpan<char> TrimLineEnd(ReadOnlySpan<char> text)
    {
        if (text is [.., '\r', '\n'])
            return text[..^2];
        return text is [.., '\n' or '\r'] ? text[..^1] : text;
    }
}
