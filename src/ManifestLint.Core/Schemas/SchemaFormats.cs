using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ManifestLint.Resources;

namespace ManifestLint.Schemas;

/// <summary>The formats of strings that the API server checks, and what is wrong in plain words. A format that is not known accepts everything.</summary>
internal static class SchemaFormats
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>What is wrong with a text; null when it has the format, empty when there is no more to say.</summary>
    public static string? Check(string? format, string text) => format switch
    {
        null => null,
        "byte" => IsBase64(text) ? null : "",
        "date-time" => IsDateTime(text) ? null : "a time looks like 2006-01-02T15:04:05Z",
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "a date looks like 2006-01-02",
        "duration" => IsDuration(text) ? null : "a duration looks like 1h30m or 15s",
        "ipv4" => IsAddress(text, AddressFamily.InterNetwork) ? null : "an IPv4 address looks like 192.0.2.1",
        "ipv6" => IsAddress(text, AddressFamily.InterNetworkV6) ? null : "an IPv6 address looks like 2001:db8::1",
        "quantity" => Quantity.Parse(text) is null ? QuantityHint(text) : null,
        _ => null,
    };

    /// <summary>What to write in place of a text that is no quantity; empty when it says nothing to us.</summary>
    public static string QuantityHint(string text)
    {
        if (text.Contains(',', StringComparison.Ordinal))
            return "use a dot, not a comma";
        if (text.Any(char.IsWhiteSpace) && text.Any(char.IsAsciiDigit))
            return "write it without blanks";
        if (text.EndsWith("ib", StringComparison.OrdinalIgnoreCase) || text.EndsWith('b') || text.EndsWith('B'))
            return "a quantity has no b at its end";
        return text.Length > 0 && char.IsAsciiLetter(text[^1]) ? "suffixes are n u m k M G T P E and Ki Mi Gi Ti Pi Ei, case matters" : "";
    }

    // encoding/base64 StdEncoding, which skips line ends and nothing else.
    private static bool IsBase64(string text)
    {
        int count = 0;
        int padding = 0;
        foreach (char c in text)
        {
            if (c is '\r' or '\n')
                continue;
            if (c == '=')
                padding++;
            else if (padding > 0 || !(char.IsAsciiLetterOrDigit(c) || c is '+' or '/'))
                return false;
            count++;
        }

        return count % 4 == 0 && padding <= 2;
    }

    // RFC 3339, as metav1.Time decodes it.
    private static bool IsDateTime(string text)
    {
        int fraction = text.IndexOf('.', StringComparison.Ordinal);
        string whole = text;
        if (fraction >= 0)
        {
            int end = fraction + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            if (end == fraction + 1)
                return false;
            whole = text[..fraction] + text[end..];
        }

        return DateTimeOffset.TryParseExact(
            whole,
            ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out _);
    }

    // time.ParseDuration.
    private static bool IsDuration(string text)
    {
        ReadOnlySpan<char> rest = text;
        if (rest is ['+' or '-', ..])
            rest = rest[1..];
        if (rest is "0")
            return true;
        if (rest.IsEmpty)
            return false;

        while (!rest.IsEmpty)
        {
            int number = rest.IndexOfAnyExcept(NumberCharacters);
            if (number <= 0 || rest[..number].Count('.') > 1 || rest[..number] is ".")
                return false;
            rest = rest[number..];
            int unit = rest.StartsWith("ns") || rest.StartsWith("us") || rest.StartsWith("µs") || rest.StartsWith("μs") || rest.StartsWith("ms") ? 2
                : rest[0] is 's' or 'm' or 'h' ? 1 : 0;
            if (unit == 0)
                return false;
            rest = rest[unit..];
        }

        return true;
    }

    private static bool IsAddress(string text, AddressFamily family) => IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == family;
}
