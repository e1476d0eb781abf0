using System.Globalization;

namespace ManifestLint.Yaml.Syntax;

/// <summary>
/// Gives scalars the meaning that kubectl gives them: YAML 1.1 as read by <c>sigs.k8s.io/yaml</c>, which is go-yaml v2
/// (<c>resolve.go</c>), then printed as JSON. Held to kubectl's own answers by the table in <c>tests/ManifestLint.Yaml.Tests/Scalars</c>.
/// </summary>
public static class ScalarResolver
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    /// <summary>The meaning of a scalar.</summary>
    /// <param name="value">The characters after unquoting and folding.</param>
    /// <param name="style">How it is written; quotes and blocks make a string unless a tag says otherwise.</param>
    /// <param name="tag">The resolved tag, or null.</param>
    public static ResolvedScalar Resolve(string value, YamlScalarStyle style, string? tag)
    {
        if (tag is null)
            return style == YamlScalarStyle.Plain ? ResolvePlain(value) : new(YamlScalarKind.String, value);

        if (!tag.StartsWith(TagPrefix, StringComparison.Ordinal))
            return new(YamlScalarKind.String, value);

        string shortTag = tag[TagPrefix.Length..];
        return shortTag switch
        {
            "str" => new(YamlScalarKind.String, value),
            "binary" => ResolveBinary(value),
            "bool" => Expect(value, YamlScalarKind.Boolean, shortTag),
            "int" => Expect(value, YamlScalarKind.Integer, shortTag),
            "float" => ResolveFloatTag(value),
            "null" => Expect(value, YamlScalarKind.Null, shortTag),
            "timestamp" when !IsTimestamp(value) => Mismatch(value, shortTag),
            _ => new(YamlScalarKind.String, value),
        };
    }

    /// <summary>Whether a plain scalar with these characters is read as a string.</summary>
    public static bool IsPlainString(string value) => !MayResolve(value) || ResolvePlain(value).Kind == YamlScalarKind.String;

    /// <summary>The JSON key that kubectl makes of a mapping key; null when it refuses the key (null, a mapping, a sequence).</summary>
    public static string? GetKey(YamlNode key)
    {
        if (key.Dereference() is not YamlScalar scalar)
            return null;
        if ((scalar.Style != YamlScalarStyle.Plain || !MayResolve(scalar.Value)) && scalar.Tag is null)
            return scalar.Value;

        ResolvedScalar resolved = scalar.Resolve();
        return resolved.Kind switch
        {
            YamlScalarKind.Null => null,
            YamlScalarKind.Invalid => GetInfiniteKey(scalar.Value),
            YamlScalarKind.Integer when scalar.Tag is null && resolved.AsInteger is null => null,
            YamlScalarKind.Float => FormatFloatKey(scalar.Value, resolved.Json),
            _ => resolved.Json,
        };
    }

    /// <summary>Whether kubectl makes the JSON key <paramref name="jsonKey"/> of <paramref name="key"/>.</summary>
    internal static bool IsKey(YamlScalar key, string jsonKey)
    {
        if (!key.HasDetails && (key.Style != YamlScalarStyle.Plain || !MayResolve(key.Value)))
            return key.Value == jsonKey;

        return GetKey(key) == jsonKey;
    }

    private static ResolvedScalar ResolvePlain(string value)
    {
        if (!MayResolve(value))
            return new(YamlScalarKind.String, value);

        switch (value)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return new(YamlScalarKind.Null, "null");
            case "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "y" or "Y":
                return new(YamlScalarKind.Boolean, "true");
            case "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "n" or "N":
                return new(YamlScalarKind.Boolean, "false");
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF":
                return new(YamlScalarKind.Invalid, "JSON has no infinity");
            case ".nan" or ".NaN" or ".NAN":
                return new(YamlScalarKind.Invalid, "JSON has no not-a-number");
        }

        return value[0] switch
        {
            '.' => ResolveFraction(value),
            '+' or '-' or (>= '0' and <= '9') => ResolveNumber(value),
            _ => new(YamlScalarKind.String, value),
        };
    }

    // The first characters that go-yaml's resolve table knows; everything else is a string without a further look.
    internal static bool MayResolve(char first) =>
        first is '+' or '-' or '.' or '~' or (>= '0' and <= '9') or 'y' or 'Y' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'o' or 'O';

    private static bool MayResolve(string value) => value.Length == 0 || MayResolve(value[0]);

    private static ResolvedScalar ResolveNumber(string value)
    {
        string plain = value.Replace("_", "", StringComparison.Ordinal);
        if (GoNumbers.ParseInteger(plain) is { } integer)
            return new(YamlScalarKind.Integer, integer);
        if (GoNumbers.IsFloatShape(plain) && TryParseFloat(plain) is { } number)
            return number;
        return ParseSignedBinary(plain) is { } binary ? new(YamlScalarKind.Integer, binary) : new(YamlScalarKind.String, value);
    }

    // strconv.ParseFloat sees the raw text, where '_' may only stand between digits.
    private static ResolvedScalar ResolveFraction(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] == '_' && (i + 1 == value.Length || !char.IsAsciiDigit(value[i - 1]) || !char.IsAsciiDigit(value[i + 1])))
                return new(YamlScalarKind.String, value);
        }

        return TryParseFloat(value.Replace("_", "", StringComparison.Ordinal)) ?? new(YamlScalarKind.String, value);
    }

    // go-yaml hands what follows 0b to ParseInt, which takes a sign there.
    private static string? ParseSignedBinary(string text) =>
        text is ['0', 'b', '+' or '-', not ('+' or '-'), ..] ? GoNumbers.ParseInteger($"{text[2]}0b{text[3..]}") : null;

    private static string? GetInfiniteKey(string value) => value.TrimStart('+') switch
    {
        ".inf" or ".Inf" or ".INF" => ".inf",
        "-.inf" or "-.Inf" or "-.INF" => "-.inf",
        ".nan" or ".NaN" or ".NAN" => ".nan",
        _ => null,
    };

    // sigs.k8s.io/yaml prints a float key with 32 bits of precision.
    private static string FormatFloatKey(string written, string json)
    {
        float key = (float)double.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (float.IsInfinity(key))
            return key > 0 ? ".inf" : "-.inf";
        if (key == 0)
            return written[0] == '-' ? "-0" : "0";
        return GoNumbers.FormatFloat(key.ToString("R", CultureInfo.InvariantCulture), lowest: -4, highest: 6, twoDigits: true);
    }

    private static ResolvedScalar? TryParseFloat(string text)
    {
        if (!GoNumbers.IsFloatShape(text))
            return null;

        double number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsInfinity(number) ? null : new ResolvedScalar(YamlScalarKind.Float, GoNumbers.FormatJson(number));
    }

    private static ResolvedScalar ResolveFloatTag(string value)
    {
        ResolvedScalar resolved = ResolvePlain(value);
        return resolved.Kind switch
        {
            YamlScalarKind.Float or YamlScalarKind.Invalid => resolved,
            YamlScalarKind.Integer when resolved.AsInteger is { } integer => new(YamlScalarKind.Float, GoNumbers.FormatJson(integer)),
            _ => Mismatch(value, "float"),
        };
    }

    private static ResolvedScalar Expect(string value, YamlScalarKind kind, string tag)
    {
        ResolvedScalar resolved = ResolvePlain(value);
        return resolved.Kind == kind ? resolved : Mismatch(value, tag);
    }

    // The layouts of go-yaml's parseTimestamp; a timestamp stays the text that it is.
    private static bool IsTimestamp(string value) => DateTimeOffset.TryParseExact(
        value,
        ["yyyy-M-d", "yyyy-M-d H:m:s", "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-dTH:m:sK", "yyyy-M-dTH:m:s.FFFFFFFK", "yyyy-M-d't'H:m:sK", "yyyy-M-d't'H:m:s.FFFFFFFK"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal,
        out _);

    private static ResolvedScalar ResolveBinary(string value)
    {
        try
        {
            return new(YamlScalarKind.String, System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(value)));
        }
        catch (FormatException)
        {
            return new(YamlScalarKind.Invalid, "the tag !!binary wants base64");
        }
    }

    private static ResolvedScalar Mismatch(string value, string tag) => new(YamlScalarKind.Invalid, $"'{value}' is no {tag}, which its tag asks for");
}
