using System.Text;

namespace ManifestLint.Cli.Reporters.Html;

/// <summary>Text in HTML, in content and in attributes between double quotes: no character of it is markup.</summary>
internal static class HtmlText
{
    /// <summary>A path whose directories stand back behind the name of the file, and which is broken behind a slash first.</summary>
    public static string Path(string path)
    {
        string[] parts = path.Split('/');
        string directories = string.Concat(parts.Take(parts.Length - 1).Select(part => $"{Escape(part)}/<wbr>"));
        return directories.Length == 0 ? Escape(path) : $"<i>{directories}</i>{Escape(parts[^1])}";
    }

    /// <summary>The text with what steers HTML as references and control characters made visible.</summary>
    public static string Escape(string text)
    {
        string visible = VisibleText.EscapeControls(text);
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
