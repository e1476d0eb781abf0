using System.Buffers;
using System.Globalization;

namespace ManifestLint.Resources;

/// <summary>Durations as programs take them, in seconds; null when the text is none.</summary>
public static class Durations
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>An operand of <c>sleep</c>: <c>10</c>, <c>0.5</c>, <c>2m</c>.</summary>
    public static double? ParseSleep(string text)
    {
        if (text.Length == 0)
            return null;

        int factor = text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            _ => 0,
        };
        return ParseNumber(factor == 0 ? text : text.AsSpan(0, text.Length - 1)) * Math.Max(factor, 1);
    }

    /// <summary>A whole or broken number of seconds.</summary>
    public static double? ParseSeconds(string text) => ParseNumber(text);

    /// <summary>A duration of Go: <c>10s</c>, <c>1m30s</c>, <c>500ms</c>; a number alone is seconds, as the programs take it that we read it for.</summary>
    public static double? ParseGo(string text)
    {
        if (ParseNumber(text) is { } plain)
            return plain;

        double total = 0;
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            int length = rest.IndexOfAnyExcept(NumberCharacters);
            if (length <= 0 || ParseNumber(rest[..length]) is not { } number)
                return null;

            rest = rest[length..];
            (double factor, int unit) = rest switch
            {
                ['m', 's', ..] => (0.001, 2),
                ['h', ..] => (3600, 1),
                ['m', ..] => (60, 1),
                ['s', ..] => (1, 1),
                _ => (0, 0),
            };
            if (unit == 0)
                return null;

            total += number * factor;
            rest = rest[unit..];
        }

        return text.Length == 0 ? null : total;
    }

    /// <summary>A duration of Spring: ISO (<c>PT30S</c>), short (<c>30s</c>), or a number of milliseconds.</summary>
    public static double? ParseSpring(string text)
    {
        string lower = text.ToLowerInvariant();
        if (ParseNumber(lower) is { } milliseconds)
            return milliseconds / 1000;
        return ParseGo(lower.StartsWith("pt", StringComparison.Ordinal) ? lower[2..] : lower);
    }

    private static double? ParseNumber(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : null;
}
