using System.Globalization;
using System.Text;

namespace ManifestLint.Cli.Reporters;

/// <summary>Text inside the commands that a CI reads from its log: what would end the command or a part of it is written by its number.</summary>
internal static class CommandText
{
    /// <summary>The text as a command carries it, free of control characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="percent">What stands for a percent sign.</param>
    /// <param name="separators">What would end the property that the text stands in; none for the text behind the properties.</param>
    public static string Escape(string text, string percent, string separators = "")
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            if (c == '%')
                escaped.Append(percent);
            else if (c is '\r' or '\n' || separators.Contains(c, StringComparison.Ordinal))
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            else
                escaped.Append(c);
        }

        return VisibleText.EscapeControls(escaped.ToString());
    }
}
