using System.Buffers;
using System.Globalization;
using System.Text;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Editing;

/// <summary>How a scalar is to be written where it goes.</summary>
/// <param name="InFlow">Whether it stands in a flow collection.</param>
/// <param name="IsJson">Whether only what JSON knows may be written.</param>
/// <param name="Habit">The style that strings have around the place; plain means no quotes but where they are needed.</param>
/// <param name="Quote">The quote used where one is needed and the habit gives none.</param>
internal readonly record struct ScalarPlace(bool InFlow, bool IsJson, YamlScalarStyle Habit, char Quote);

/// <summary>Writes scalars of one line.</summary>
internal static class ScalarText
{
    // go-yaml ends a plain scalar of a flow collection at '?', too.
    private static readonly SearchValues<char> FlowIndicators = SearchValues.Create(",[]{}?");

    public static string Write(YamlScalarValue value, ScalarPlace place)
    {
        if (value.Kind != YamlScalarKind.String)
            return place.IsJson ? value.Text : value.Written;
        return WriteString(value.Text, place);
    }

    public static string WriteString(string text, ScalarPlace place)
    {
        if (place.IsJson || !IsPrintable(text))
            return DoubleQuoted(text);

        return place.Habit switch
        {
            YamlScalarStyle.DoubleQuoted => DoubleQuoted(text),
            YamlScalarStyle.SingleQuoted => SingleQuoted(text),
            _ when ScalarResolver.IsPlainString(text) && CanBePlain(text, place.InFlow) => text,
            _ => place.Quote == '\'' ? SingleQuoted(text) : DoubleQuoted(text),
        };
    }

    /// <summary>Whether YAML takes the characters without quotes as one scalar; their meaning is another question.</summary>
    public static bool CanBePlain(string text, bool inFlow)
    {
        if (text.Length == 0 || text[0] is ' ' || text[^1] is ' ' or ':' || !IsPrintable(text) || text.Contains('\t'))
            return false;
        if (text[0] is ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`')
            return false;
        if (text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' '))
            return false;
        if (text is "<<" || text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal))
            return false;
        if (text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal))
            return false;

        // In a flow collection go-yaml takes ':' at the start for the indicator, whatever follows.
        return !inFlow || (text[0] != ':' && !text.AsSpan().ContainsAny(FlowIndicators));
    }

    /// <summary>Whether the string can be written as a literal block that reads back the same.</summary>
    public static bool CanBeLiteral(string text)
    {
        if (!text.Contains('\n') || text[0] is '\n' or ' ' or '\t' || text.EndsWith("\n\n", StringComparison.Ordinal) || text.Contains('\r'))
            return false;
        foreach (string line in text.Split('\n'))
        {
            if (line.EndsWith(' ') || line.EndsWith('\t') || !IsPrintable(line))
                return false;
        }

        return true;
    }

    /// <summary>The string in double quotes, with escapes that YAML and JSON share.</summary>
    public static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                _ when IsPrintable(text, i) => quoted.Append(c),
                _ => quoted.Append(@"\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static string SingleQuoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static bool IsPrintable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsPrintable(text, i))
                return false;
        }

        return true;
    }

    // What every YAML reader takes as it is and no reader takes for a line end.
    private static bool IsPrintable(string text, int index)
    {
        char c = text[index];
        if (char.IsHighSurrogate(c))
            return index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
        if (char.IsLowSurrogate(c))
            return index > 0 && char.IsHighSurrogate(text[index - 1]);
        return c is >= ' ' and <= '~' or '\t' or (>= '\u00A0' and not ('\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF'));
    }
}
