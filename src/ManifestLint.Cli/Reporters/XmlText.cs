using System.Globalization;
using System.Text;

namespace ManifestLint.Cli.Reporters;

/// <summary>Text in XML 1.0: what the language has no character for is shown instead, as <c>\u001B</c>.</summary>
internal static class XmlText
{
    /// <summary>The value of an attribute, which reads back as it was: line ends and tabs too.</summary>
    public static string Attribute(string text) => Escape(text, isContent: false);

    /// <summary>The content of an element; line feeds and tabs stay as they are.</summary>
    public static string Content(string text) => Escape(text, isContent: true);

    private static string Escape(string text, bool isContent)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                escaped.Append(c).Append(text[++i]);
            else
                Append(escaped, c, isContent);
        }

        return escaped.ToString();
    }

    private static void Append(StringBuilder escaped, char c, bool isContent)
    {
        switch (c)
        {
            case '&':
                escaped.Append("&amp;");
                break;
            case '<':
                escaped.Append("&lt;");
                break;
            case '>':
                escaped.Append("&gt;");
                break;
            case '"':
                escaped.Append("&quot;");
                break;
            case '\n' or '\t' when isContent:
                escaped.Append(c);
                break;
            case '\n' or '\t' or '\r':
                escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
                break;
            case < ' ' or (>= '\uD800' and <= '\uDFFF') or '\uFFFE' or '\uFFFF':
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
                break;
            default:
                escaped.Append(c);
                break;
        }
    }
}
