using System.Collections.Immutable;
using System.Text;

namespace ManifestLint.Yaml.Text;

/// <summary>An immutable text with its line starts and its encoding. The byte order mark is not part of <see cref="Text"/>.</summary>
public sealed class SourceText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int[]? _lineStarts;

    private SourceText(string text, TextEncoding encoding)
    {
        Text = text;
        Encoding = encoding;
    }

    /// <summary>The characters, line ends as they are.</summary>
    public string Text { get; }

    /// <summary>How the text is stored as bytes.</summary>
    public TextEncoding Encoding { get; }

    /// <summary>Number of UTF-16 units.</summary>
    public int Length => Text.Length;

    /// <summary>Number of lines; an empty text has one.</summary>
    public int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>A text that was never bytes, for example an editor's buffer.</summary>
    public static SourceText From(string text, TextEncoding encoding = TextEncoding.Utf8) => new(text, encoding);

    /// <summary>Decodes UTF-8, with or without byte order mark, and UTF-16 with one.</summary>
    /// <returns>The text, or null with <paramref name="error"/> telling the first byte that is no text. A NUL byte is none.</returns>
    public static SourceText? Decode(ReadOnlySpan<byte> bytes, out TextDecodingError? error)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return DecodeUtf16(bytes[2..], bigEndian: false, out error);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return DecodeUtf16(bytes[2..], bigEndian: true, out error);

        bool hasMark = bytes.StartsWith(System.Text.Encoding.UTF8.Preamble);
        int markLength = hasMark ? System.Text.Encoding.UTF8.Preamble.Length : 0;
        ReadOnlySpan<byte> content = bytes[markLength..];
        int nul = content.IndexOf((byte)0);
        if (nul >= 0)
        {
            error = ErrorAt(content, nul, markLength, "the file holds a NUL byte, so it is no text file");
            return null;
        }

        try
        {
            error = null;
            return new SourceText(StrictUtf8.GetString(content), hasMark ? TextEncoding.Utf8WithMark : TextEncoding.Utf8);
        }
        catch (DecoderFallbackException)
        {
            int invalid = FirstInvalidUtf8(content);
            error = ErrorAt(content, invalid, markLength, $"the byte 0x{content[invalid]:X2} is not valid UTF-8");
            return null;
        }
    }

    /// <summary>The bytes of the text in its encoding, byte order mark included.</summary>
    public byte[] ToBytes() => Encoding switch
    {
        TextEncoding.Utf8 => StrictUtf8.GetBytes(Text),
        TextEncoding.Utf8WithMark => [.. System.Text.Encoding.UTF8.Preamble, .. StrictUtf8.GetBytes(Text)],
        TextEncoding.Utf16LittleEndian => [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(Text)],
        _ => [0xFE, 0xFF, .. System.Text.Encoding.BigEndianUnicode.GetBytes(Text)],
    };

    /// <summary>This text after <paramref name="changes"/>, which are sorted and free of overlap; same encoding.</summary>
    public SourceText WithChanges(ImmutableArray<TextChange> changes) => new(TextChangeList.Apply(Text, changes), Encoding);

    /// <summary>Line and character, from 0, of an offset between 0 and <see cref="Length"/>.</summary>
    public LinePosition GetPosition(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length);
        int line = GetLine(offset);
        return new LinePosition(line, offset - LineStarts[line]);
    }

    /// <summary>The line, from 0, that holds the offset.</summary>
    public int GetLine(int offset)
    {
        int index = Array.BinarySearch(LineStarts, offset);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>Offset of the first character of a line.</summary>
    public int GetLineStart(int line) => LineStarts[line];

    /// <summary>The characters of a line without its line end.</summary>
    public TextSpan GetLineSpan(int line)
    {
        int start = LineStarts[line];
        int end = line + 1 < LineStarts.Length ? LineStarts[line + 1] : Length;
        while (end > start && Text[end - 1] is '\n' or '\r')
            end--;
        return new TextSpan(start, end);
    }

    /// <summary>The characters of a span.</summary>
    public string ToString(TextSpan span) => Text.Substring(span.Start, span.Length);

    /// <summary>The whole text.</summary>
    public override string ToString() => Text;

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int>(Math.Max(16, text.Length / 32)) { 0 };
        ReadOnlySpan<char> rest = text;
        int position = 0;
        while (true)
        {
            int at = rest.IndexOfAny('\n', '\r');
            if (at < 0)
                return [.. starts];

            int length = rest[at] == '\r' && at + 1 < rest.Length && rest[at + 1] == '\n' ? at + 2 : at + 1;
            position += length;
            starts.Add(position);
            rest = rest[length..];
        }
    }

    private static SourceText? DecodeUtf16(ReadOnlySpan<byte> content, bool bigEndian, out TextDecodingError? error)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);
        try
        {
            string text = encoding.GetString(content);
            int nul = text.IndexOf('\0', StringComparison.Ordinal);
            error = nul < 0 ? null : Utf16ErrorAt(text[..nul], "the file holds a NUL character, so it is no text file");
            return nul < 0 ? new SourceText(text, bigEndian ? TextEncoding.Utf16BigEndian : TextEncoding.Utf16LittleEndian) : null;
        }
        catch (ArgumentException)
        {
            string lenient = new UnicodeEncoding(bigEndian, byteOrderMark: false).GetString(content);
            int invalid = lenient.IndexOf('\uFFFD', StringComparison.Ordinal);
            error = Utf16ErrorAt(lenient[..Math.Max(0, invalid)], "the bytes are not valid UTF-16");
            return null;
        }
    }

    private static TextDecodingError Utf16ErrorAt(string before, string message) =>
        new(2 + (2L * before.Length), From(before).GetPosition(before.Length), message);

    private static TextDecodingError ErrorAt(ReadOnlySpan<byte> content, int offset, int markLength, string message)
    {
        string before = System.Text.Encoding.UTF8.GetString(content[..offset]);
        return new TextDecodingError(offset + markLength, From(before).GetPosition(before.Length), message);
    }

    private static int FirstInvalidUtf8(ReadOnlySpan<byte> content)
    {
        int position = 0;
        while (position < content.Length
            && Rune.DecodeFromUtf8(content[position..], out _, out int consumed) == System.Buffers.OperationStatus.Done)
        {
            position += consumed;
        }

        return Math.Min(position, content.Length - 1);
    }
}
