using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Inputs.Markdown;

/// <summary>Recognises how documentation leaves something out.</summary>
internal static class Elision
{
    /// <summary>The part of a line that stands for what is left out: <c>...</c> by itself, as an item, as a value, or in brackets.</summary>
    public static TextSpan? In(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> content = line.Trim();
        if (IsDots(content) || (content is ['-', ' ', .. var item] && IsDots(item.Trim())))
            return new TextSpan(line.Length - line.TrimStart().Length, line.TrimEnd().Length);
        if (content is ['#', ..])
            return null;

        int mark = content.IndexOf(" #");
        ReadOnlySpan<char> code = (mark < 0 ? content : content[..mark]).TrimEnd();
        int blank = code.LastIndexOf(' ');
        if (blank < 0 || code[blank - 1] != ':')
            return null;

        ReadOnlySpan<char> value = code[(blank + 1)..];
        if ((value is ['[', .. var listed, ']'] && IsDots(listed)) || (value is ['{', .. var mapped, '}'] && IsDots(mapped)))
            value = value[1..^1];
        return IsDots(value) ? SpanOf(line, value) : null;
    }

    private static bool IsDots(ReadOnlySpan<char> text) => text is "..." or "…" or "....";

    private static TextSpan SpanOf(ReadOnlySpan<char> line, ReadOnlySpan<char> part)
    {
        line.Overlaps(part, out int start);
        return new TextSpan(start, start + part.Length);
    }
}
