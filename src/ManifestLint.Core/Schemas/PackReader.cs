using System.Text;

namespace ManifestLint.Schemas;

/// <summary>Reads numbers of variable length (LEB128) and texts behind their length.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes, int position)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; } = position;

    public byte ReadByte() => _bytes[Position++];

    public int ReadNumber()
    {
        int value = 0;
        int shift = 0;
        byte part;
        do
        {
            part = ReadByte();
            value |= (part & 0x7F) << shift;
            shift += 7;
        }
        while (part >= 0x80);
        return value;
    }

    public string ReadText()
    {
        int length = ReadNumber();
        string text = Encoding.UTF8.GetString(_bytes.Slice(Position, length));
        Position += length;
        return text;
    }

    public void Skip(int count) => Position += count;
}
