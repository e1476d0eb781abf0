using System.Globalization;
using System.Numerics;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>
/// An amount of a resource (apimachinery/pkg/api/resource/quantity.go): a decimal number with an optional suffix, <c>500m</c>, <c>1.5Gi</c>,
/// <c>2e3</c>. Kept exactly, as a whole number of billionths; smaller fractions are rounded up, away from zero, as the API server does.
/// </summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    private const int NanoDigits = 9;

    // Beyond this no amount makes sense, and the API server caps it.
    private const int MaximumExponent = 60;

    private Quantity(BigInteger nano) => Nano = nano;

    /// <summary>The amount in billionths of the unit (bytes, cores, pieces).</summary>
    public BigInteger Nano { get; }

    /// <summary>Whether the amount is below zero.</summary>
    public bool IsNegative => Nano.Sign < 0;

    /// <summary>Whether the amount is zero.</summary>
    public bool IsZero => Nano.IsZero;

    /// <summary>Whether the amount is a whole number of units.</summary>
    public bool IsWhole => (Nano % BigInteger.Pow(10, NanoDigits)).IsZero;

    /// <summary>A whole number of units.</summary>
    public static Quantity FromInteger(long units) => new(units * BigInteger.Pow(10, NanoDigits));

    /// <summary>The amount of a text; null when the API server does not take it as one.</summary>
    public static Quantity? Parse(string text)
    {
        int i = text is ['+' or '-', ..] ? 1 : 0;
        int wholeStart = i;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
            i++;
        ReadOnlySpan<char> whole = text.AsSpan(wholeStart..i);
        ReadOnlySpan<char> fraction = default;
        if (i < text.Length && text[i] == '.')
        {
            int fractionStart = ++i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
                i++;
            fraction = text.AsSpan(fractionStart..i);
        }

        if ((whole.IsEmpty && fraction.IsEmpty) || ReadSuffix(text.AsSpan(i)) is not { } suffix)
            return null;

        var digits = BigInteger.Parse(string.Concat("0", whole, fraction), NumberStyles.None, CultureInfo.InvariantCulture);
        BigInteger scaled = digits * suffix.Factor;
        int exponent = NanoDigits + suffix.Exponent - fraction.Length;
        BigInteger nano = exponent >= 0 ? scaled * BigInteger.Pow(10, exponent) : DivideUp(scaled, BigInteger.Pow(10, -exponent));
        return new Quantity(text[0] == '-' ? -nano : nano);
    }

    /// <summary>The amount that a node holds, a number or a string; null when it is none.</summary>
    public static Located<Quantity>? Read(YamlNode? node)
    {
        if (node?.Dereference() is not YamlScalar scalar || scalar.Resolve() is not { Kind: YamlScalarKind.String or YamlScalarKind.Integer or YamlScalarKind.Float, Json: var text })
            return null;
        return Parse(text) is { } quantity ? new Located<Quantity>(quantity, node) : null;
    }

    /// <summary>Both amounts together.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Nano + right.Nano);

    /// <summary>An amount for each of several pods.</summary>
    public static Quantity operator *(Quantity amount, long count) => new(amount.Nano * count);

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Nano.CompareTo(other.Nano);

    /// <summary>Whether one amount is smaller.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    /// <summary>Whether one amount is larger.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    /// <summary>Whether one amount is not larger.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one amount is not smaller.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    /// <summary>
    /// The amount as people write it: with the largest suffix that leaves a whole number, binary ones from <c>Ki</c> for what is a multiple of them,
    /// thousandths as <c>m</c>; for example <c>1500m</c>, <c>2</c>, <c>512Mi</c>.
    /// </summary>
    public override string ToString()
    {
        var thousandths = DivideUp(Nano, BigInteger.Pow(10, NanoDigits - 3));
        if (!(thousandths % 1000).IsZero)
            return $"{thousandths.ToString(CultureInfo.InvariantCulture)}m";

        BigInteger units = thousandths / 1000;
        foreach ((string suffix, int bits) in (ReadOnlySpan<(string, int)>)[("Ti", 40), ("Gi", 30), ("Mi", 20), ("Ki", 10)])
        {
            if (!units.IsZero && (units % (BigInteger.One << bits)).IsZero)
                return $"{(units >> bits).ToString(CultureInfo.InvariantCulture)}{suffix}";
        }

        return units.ToString(CultureInfo.InvariantCulture);
    }

    private static (BigInteger Factor, int Exponent)? ReadSuffix(ReadOnlySpan<char> suffix) => suffix switch
    {
        "" => (1, 0),
        "n" => (1, -9),
        "u" => (1, -6),
        "m" => (1, -3),
        "k" => (1, 3),
        "M" => (1, 6),
        "G" => (1, 9),
        "T" => (1, 12),
        "P" => (1, 15),
        "E" => (1, 18),
        "Ki" => (BigInteger.One << 10, 0),
        "Mi" => (BigInteger.One << 20, 0),
        "Gi" => (BigInteger.One << 30, 0),
        "Ti" => (BigInteger.One << 40, 0),
        "Pi" => (BigInteger.One << 50, 0),
        "Ei" => (BigInteger.One << 60, 0),
        ['e' or 'E', .. var exponent] => ReadExponent(exponent),
        _ => null,
    };

    private static (BigInteger Factor, int Exponent)? ReadExponent(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent) && Math.Abs(exponent) <= MaximumExponent ? (1, exponent) : null;

    private static BigInteger DivideUp(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out BigInteger remainder);
        return remainder.IsZero ? quotient : quotient + 1;
    }
}
