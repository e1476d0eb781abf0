using System.Net;
using System.Net.Sockets;

namespace ManifestLint.Rules;

/// <summary>Addresses as the API server reads them (k8s.io/utils/net, <c>ParseIPSloppy</c>).</summary>
internal static class IpAddresses
{
    /// <summary>Whether the text is an IPv4 address of four decimal numbers, which may have leading zeros, or an IPv6 address without zone and brackets.</summary>
    public static bool IsAddress(string text) => text.Contains(':') ? IsVersion6(text) : IsVersion4(text);

    private static bool IsVersion4(string text)
    {
        int count = 0;
        foreach (Range part in text.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> digits = text.AsSpan(part);
            int number = 0;
            foreach (char c in digits)
            {
                if (!char.IsAsciiDigit(c) || (number = (number * 10) + (c - '0')) > byte.MaxValue)
                    return false;
            }

            if (digits.IsEmpty || ++count > 4)
                return false;
        }

        return count == 4;
    }

    private static bool IsVersion6(string text) =>
        text.AsSpan().IndexOfAny("[]%/") < 0 && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;
}
