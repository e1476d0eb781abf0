using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ManifestLint.Resources;

/// <summary>
/// A range of IP addresses such as <c>10.0.0.0/8</c> or <c>fd00::/8</c> (CIDR), read as leniently as the API server reads it in its older fields
/// (netutils ParseCIDRSloppy): bits behind the prefix and leading zeros of IPv4 numbers are allowed.
/// </summary>
public readonly record struct AddressBlock
{
    private AddressBlock(UInt128 address, int prefix, bool isVersion6)
    {
        Prefix = prefix;
        IsVersion6 = isVersion6;
        Network = address & Mask;
    }

    /// <summary>How many bits the addresses of the block share.</summary>
    public int Prefix { get; }

    /// <summary>Whether it is a block of IPv6; else of IPv4.</summary>
    public bool IsVersion6 { get; }

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
        bool isNumber = digits.Length > 0 && digits.Length < 10 && digits.IndexOfAnyExceptInRange('0', '9') < 0;
        int prefix = isNumber ? int.Parse(digits, CultureInfo.InvariantCulture) : int.MaxValue;
        return prefix > (address.IsVersion6 ? 128 : 32) ? null : new AddressBlock(address.Value, prefix, address.IsVersion6);
    }

    /// <summary>Whether a text is a single address, without prefix.</summary>
    public static bool IsAddress(string text) => ParseAddress(text) is not null;

    /// <summary>Whether all addresses of the other block are in this one, and this one has more.</summary>
    public bool IsLargerThan(AddressBlock other) => IsVersion6 == other.IsVersion6 && Prefix < other.Prefix && (other.Network & Mask) == Network;

    private static (UInt128 Value, bool IsVersion6)? ParseAddress(string text)
    {
        if (!text.Contains(':', StringComparison.Ordinal))
            return ParseVersion4(text) is { } value ? (value, false) : null;

        // A zone (fe80::1%eth0) or brackets are nothing that a block may have.
        bool isPlain = text.AsSpan().IndexOfAny('%', '[', ']') < 0;
        if (!isPlain || !IPAddress.TryParse(text, out IPAddress? address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            return null;

        UInt128 bits = UInt128.Zero;
        foreach (byte part in address.GetAddressBytes())
            bits = (bits << 8) | part;
        return (bits, true);
    }

    private static UInt128? ParseVersion4(string text)
    {
        uint bits = 0;
        int parts = 0;
        foreach (Range range in text.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> part = text.AsSpan(range);
            int number = part.Length is > 0 and < 10 && part.IndexOfAnyExceptInRange('0', '9') < 0 ? int.Parse(part, CultureInfo.InvariantCulture) : int.MaxValue;
            if (number > 255)
                return null;
            bits = (bits << 8) | (uint)number;
            parts++;
        }

        return parts == 4 ? bits : null;
    }
}
