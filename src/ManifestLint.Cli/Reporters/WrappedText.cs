using System.Globalization;
using System.Text;

namespace ManifestLint.Cli.Reporters;

/// <summary>Lines broken between words, so that a terminal does not break them inside.</summary>
internal static class WrappedText
{
    // In less room, broken lines are no easier to read.
    private const int MinimumWidth = 40;

    /// <summary>The text in lines.</summary>
    /// <param name="text">One line, without control characters; a blank at its beginning goes when the first word does not fit.</param>
    /// <param name="column">Columns that are taken before it.</param>
    /// <param name="indent">Blanks at the beginning of further lines.</param>
    /// <param name="width">Columns of the terminal; null when nobody looks, which leaves the text whole.</param>
    public static string Break(string text, int column, int indent, int? width)
    {
        if (width is not >= MinimumWidth)
            return text;

        // What stands before may have been broken by the terminal itself.
        int at = column == 0 ? 0 : ((column - 1) % width.Value) + 1;
        var lines = new StringBuilder(text.Length + 32);
        string[] words = text.Split(' ');
        for (int i = 0; i < words.Length; i++)
        {
            int length = WidthOf(words[i]);
            int needed = i == 0 ? length : length + 1;
            if (at + needed > width && at > indent)
            {
                lines.Append('\n').Append(' ', indent);
                at = indent + length;
            }
            else
            {
                lines.Append(i == 0 ? "" : " ");
                at += needed;
            }

            lines.Append(words[i]);
        }

        return lines.ToString();
    }

    /// <summary>Columns that a text takes.</summary>
    public static int WidthOf(ReadOnlySpan<char> text)
    {
        int width = 0;
        while (!text.IsEmpty)
        {
            int length = StringInfo.GetNextTextElementLength(text);
            width += CharacterWidth.Of(text[..length]);
            text = text[length..];
        }

        return width;
    }
}
