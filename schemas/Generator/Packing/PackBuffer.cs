using System.Text;

namespace ManifestLint.Schemas.Generator.Packing;

/// <summary>Bytes being written: numbers of variable length (LEB128) and texts behind their length.</summary>
internal sealed class PackBuffer
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public void WriteByte(int value) => _bytes.Add((byte)value);

    public void WriteNumber(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        while (value >= 0x80)
        {
            WriteByte((value & 0x7F) | 0x80);
            value >>= 7;
        }

        WriteByte(value);
    }

    public void WriteText(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WriteNumber(bytes.Length);
        _bytes.AddRange(bytes);
    }

    public void Write(PackBuffer other) => _bytes.AddRange(other._bytes);

    public byte[] ToArray() => [.. _bytes];
}
