using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>Reads the text form of a <see cref="YamlPath"/>.</summary>
internal sealed class YamlPathReader(string text)
{
    private int _position;

    /// <summary>Whether a key needs no quotes in a path.</summary>
    public static bool IsIdentifier(string key) =>
        key.Length > 0 && (char.IsAsciiLetter(key[0]) || key[0] == '_') && key.All(IsIdentifierPart);

    public ImmutableArray<YamlPathSegment>? Read(out string? error)
    {
        var segments = ImmutableArray.CreateBuilder<YamlPathSegment>();
        while (_position < text.Length)
        {
            int start = _position;
            if (ReadSegment(isFirst: segments.Count == 0) is not { } segment)
            {
                error = $"'{text}' is no path: see character {start + 1}.";
                return null;
            }

            segments.Add(segment);
        }

        error = null;
        return segments.ToImmutable();
    }

    private static bool IsIdentifierPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    private YamlPathSegment? ReadSegment(bool isFirst)
    {
        if (text[_position] == '[')
            return ReadBracket();
        if (text[_position] == '.' && !isFirst)
            _position++;
        else if (!isFirst)
            return null;

        int start = _position;
        while (_position < text.Length && IsIdentifierPart(text[_position]))
            _position++;
        return _position > start ? new YamlPathSegment(text[start.._position], -1) : null;
    }

    private YamlPathSegment? ReadBracket()
    {
        _position++;
        YamlPathSegment? segment = _position < text.Length && text[_position] == '\'' ? ReadQuoted() : ReadIndex();
        if (segment is null || _position >= text.Length || text[_position] != ']')
            return null;
        _position++;
        return segment;
    }

    private YamlPathSegment? ReadIndex()
    {
        int start = _position;
        while (_position < text.Length && char.IsAsciiDigit(text[_position]))
            _position++;
        return int.TryParse(text.AsSpan(start, _position - start), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? new YamlPathSegment(null, index)
            : null;
    }

    private YamlPathSegment? ReadQuoted()
    {
        var key = new StringBuilder();
        for (_position++; _position < text.Length; _position++)
        {
            char c = text[_position];
            if (c == '\'')
            {
                _position++;
                return new YamlPathSegment(key.ToString(), -1);
            }

            if (c == '\\' && _position + 1 < text.Length)
                c = text[++_position];
            key.Append(c);
        }

        return null;
    }
}
