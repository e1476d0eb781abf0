using System.Text;

namespace ManifestLint.Cli.Reporters;

/// <summary>
/// Text from manifests inside Markdown, in tables too: shown as it is, never as a mark, HTML, a picture, a link, a formula, or a reference such as
/// <c>@name</c> or <c>#12</c>, which would notify people and leave traces in other issues.
/// </summary>
internal static class MarkdownEscape
{
    /// <summary>Plain text in a line or cell.</summary>
    public static string Text(string text)
    {
        string visible = VisibleText.EscapeControls(text);
        var escaped = new StringBuilder(visible.Length + 16);
        for (int i = 0; i < visible.Length; i++)
            Append(escaped, visible, i);
        return escaped.ToString();
    }

    /// <summary>Code outside of tables; in code nothing is a mark or a reference.</summary>
    public static string Code(string text)
    {
        string visible = VisibleText.EscapeControls(text);
        int longest = 0;
        int run = 0;
        foreach (char c in visible)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        string fence = new('`', longest + 1);
        bool needsSpace = visible.Length == 0 || visible[0] is '`' or ' ' || visible[^1] is '`' or ' ';
        return needsSpace ? $"{fence} {visible} {fence}" : $"{fence}{visible}{fence}";
    }

    /// <summary>Code in the cell of a table, where a bar ends the cell even in code.</summary>
    public static string CodeInTable(string text) => Code(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static void Append(StringBuilder escaped, string text, int i)
    {
        char c = text[i];
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
            case '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '$':
                escaped.Append('\\').Append(c);
                break;

            // Addresses without angle brackets would become links.
            case '/' when i > 0 && text[i - 1] == ':':
                escaped.Append("\\/");
                break;
            case '.' when text.AsSpan(0, i).EndsWith("www", StringComparison.OrdinalIgnoreCase):
                escaped.Append("\\.");
                break;
            default:
                escaped.Append(c);
                break;
        }

        // References are looked for in the text that a reader sees, where a backslash is gone; a space of no width is not.
        if (c is '@' or '#' or '!' or '$' or '%' or '&' or '~' or '^' && i + 1 < text.Length && (char.IsLetterOrDigit(text[i + 1]) || text[i + 1] is '"' or '_' or '-' or '['))
            escaped.Append("&#8203;");
    }
}
