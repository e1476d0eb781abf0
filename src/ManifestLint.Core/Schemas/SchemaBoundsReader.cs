using System.Globalization;

namespace ManifestLint.Schemas;

/// <summary>Reads the keywords of JSON Schema that bound a value.</summary>
internal static class SchemaBoundsReader
{
    /// <summary>Whether a keyword is one of them.</summary>
    public static bool IsBound(string keyword) => keyword is "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf"
        or "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties";

    /// <summary>Adds a keyword; a value that is none for it changes nothing. <c>exclusiveMinimum: true</c> is the form of OpenAPI 3.0.</summary>
    public static SchemaBounds? Add(SchemaBounds? bounds, string keyword, string value)
    {
        SchemaBounds known = bounds ?? new SchemaBounds();
        if (value == "true")
        {
            return keyword switch
            {
                "exclusiveMinimum" => known with { IsMinimumExclusive = true },
                "exclusiveMaximum" => known with { IsMaximumExclusive = true },
                _ => bounds,
            };
        }

        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return bounds;

        int count = (int)Math.Clamp(number, 0, int.MaxValue);
        return keyword switch
        {
            "minimum" => known with { Minimum = number },
            "maximum" => known with { Maximum = number },
            "exclusiveMinimum" => known with { Minimum = number, IsMinimumExclusive = true },
            "exclusiveMaximum" => known with { Maximum = number, IsMaximumExclusive = true },
            "multipleOf" => known with { MultipleOf = number },
            "minLength" => known with { MinimumLength = count },
            "maxLength" => known with { MaximumLength = count },
            "minItems" => known with { MinimumItems = count },
            "maxItems" => known with { MaximumItems = count },
            "minProperties" => known with { MinimumProperties = count },
            "maxProperties" => known with { MaximumProperties = count },
            _ => bounds,
        };
    }
}
