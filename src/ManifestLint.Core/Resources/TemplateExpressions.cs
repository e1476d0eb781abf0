using ManifestLint.Yaml.Text;

namespace ManifestLint.Resources;

/// <summary>
/// Finds template expressions in text that need not be YAML: line by line, passing over comments, quoted texts and block scalars, whose expressions
/// belong to somebody else (Prometheus, Grafana).
/// </summary>
internal static class TemplateExpressions
{
    /// <summary>The first <c>{{ … }}</c> or <c>{% … %}</c>, up to the end of its line when it does not end there.</summary>
    public static TextSpan? FindFirst(string text, TextSpan area)
    {
        int block = -1;
        int start = area.Start;
        while (start < area.End)
        {
            ReadOnlySpan<char> rest = text.AsSpan(start, area.End - start);
            int length = rest.IndexOfAny('\n', '\r');
            ReadOnlySpan<char> line = (length < 0 ? rest : rest[..length]).TrimEnd();
            int indentation = line.Length - line.TrimStart(' ').Length;
            bool isInBlock = block >= 0 && (line.IsEmpty || indentation > block);
            if (!isInBlock)
            {
                if (FindIn(line) is { } found)
                    return found.MoveBy(start);
                block = OpensBlock(line) ? indentation : -1;
            }

            start += length < 0 ? rest.Length : length + 1;
        }

        return null;
    }

    private static TextSpan? FindIn(ReadOnlySpan<char> line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (IsOpening(line[i..]))
                return new TextSpan(i, EndOf(line, i));
            if (line[i] == '#' && (i == 0 || line[i - 1] is ' ' or '\t'))
                return null;
            if (line[i] is '"' or '\'' && MayBeginQuote(line[..i]))
            {
                int end = EndOfQuote(line, i);
                if (FindThatEndsQuote(line[i..end]) is { } expression)
                    return new TextSpan(i + expression, EndOf(line, i + expression));
                i = end - 1;
            }
        }

        return null;
    }

    private static bool IsOpening(ReadOnlySpan<char> text) => text is ['{', '{' or '%', ..];

    private static int EndOf(ReadOnlySpan<char> line, int opening)
    {
        int close = line[opening..].IndexOf(line[opening + 1] == '{' ? "}}" : "%}");
        return close < 0 ? line.Length : opening + close + 2;
    }

    private static bool MayBeginQuote(ReadOnlySpan<char> before) => before.TrimEnd() is var token && (token.Length < before.Length || token.IsEmpty || token[^1] is '[' or '{' or ',' or ':');

    // Behind the closing quote; the end of the line for a quote that goes on.
    private static int EndOfQuote(ReadOnlySpan<char> line, int quote)
    {
        for (int i = quote + 1; i < line.Length; i++)
        {
            bool isEscape = line[quote] == '"' ? line[i] == '\\' : line[i..] is ['\'', '\'', ..];
            if (isEscape)
                i++;
            else if (line[i] == line[quote])
                return i + 1;
        }

        return line.Length;
    }

    // "{{ include "name" . }}": the quote inside the expression ends the one around it, so this was never YAML.
    private static int? FindThatEndsQuote(ReadOnlySpan<char> quoted)
    {
        int opening = quoted.LastIndexOf("{{");
        return opening >= 0 && quoted[opening..].IndexOf("}}") < 0 ? opening : null;
    }

    // "key: |", "- >-", "key: |2+ # note"
    private static bool OpensBlock(ReadOnlySpan<char> line)
    {
        int comment = line.IndexOf(" #");
        ReadOnlySpan<char> code = (comment < 0 ? line : line[..comment]).TrimEnd();
        int token = code.LastIndexOf(' ') + 1;
        return token > 0 && code[token..] is ['|' or '>', .. var indicators] && indicators is [] or [_] or [_, _] && indicators.TrimEnd("+-123456789").IsEmpty;
    }
}
