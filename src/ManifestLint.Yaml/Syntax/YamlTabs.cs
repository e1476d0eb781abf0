using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// Finds a tab that go-yaml refuses and YamlDotNet does not: one in the indentation of a line, or behind <c>-</c> or <c>?</c>, outside of flow
/// collections and scalars (<c>scannerc.go</c>: a tab is no blank while a simple key may begin).
/// </summary>
internal static class YamlTabs
{
    public static TextSpan? FindRefused(YamlDocument document)
    {
        string text = document.Source.Text;
        ReadOnlySpan<char> area = text.AsSpan(document.Span.Start, document.Span.Length);
        if (document.Root is null || !area.Contains('\t'))
            return null;

        for (int i = document.Span.Start; i < document.Span.End; i++)
        {
            if (text[i] == '\t' && MayBeginToken(text, i, document.Span.Start) && !IsInside(document, i))
                return new TextSpan(i, i + 1);
        }

        return null;
    }

    // Whether only blanks stand between the tab and the start of its line, or a dash or question mark.
    private static bool MayBeginToken(string text, int tab, int start)
    {
        int position = tab - 1;
        while (position >= start && text[position] is ' ' or '\t')
            position--;
        return position < start || text[position] is '\n' or '\r'
            || (text[position] is '-' or '?' && (position == start || text[position - 1] is ' ' or '\n' or '\r') && !IsMarkerLine(text, position, start));
    }

    private static bool IsMarkerLine(string text, int dash, int start) => dash - 2 >= start && text.AsSpan(dash - 2, 3) is "---";

    private static bool IsInside(YamlDocument document, int offset)
    {
        foreach (YamlNode node in document.DescendantsAndSelf())
        {
            bool isOpaque = node is YamlScalar or YamlMapping { Style: YamlContainerStyle.Flow } or YamlSequence { Style: YamlContainerStyle.Flow };
            if (isOpaque && node.Span.Contains(offset))
                return true;
        }

        foreach (YamlComment comment in document.Comments)
        {
            if (comment.Span.Contains(offset))
                return true;
        }

        return false;
    }
}
