using System.Net;
using System.Net.Sockets;

namespace ManifestLint.Rules;

/// <summary>Addresses as the API server reads them in its older fields (k8s.io/utils/net, <c>ParseIPSloppy</c>).</summary>
internal static class IpAddresses
{
    /// <summary>The minor of Kubernetes 1 since which <see cref="FindObjection"/> counts (feature gate StrictIPCIDRValidation, on by default).</summary>
    public const int StrictSince = 36;

    /// <summary>Whether the text is an IPv4 address of four decimal numbers, which may have leading zeros, or an IPv6 address without zone and brackets.</summary>
    public static bool IsAddress(string text) => text.Contains(':') ? ReadVersion6(text) is not null : IsVersion4(text);

    /// <summary>What servers from <see cref="StrictSince"/> on do not accept about the way in which an address is written; null when nothing.</summary>
    public static string? FindObjection(string address)
    {
        if (ReadVersion6(address) is { } version6)
            return version6.IsIPv4MappedToIPv6 ? "is an IPv4 address in the form of IPv6" : null;

        foreach (Range part in address.AsSpan().Split('.'))
        {
            if (address.AsSpan(part) is ['0', _, ..])
                return "has leading zeros";
        }

        return null;
    }

    private static bool IsVersion4(string text)
    {
        int count = 0;
        foreach (Range part in text.AsSpan().Split('.'))
        {
            int number = 0;
            foreach (char c in text.AsSpan(part))
            {
                if (!char.IsAsciiDigit(c) || (number = (number * 10) + (c - '0')) > byte.MaxValue)
                    return false;
            }

            if (text.AsSpan(part).IsEmpty)
                return false;
            count++;
        }

        return count == 4;
    }

    private static IPAddress? ReadVersion6(string text) =>
        text.Contains(':') && text.AsSpan().IndexOfAny("[]%/") < 0 && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? address
            : null;
}
