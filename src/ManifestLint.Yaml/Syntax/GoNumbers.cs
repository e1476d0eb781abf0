using System.Globalization;

namespace ManifestLint.Yaml.Syntax;

/// <summary>Numbers as Go's <c>strconv</c> and <c>encoding/json</c> read and print them, which is what kubectl does.</summary>
internal static class GoNumbers
{
    // strconv.ParseInt with base 0, then ParseUint: sign, then 0x, 0b, 0o or a leading 0 for octal.
    public static string? ParseInteger(string text)
    {
        ReadOnlySpan<char> digits = text;
        bool negative = false;
        bool signed = digits.Length > 0 && digits[0] is '+' or '-';
        if (signed)
        {
            negative = digits[0] == '-';
            digits = digits[1..];
        }

        int numberBase = 10;
        if (digits.Length > 1 && digits[0] == '0')
        {
            (numberBase, int prefix) = digits[1] switch
            {
                'x' or 'X' => (16, 2),
                'b' or 'B' => (2, 2),
                'o' or 'O' => (8, 2),
                _ => (8, 1),
            };
            digits = digits[prefix..];
        }

        if (digits.IsEmpty)
            return null;

        UInt128 total = 0;
        foreach (char c in digits)
        {
            int digit = c switch
            {
                >= '0' and <= '9' => c - '0',
                >= 'a' and <= 'f' => c - 'a' + 10,
                >= 'A' and <= 'F' => c - 'A' + 10,
                _ => 99,
            };
            if (digit >= numberBase)
                return null;
            total = (total * (uint)numberBase) + (uint)digit;
            if (total > ulong.MaxValue)
                return null;
        }

        if (negative)
            return total > (UInt128)long.MaxValue + 1 ? null : (total == 0 ? "" : "-") + total.ToString(CultureInfo.InvariantCulture);
        if (total <= long.MaxValue)
            return total.ToString(CultureInfo.InvariantCulture);

        // A uint64: kubectl reads the JSON number back as a float and so rounds it. ParseUint takes no sign.
        return signed ? null : FormatJson((double)total);
    }

    // ^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$
    public static bool IsFloatShape(string text)
    {
        int position = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        int whole = SkipDigits(text, ref position);
        int fraction = 0;
        if (position < text.Length && text[position] == '.')
        {
            position++;
            fraction = SkipDigits(text, ref position);
        }

        if (whole == 0 && fraction == 0)
            return false;
        if (position < text.Length && text[position] is 'e' or 'E')
        {
            position++;
            if (position < text.Length && text[position] is '+' or '-')
                position++;
            if (SkipDigits(text, ref position) == 0)
                return false;
        }

        return position == text.Length;
    }

    private static int SkipDigits(string text, ref int position)
    {
        int start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
        return position - start;
    }

    // Go's shortest form: digits as they are while lowest <= exponent < highest, else d.ddde±x.
    public static string FormatFloat(string shortest, int lowest, int highest, bool twoDigits)
    {
        string sign = shortest.StartsWith('-') ? "-" : "";
        int power = shortest.IndexOf('E', StringComparison.Ordinal);
        string mantissa = (power < 0 ? shortest : shortest[..power]).TrimStart('-');
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string whole = point < 0 ? mantissa : mantissa[..point];
        string all = mantissa.Replace(".", "", StringComparison.Ordinal);
        string digits = all.TrimStart('0');
        if (digits.Length == 0)
            return "0";

        int exponent = whole.Length - 1 - (all.Length - digits.Length)
            + (power < 0 ? 0 : int.Parse(shortest.AsSpan(power + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        digits = digits.TrimEnd('0');
        if (exponent < lowest || exponent >= highest)
        {
            string printed = Math.Abs(exponent).ToString(twoDigits ? "00" : "0", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{printed}";
        }

        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        if (digits.Length <= exponent + 1)
            return sign + digits.PadRight(exponent + 1, '0');
        return $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    public static string FormatJson(double number) =>
        FormatFloat(number.ToString("R", CultureInfo.InvariantCulture), lowest: -6, highest: 21, twoDigits: false);
}
