using System.Text;

namespace ManifestLint.Cli.Reporters.Html;

/// <summary>Text in HTML, in content and in attributes between double quotes: no character of it is markup.</summary>
internal static class HtmlText
{
    /// <summary>The text with what steers HTML as references and control characters made visible.</summary>
    public static string Escape(string text)
    {
        string visible = VisibleText.Escape(text);
        if (visible.AsSpan().IndexOfAny("&<>\"'") < 0)
            return visible;

        var escaped = new StringBuilder(visible.Length + 16);
        foreach (char c in visible)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
