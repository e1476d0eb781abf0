using System.Globalization;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Schemas;

/// <summary>Whether a value satisfies a schema, yes or no: for the branches of a combination, of which some need not hold.</summary>
public static class SchemaMatch
{
    /// <summary>Whether the value satisfies the schema.</summary>
    public static bool Matches(YamlNode value, Schema schema) => Matches(YamlCursor.At(value.Handle), schema);

    /// <summary>Whether the value satisfies the schema. A null satisfies everything; a template may become anything.</summary>
    internal static bool Matches(YamlCursor written, Schema reference)
    {
        Schema schema = reference.Resolve();
        YamlCursor value = written.Dereference();
        if (schema.Traits.HasFlag(SchemaTraits.Never))
            return false;

        bool fits = value.IsMapping ? MatchesMapping(value, schema)
            : value.IsSequence ? MatchesSequence(value, schema)
            : MatchesScalar(value, schema);
        return fits
            && schema.AllOf.All(part => Matches(value, part))
            && (schema.AnyOf.IsEmpty || schema.AnyOf.Any(choice => Matches(value, choice)))
            && (schema.OneOf.IsEmpty || schema.OneOf.Count(choice => Matches(value, choice)) == 1)
            && (schema.Not is not { } not || !Matches(value, not));
    }

    private static bool MatchesMapping(YamlCursor value, Schema schema)
    {
        if (!schema.Accepts(SchemaTypes.Object) || schema.IsIntOrString || schema.IsQuantity)
            return false;
        if (schema.Required.Any(field => value[field.Name].IsAbsent))
            return false;

        foreach (SchemaProperty property in schema.Properties.All)
        {
            if (value[property.Name] is { IsNowhere: false } found && !Matches(found, property.Schema))
                return false;
        }

        return MatchesOtherFields(value, schema);
    }

    private static bool MatchesOtherFields(YamlCursor value, Schema schema)
    {
        bool hasBounds = schema.Bounds is { MinimumProperties: not null } or { MaximumProperties: not null };
        if (schema.AdditionalProperties is null && schema.PatternProperties.IsEmpty && !schema.Traits.HasFlag(SchemaTraits.Closed) && !hasBounds)
            return true;

        int count = 0;
        foreach ((string name, YamlEntry entry) in ((YamlMapping)value.Handle.Resolve()).EffectiveEntries())
        {
            count++;
            if (schema.Properties.IndexOf(name) >= 0)
                continue;

            var field = YamlCursor.At(entry.Value.Handle);
            Schema? matching = MatchingPattern(schema, name) ?? schema.AdditionalProperties;
            if (matching is null ? schema.Traits.HasFlag(SchemaTraits.Closed) : !Matches(field, matching))
                return false;
        }

        return !(count < schema.Bounds?.MinimumProperties || count > schema.Bounds?.MaximumProperties);
    }

    private static Schema? MatchingPattern(Schema schema, string name)
    {
        foreach ((SchemaPattern pattern, Schema matching) in schema.PatternProperties)
        {
            if (pattern.Matches(name))
                return matching;
        }

        return null;
    }

    private static bool MatchesSequence(YamlCursor value, Schema schema)
    {
        if (!schema.Accepts(SchemaTypes.Array) || schema.IsIntOrString || schema.IsQuantity)
            return false;

        int count = 0;
        foreach (YamlCursor item in value.GetItems())
        {
            count++;
            if (schema.Items is { } items && !Matches(item, items))
                return false;
        }

        return !(count < schema.Bounds?.MinimumItems || count > schema.Bounds?.MaximumItems);
    }

    private static bool MatchesScalar(YamlCursor value, Schema schema)
    {
        ResolvedScalar scalar = value.Resolve();
        if (scalar.Kind is YamlScalarKind.Null or YamlScalarKind.Invalid || (scalar.Kind == YamlScalarKind.String && TemplateMarkers.IsTemplated(scalar.Json)))
            return true;
        if (!schema.Enum.IsEmpty && !schema.Enum.Contains(scalar.Json))
            return false;
        if (schema.IsIntOrString)
            return scalar.Kind == YamlScalarKind.String || scalar.AsInteger is not null;
        if (schema.IsQuantity)
            return scalar.Kind != YamlScalarKind.Boolean && Quantity.Parse(scalar.Json) is not null;

        return scalar.Kind switch
        {
            YamlScalarKind.String => schema.Accepts(SchemaTypes.String)
                && SchemaFormats.Check(schema.Format, scalar.Json) is null
                && schema.Pattern?.Matches(scalar.Json) != false
                && (schema.Bounds is not { } lengths || SchemaBoundsText.Length(lengths, scalar.Json) is null),
            YamlScalarKind.Boolean => schema.Accepts(SchemaTypes.Boolean),
            _ => (schema.Accepts(SchemaTypes.Number) || (schema.Accepts(SchemaTypes.Integer) && scalar.AsInteger is not null))
                && (schema.Bounds is not { } bounds || SchemaBoundsText.Number(bounds, double.Parse(scalar.Json, NumberStyles.Float, CultureInfo.InvariantCulture)) is null),
        };
    }
}
