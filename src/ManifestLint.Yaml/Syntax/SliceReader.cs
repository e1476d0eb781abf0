using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Syntax;

/// <summary>Reads a part of a string without copying it first.</summary>
internal sealed class SliceReader(string text, TextSpan span) : TextReader
{
    private int _position = span.Start;

    public override int Peek() => _position < span.End ? text[_position] : -1;

    public override int Read() => _position < span.End ? text[_position++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        int count = Math.Min(buffer.Length, span.End - _position);
        text.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
