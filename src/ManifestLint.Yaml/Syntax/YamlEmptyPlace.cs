namespace ManifestLint.Yaml.Syntax;

/// <summary>Where a node stands that has no character of its own; YamlDotNet puts it at the next token.</summary>
internal static class YamlEmptyPlace
{
    /// <summary>Behind the <c>:</c> that follows a key, or at the key's end when there is none.</summary>
    public static int BehindColon(string text, int keyEnd, int limit)
    {
        int position = SkipBlanksAndComments(text, keyEnd, limit);
        return position < limit && text[position] == ':' ? position + 1 : keyEnd;
    }

    /// <summary>Behind the <c>-</c> that follows the previous item.</summary>
    public static int BehindDash(string text, int previousEnd, int limit)
    {
        int position = SkipBlanksAndComments(text, previousEnd, limit);
        return position < limit && text[position] == '-' ? position + 1 : previousEnd;
    }

    /// <summary>The <c>?</c> that introduces an explicit key, or null.</summary>
    public static int? QuestionMarkBefore(string text, int keyStart, int origin)
    {
        int position = keyStart - 1;
        while (position >= origin && text[position] == ' ')
            position--;
        return position >= origin && text[position] == '?' && position < keyStart - 1 ? position : null;
    }

    private static int SkipBlanksAndComments(string text, int start, int limit)
    {
        int position = start;
        while (position < limit)
        {
            if (text[position] == '#')
            {
                while (position < limit && text[position] is not ('\n' or '\r'))
                    position++;
            }
            else if (char.IsWhiteSpace(text[position]))
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
}
