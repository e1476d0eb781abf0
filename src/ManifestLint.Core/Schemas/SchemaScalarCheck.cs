using System.Globalization;
using ManifestLint.Configuration;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Schemas;

/// <summary>Holds a scalar to its schema, as kubectl reads it and the API server decodes it.</summary>
internal sealed class SchemaScalarCheck(TargetVersions target, Action<SchemaViolation> add)
{
    private readonly MinorSet _target = MinorSet.Of(target);

    /// <summary>Checks a value that is a scalar.</summary>
    /// <param name="written">The value as written, perhaps an alias: the place of a finding.</param>
    /// <param name="value">The scalar itself.</param>
    /// <param name="schema">What is wanted.</param>
    public void Check(YamlCursor written, YamlCursor value, Schema schema)
    {
        YamlScalarKind kind = value.IsSmallNumber ? YamlScalarKind.Integer : value.ScalarKind;
        if (kind is YamlScalarKind.Null or YamlScalarKind.Invalid)
            return;
        if (kind == YamlScalarKind.String && schema is { Types: SchemaTypes.String, Enum.IsEmpty: true, Format: null, Pattern: null, Bounds: null })
            return;

        if (schema.Traits.HasFlag(SchemaTraits.Never))
            Add(SchemaViolationKind.WrongType, written, schema);
        else if (schema.IsIntOrString)
            CheckIntOrString(written, value, kind, schema);
        else if (schema.IsQuantity)
            CheckQuantity(written, value, kind, schema);
        else if (schema.Types != SchemaTypes.None)
            CheckTyped(written, value, kind, schema);
        else
            CheckEnum(written, value, schema);
    }

    /// <summary>Checks a value against the closed set that other versions have.</summary>
    public void CheckEnumOf(YamlCursor written, Schema schema, MinorSet minors)
    {
        YamlCursor value = written.Dereference();
        if (value.IsScalar && !schema.Enum.IsEmpty && value.Resolve() is { Kind: not YamlScalarKind.Null } scalar && !schema.Enum.Contains(scalar.Json) && !TemplateMarkers.IsTemplated(scalar.Json))
            Add(SchemaViolationKind.EnumValue, written, schema, minors: minors);
    }

    private void CheckTyped(YamlCursor written, YamlCursor value, YamlScalarKind kind, Schema schema)
    {
        SchemaTypes types = schema.Types;
        switch (kind)
        {
            case YamlScalarKind.String when types.HasFlag(SchemaTypes.String):
                CheckText(written, value, schema);
                return;
            case YamlScalarKind.Boolean when types.HasFlag(SchemaTypes.Boolean):
                CheckEnum(written, value, schema);
                return;
            case YamlScalarKind.Integer or YamlScalarKind.Float when schema.Accepts(SchemaTypes.Integer | SchemaTypes.Number):
                CheckNumber(written, value, kind, schema);
                return;
            case YamlScalarKind.Boolean or YamlScalarKind.Integer or YamlScalarKind.Float when types.HasFlag(SchemaTypes.String):
                Add(SchemaViolationKind.StringSurprise, written, schema);
                return;
            case YamlScalarKind.String when TemplateMarkers.IsTemplated(value.Resolve().Json):
                return;
            default:
                Add(SchemaViolationKind.WrongType, written, schema);
                return;
        }
    }

    private void CheckNumber(YamlCursor written, YamlCursor value, YamlScalarKind kind, Schema schema)
    {
        bool isInteger = !schema.Types.HasFlag(SchemaTypes.Number);
        if (value.IsSmallNumber && schema is { Bounds: null, Enum.IsEmpty: true })
            return;

        ResolvedScalar resolved = value.Resolve();
        if (isInteger && (resolved.AsInteger is not { } whole || (schema.Format == "int32" && whole is < int.MinValue or > int.MaxValue)))
        {
            Add(SchemaViolationKind.WrongType, written, schema);
            return;
        }

        if (isInteger && !value.IsSmallNumber && IsUnusual(value, kind, resolved))
            Add(SchemaViolationKind.UnusualInteger, written, schema);
        if (schema.Bounds is { } bounds && SchemaBoundsText.Number(bounds, double.Parse(resolved.Json, NumberStyles.Float, CultureInfo.InvariantCulture)) is { } wrong)
            Add(SchemaViolationKind.Range, written, schema, wrong);
        CheckEnum(written, value, schema);
    }

    // 08 is no octal number, so it is read as a float.
    private static bool IsUnusual(YamlCursor value, YamlScalarKind kind, ResolvedScalar resolved) =>
        value.Handle.Resolve() is YamlScalar { Style: YamlScalarStyle.Plain, Tag: null } scalar
        && scalar.Value.TrimStart('+') is var text && text != resolved.Json && (kind == YamlScalarKind.Integer || text.TrimStart('-').All(char.IsAsciiDigit));

    // A float without fraction is printed as an integer on its way to JSON (sigs.k8s.io/yaml), so 2.0 is fine and 2.5 is not. Where a custom resource
    // gives a pattern it means a quantity, which may be larger than the 32 bits of an IntOrString.
    private void CheckIntOrString(YamlCursor written, YamlCursor value, YamlScalarKind kind, Schema schema)
    {
        bool isFine = kind switch
        {
            YamlScalarKind.String => true,
            YamlScalarKind.Integer or YamlScalarKind.Float => value.IsSmallNumber || (value.Resolve().AsInteger is { } whole && (schema.Pattern is not null || whole is >= int.MinValue and <= int.MaxValue)),
            _ => false,
        };
        if (!isFine)
            Add(SchemaViolationKind.WrongType, written, schema);
        else if (kind != YamlScalarKind.String && !value.IsSmallNumber && IsUnusual(value, kind, value.Resolve()))
            Add(SchemaViolationKind.UnusualInteger, written, schema);
        else if (kind == YamlScalarKind.String && schema.Pattern is not null)
            CheckText(written, value, schema);
    }

    private void CheckQuantity(YamlCursor written, YamlCursor value, YamlScalarKind kind, Schema schema)
    {
        if (value.IsSmallNumber)
            return;
        if (kind == YamlScalarKind.Boolean)
            Add(SchemaViolationKind.WrongType, written, schema);
        else if (value.Resolve() is var resolved && Quantity.Parse(resolved.Json) is null && !TemplateMarkers.IsTemplated(resolved.Json))
            Add(SchemaViolationKind.Format, written, schema, SchemaFormats.QuantityHint(resolved.Json));
    }

    private void CheckText(YamlCursor written, YamlCursor value, Schema schema)
    {
        if (schema is { Enum.IsEmpty: true, Format: null, Pattern: null, Bounds: null })
            return;

        string text = value.Resolve().Json;
        if (TemplateMarkers.IsTemplated(text))
            return;

        if (!schema.Enum.IsEmpty && !schema.Enum.Contains(text))
            Add(SchemaViolationKind.EnumValue, written, schema);
        else if ((SchemaFormats.Check(schema.Format, text) ?? CheckPattern(schema, text)) is { } wrong)
            Add(SchemaViolationKind.Format, written, schema, wrong);
    }

    private static string? CheckPattern(Schema schema, string text)
    {
        if (schema.Bounds is { } bounds && SchemaBoundsText.Length(bounds, text) is { } wrong)
            return wrong;
        return schema.Pattern is { } pattern && !pattern.Matches(text) ? $"it must match {pattern}" : null;
    }

    private void CheckEnum(YamlCursor written, YamlCursor value, Schema schema)
    {
        if (!schema.Enum.IsEmpty && value.Resolve().Json is var text && !schema.Enum.Contains(text) && !TemplateMarkers.IsTemplated(text))
            Add(SchemaViolationKind.EnumValue, written, schema);
    }

    private void Add(SchemaViolationKind kind, YamlCursor place, Schema schema, string detail = "", MinorSet? minors = null) =>
        add(new SchemaViolation { Kind = kind, Node = place.Handle.Resolve(), Schema = schema, Minors = minors ?? _target, Detail = detail });
}
