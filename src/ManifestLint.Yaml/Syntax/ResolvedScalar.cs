using System.Globalization;

namespace ManifestLint.Yaml.Syntax;

/// <summary>What kubectl makes of a scalar.</summary>
public enum YamlScalarKind : byte
{
    /// <summary>A string.</summary>
    String,

    /// <summary><c>true</c> or <c>false</c>, also written yes, no, on, off, y, n.</summary>
    Boolean,

    /// <summary>A whole number of at most 64 bits.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Float,

    /// <summary>Nothing: counts as absent.</summary>
    Null,

    /// <summary>kubectl stops with an error: an infinity, not-a-number, or a tag that does not fit the text.</summary>
    Invalid,
}

/// <summary>A scalar with its meaning.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Json">
/// The text of a string without quotes, the JSON text of everything else; for <see cref="YamlScalarKind.Invalid"/> the reason.
/// </param>
public readonly record struct ResolvedScalar(YamlScalarKind Kind, string Json)
{
    /// <summary>The number when it is whole and has at most 64 bits, also when it is written as a float (<c>3.0</c>), as the API server takes it.</summary>
    public long? AsInteger => Kind switch
    {
        YamlScalarKind.Integer => long.TryParse(Json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole : null,
        YamlScalarKind.Float when double.TryParse(Json, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && Math.Abs(number) < 1L << 53 && Math.Floor(number) == number => (long)number,
        _ => null,
    };
}
