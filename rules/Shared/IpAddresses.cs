using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>What newer API servers do not accept about addresses that older ones take (feature gate StrictIPCIDRValidation, on by default).</summary>
internal static class IpAddresses
{
    /// <summary>What servers from <see cref="AddressBlock.StrictSince"/> on say about the way in which an address is written; null when nothing.</summary>
    public static string? FindObjection(string address)
    {
        string whole = address.Contains(':', StringComparison.Ordinal) ? "128" : "32";
        return AddressBlock.Parse($"{address}/{whole}")?.Objection switch
        {
            null => null,
            "leading zeros" => "has leading zeros",
            var form => $"is {form}",
        };
    }
}
