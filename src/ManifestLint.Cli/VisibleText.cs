using System.Globalization;
using System.Text;

namespace ManifestLint.Cli;

/// <summary>Text that comes from manifests and file names, made safe for a terminal and a log: what would steer them is shown instead.</summary>
internal static class VisibleText
{
    /// <summary>
    /// The text with every control character as <c>\n</c>, <c>\t</c> or <c>\u001B</c>, and one character of what a CI would carry out (<see cref="LogCommand"/>);
    /// the same text when it has none.
    /// </summary>
    public static string Escape(string text) => Escape(text, isLog: true);

    /// <summary>The same for what is no log but a file or the inside of a command, where only control characters do harm.</summary>
    public static string EscapeControls(string text) => Escape(text, isLog: false);

    /// <summary>A character by its number, as it is read in JSON and YAML.</summary>
    public static string Name(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
    };

    private static string Escape(string text, bool isLog)
    {
        int first = 0;
        while (first < text.Length && !IsSuspect(text[first]) && !(isLog && LogCommand.IsAt(text, first)))
            first++;
        if (first == text.Length)
            return text;

        var escaped = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
                escaped.Append(text[i]).Append(text[++i]);
            else if (IsSuspect(text[i]) || (isLog && LogCommand.IsAt(text, i)))
                escaped.Append(Name(text[i]));
            else
                escaped.Append(text[i]);
        }

        return escaped.ToString();
    }

    // Control characters, separators of lines and paragraphs, marks that reorder text, and surrogates, of which a lone one is no character.
    private static bool IsSuspect(char c) => c < ' '
        || (c >= '\u007F' && (c <= '\u009F' || c is '\u200E' or '\u200F' or '\u2028' or '\u2029' or '\uFEFF'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or (>= '\uD800' and <= '\uDFFF')));
}
