using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ManifestLint.Resources;

/// <summary>
/// A range of IP addresses such as <c>10.0.0.0/8</c> or <c>fd00::/8</c> (CIDR), read as leniently as the API server reads it in its older fields
/// (netutils ParseCIDRSloppy). What newer servers object to beyond that is <see cref="Objection"/>.
/// </summary>
public readonly record struct AddressBlock
{
    /// <summary>The minor of Kubernetes 1 since which <see cref="Objection"/> counts (feature StrictIPCIDRValidation, on by default).</summary>
    public const int StrictSince = 36;

    private AddressBlock(UInt128 address, int prefix, bool isVersion6, bool hasLeadingZeros)
    {
        Prefix = prefix;
        IsVersion6 = isVersion6;
        Network = address & Mask;
        if (hasLeadingZeros)
            Objection = "leading zeros";
        else if (isVersion6 && address >> 32 == 0xffff)
            Objection = "an IPv4 address in the form of IPv6";
        else if (address != Network)
            Objection = $"bits behind its prefix, the block is {this}";
    }

    /// <summary>How many bits the addresses of the block share.</summary>
    public int Prefix { get; }

    /// <summary>Whether it is a block of IPv6; else of IPv4.</summary>
    public bool IsVersion6 { get; }

    /// <summary>What servers from <see cref="StrictSince"/> on do not accept about the way in which the block is written; null when nothing.</summary>
    public string? Objection { get; }

    private UInt128 Network { get; }

    private int Width => IsVersion6 ? 128 : 32;

    private UInt128 Mask => Prefix == 0 ? UInt128.Zero : UInt128.MaxValue << (Width - Prefix);

    /// <summary>The block of a text; null when it is none.</summary>
    public static AddressBlock? Parse(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || ParseAddress(text[..slash]) is not { } address)
            return null;

        ReadOnlySpan<char> digits = text.AsSpan(slash + 1);
        int prefix = ParseNumber(digits) ?? int.MaxValue;
        return prefix > (address.IsVersion6 ? 128 : 32)
            ? null
            : new AddressBlock(address.Value, prefix, address.IsVersion6, address.HasLeadingZeros || digits is ['0', _, ..]);
    }

    /// <summary>Whether a text is a single address, without prefix.</summary>
    public static bool IsAddress(string text) => ParseAddress(text) is not null;

    /// <summary>Whether all addresses of the other block are in this one, and this one has more.</summary>
    public bool IsLargerThan(AddressBlock other) => IsVersion6 == other.IsVersion6 && Prefix < other.Prefix && (other.Network & Mask) == Network;

    /// <summary>The block as every server takes it, for example <c>10.0.0.0/8</c>.</summary>
    public override string ToString()
    {
        byte[] bytes = new byte[Width / 8];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(Network >> (Width - 8 - (8 * i)));
        return $"{new IPAddress(bytes)}/{Prefix.ToString(CultureInfo.InvariantCulture)}";
    }

    private static (UInt128 Value, bool IsVersion6, bool HasLeadingZeros)? ParseAddress(string text)
    {
        if (!text.Contains(':', StringComparison.Ordinal))
            return ParseVersion4(text);

        // A zone (fe80::1%eth0) or brackets are nothing that a block may have.
        bool isPlain = text.AsSpan().IndexOfAny('%', '[', ']') < 0;
        if (!isPlain || !IPAddress.TryParse(text, out IPAddress? address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            return null;

        UInt128 bits = UInt128.Zero;
        foreach (byte part in address.GetAddressBytes())
            bits = (bits << 8) | part;
        return (bits, true, false);
    }

    private static (UInt128 Value, bool IsVersion6, bool HasLeadingZeros)? ParseVersion4(string text)
    {
        uint bits = 0;
        int parts = 0;
        bool hasLeadingZeros = false;
        foreach (Range range in text.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> part = text.AsSpan(range);
            if (ParseNumber(part) is not { } number || number > 255)
                return null;
            bits = (bits << 8) | (uint)number;
            hasLeadingZeros |= part is ['0', _, ..];
            parts++;
        }

        return parts == 4 ? (bits, false, hasLeadingZeros) : null;
    }

    private static int? ParseNumber(ReadOnlySpan<char> digits) =>
        digits.Length is > 0 and < 10 && digits.IndexOfAnyExceptInRange('0', '9') < 0 ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
}
