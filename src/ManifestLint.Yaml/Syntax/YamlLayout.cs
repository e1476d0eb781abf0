namespace ManifestLint.Yaml.Syntax;

/// <summary>Finds the indicators that stand between nodes.</summary>
public static class YamlLayout
{
    /// <summary>Offset of the <c>-</c> of an item of a block sequence.</summary>
    public static int FindDash(YamlSequence sequence, YamlNode item)
    {
        string text = sequence.Document.Source.Text;
        int index = sequence.Items.IndexOf(item);
        int position = index > 0 ? sequence.Items[index - 1].Span.End : sequence.ContentSpan.Start;
        return SkipTo('-', text, position, item.Span.Start);
    }

    /// <summary>Offset of the <c>:</c> of an entry, or -1 when it has none (a lone key in a flow mapping or behind <c>?</c>).</summary>
    public static int FindColon(YamlEntry entry)
    {
        string text = entry.Document.Source.Text;
        int end = Math.Min(text.Length, Math.Max(entry.Value.Span.Start, entry.Key.Span.End + 1));
        return SkipTo(':', text, entry.Key.Span.End, end);
    }

    private static int SkipTo(char indicator, string text, int start, int end)
    {
        for (int position = start; position < end; position++)
        {
            if (text[position] == indicator)
                return position;
            if (text[position] == '#')
            {
                while (position < end && text[position] is not ('\n' or '\r'))
                    position++;
            }
        }

        return -1;
    }
}
