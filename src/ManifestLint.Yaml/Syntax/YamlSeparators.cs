using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>A line that begins with <c>---</c> and goes on with more than a comment.</summary>
/// <param name="LineStart">Offset of the first dash.</param>
/// <param name="Text">What stands behind the three dashes.</param>
internal readonly record struct YamlSeparatorText(int LineStart, TextSpan Text);

/// <summary>
/// Finds the separators that kubectl refuses. It cuts at every line that begins with <c>---</c>, whatever YAML makes of that line, and then wants
/// nothing but a comment behind the dashes (<c>apimachinery/pkg/util/yaml/decoder.go</c>, <c>YAMLReader</c>).
/// </summary>
internal static class YamlSeparators
{
    private const string Dashes = "---";

    /// <summary>What to say of one.</summary>
    public const string Refusal = "only a comment may follow '---' on its line";

    /// <summary>The first separator with text behind it from an offset of a document on. None in a file of JSON objects.</summary>
    public static YamlSeparatorText? FindNext(string text, int start, TextSpan document)
    {
        int position = start;
        while (position < document.End)
        {
            int at = text.AsSpan(position, document.End - position).IndexOf(Dashes);
            if (at < 0)
                return null;

            int dashes = position + at;
            position = dashes + Dashes.Length;
            if ((dashes == 0 || text[dashes - 1] is '\n' or '\r') && TextBehind(text, position, document.End) is { } behind && !IsJson(text))
                return new YamlSeparatorText(dashes, behind);
        }

        return null;
    }

    /// <summary>The first one that YAML takes for no separator, as in <c>---x</c> and <c>-----</c>.</summary>
    public static YamlSeparatorText? FindFalse(string text, TextSpan document)
    {
        YamlSeparatorText? separator = FindNext(text, document.Start, document);
        while (separator is { } found && found.Text.Start > found.LineStart + Dashes.Length)
            separator = FindNext(text, found.Text.End, document);
        return separator;
    }

    private static TextSpan? TextBehind(string text, int start, int limit)
    {
        ReadOnlySpan<char> rest = text.AsSpan(start, limit - start);
        int lineEnd = rest.IndexOfAny('\n', '\r');
        ReadOnlySpan<char> line = lineEnd < 0 ? rest : rest[..lineEnd];
        ReadOnlySpan<char> behind = line.TrimStart();
        if (behind.IsEmpty || behind[0] == '#')
            return null;

        int first = start + line.Length - behind.Length;
        return new TextSpan(first, first + behind.TrimEnd().Length);
    }

    private static bool IsJson(string text) => text.AsSpan().TrimStart() is ['{', ..];
}
