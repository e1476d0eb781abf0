using ManifestLint.Yaml.Text;
using YamlDotNet.Core;

namespace ManifestLint.Yaml.Syntax;

/// <summary>Turns an exception of YamlDotNet into a place and a reason in plain words.</summary>
/// <param name="text">The file.</param>
/// <param name="document">The document that could not be read.</param>
/// <param name="lastEnd">Offset behind the last node that was read.</param>
/// <param name="openFlows">Offsets of the brackets that were open.</param>
internal sealed class YamlErrorText(string text, TextSpan document, int lastEnd, List<int> openFlows)
{
    public const string TabIndentation = "a tab is used for indentation";

    public static string ReservedStart(char first) => $"a value cannot begin with '{first}'; put it in quotes";

    public YamlError Describe(Exception exception)
    {
        YamlError error = DescribeSyntax(exception);
        if (error.Kind == YamlErrorKind.Syntax && YamlSeparators.FindFalse(text, document) is { } separator && separator.LineStart <= error.Span.Start)
            return new YamlError(YamlErrorKind.Refused, separator.Text, YamlSeparators.Refusal);
        return error;
    }

    private YamlError DescribeSyntax(Exception exception)
    {
        if (FindTabIndentation() is { } tab && exception is YamlException && IsAboutTabs(exception.Message))
            return Error(tab, 1, TabIndentation);

        if (exception is not YamlException yaml)
            return openFlows.Count > 0 ? Unclosed(openFlows[^1]) : Error(lastEnd, 1, "the text ends or breaks off here");

        int start = Offset(yaml.Start);
        int end = Offset(yaml.End);
        string message = yaml.Message;

        if (FindDirective() is { } directive)
            return Error(directive, LineRest(directive), "it takes no YAML directive") with { Kind = YamlErrorKind.Refused };
        if (openFlows.Count > 0 && end >= EndOfContent())
            return Unclosed(openFlows[^1]);
        if (openFlows.Count > 0 && (Mentions(message, "',' or") || Mentions(message, "invalid mapping")))
            return Error(start, 1, $"expected ',' or '{Closing(text[openFlows[^1]])}' before this");
        if (Mentions(message, "wrong indentation"))
            return Error(start, 1, $"the quote {text[start]} is not closed, or a line of the quoted text is indented too little");
        if (Mentions(message, "quoted scalar") && (Mentions(message, "end of stream") || Mentions(message, "document indicator")))
            return Error(start, 1, $"the quote {text[Math.Min(start, text.Length - 1)]} is not closed");
        if (Mentions(message, "unknown escape") || Mentions(message, "escape"))
            return Error(end, 2, $"'{text.AsSpan(end, Math.Min(2, document.End - end))}' is no escape that YAML knows");
        if (Mentions(message, "cannot start any token"))
            return DescribeBadStart(start);
        if (Mentions(message, "invalid mapping") || Mentions(message, "mapping values are not allowed"))
            return DescribeSecondColon(start);
        if (Mentions(message, "could not find expected ':'"))
            return Error(start, TokenLength(start), "expected ':' behind this key");
        if (Mentions(message, "sequence entries are not allowed"))
            return Error(start, 1, "a list item cannot begin here; put it on a line of its own");
        if (Mentions(message, "did not find expected key"))
            return Error(start, TokenLength(start), HasColon(start) ? "the indentation fits no mapping above; expected a key here" : "expected a key with ':' here");
        if (Mentions(message, "did not find expected '-'"))
            return Error(start, TokenLength(start), "the indentation fits no list above; expected '-' here");
        if (Mentions(message, "expected node content") || Mentions(message, "expected <document start>"))
            return Error(start, 1, start < document.End && text[start] is ']' or '}' ? $"'{text[start]}' closes no bracket" : "this cannot stand here");

        return Error(start, TokenLength(start), Plain(message));
    }

    private static bool IsAboutTabs(string message) =>
        Mentions(message, "tab") || Mentions(message, "cannot start any token") || Mentions(message, "did not find expected") || Mentions(message, "invalid mapping");

    private static bool Mentions(string message, string words) => message.Contains(words, StringComparison.Ordinal);

    private YamlError DescribeBadStart(int start)
    {
        char c = start < text.Length ? text[start] : ' ';
        return c switch
        {
            '\t' => Error(start, 1, TabIndentation),
            '@' or '`' or '%' => Error(start, 1, ReservedStart(c)),
            _ => Error(start, 1, $"'{c}' cannot stand here"),
        };
    }

    // "a: b: c", or a key that is indented deeper than the key above although that one has a value.
    private YamlError DescribeSecondColon(int start)
    {
        int colon = start;
        int lineStart = colon;
        while (lineStart > document.Start && text[lineStart - 1] is not ('\n' or '\r'))
            lineStart--;

        ReadOnlySpan<char> before = text.AsSpan(lineStart, Math.Max(0, colon - lineStart));
        if (before.TrimStart(' ').TrimStart('-').IndexOf(": ") >= 0)
            return Error(colon, 1, "a second ': ' in one value; put the value in quotes or on a line of its own");

        int key = lineStart + before.Length - before.TrimStart(" -").Length;
        return Error(key, Math.Max(1, colon - key), "this key is indented deeper than the line above, which already has a value");
    }

    private int? FindTabIndentation()
    {
        int position = lastEnd;
        while (position > document.Start && text[position - 1] is not ('\n' or '\r'))
            position--;

        while (position < document.End)
        {
            int lineStart = position;
            while (position < document.End && text[position] == ' ')
                position++;
            if (position < document.End && text[position] == '\t' && lineStart >= Math.Min(lastEnd, LineStartOf(lastEnd)))
                return position;
            int length = text.AsSpan(position, document.End - position).IndexOfAny('\n', '\r');
            if (length < 0)
                return null;
            position += length + 1;
        }

        return null;
    }

    private int LineStartOf(int offset)
    {
        while (offset > document.Start && text[offset - 1] is not ('\n' or '\r'))
            offset--;
        return offset;
    }

    // A directive stands before everything but comments.
    private int? FindDirective()
    {
        int position = document.Start;
        while (true)
        {
            position = document.End - text.AsSpan(position, document.End - position).TrimStart().Length;
            if (position >= document.End)
                return null;
            if (text[position] != '#')
                return text[position] == '%' ? position : null;
            position += LineRest(position);
        }
    }

    private bool HasColon(int start) => text.AsSpan(start, LineRest(start)).TrimEnd() is var line && (line.EndsWith(":") || line.IndexOf(": ") >= 0);

    private YamlError Unclosed(int bracket) => Error(bracket, 1, $"the '{text[bracket]}' is not closed by '{Closing(text[bracket])}'");

    private static char Closing(char bracket) => bracket == '[' ? ']' : '}';

    private int EndOfContent() => document.Start + text.AsSpan(document.Start, document.Length).TrimEnd().Length;

    private int Offset(Mark mark) => Math.Clamp(document.Start + (int)mark.Index, document.Start, document.End);

    private int LineRest(int start)
    {
        int length = text.AsSpan(start, document.End - start).IndexOfAny('\n', '\r');
        return length < 0 ? document.End - start : length;
    }

    private int TokenLength(int start)
    {
        ReadOnlySpan<char> line = text.AsSpan(start, LineRest(start)).TrimEnd();
        int colon = line.IndexOf(':');
        return Math.Max(1, colon > 0 ? colon : line.Length);
    }

    private YamlError Error(int start, int length, string message)
    {
        int from = Math.Clamp(start, document.Start, document.End);
        return new YamlError(YamlErrorKind.Syntax, new TextSpan(from, Math.Min(document.End, from + length)), message);
    }

    private static string Plain(string message)
    {
        string trimmed = message.TrimEnd('.', ' ');
        int comma = trimmed.IndexOf(", ", StringComparison.Ordinal);
        if (comma > 0 && trimmed.StartsWith("While ", StringComparison.Ordinal))
            trimmed = trimmed[(comma + 2)..];
        return trimmed.Length == 0 ? "this is no YAML" : char.ToLowerInvariant(trimmed[0]) + trimmed[1..];
    }
}
