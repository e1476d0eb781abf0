using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The fields of a mapping that an unknown key of it may have meant.</summary>
/// <param name="Names">The nearest ones, in ordinal order; several are equally near.</param>
/// <param name="IsSameWord">Whether only case, <c>-</c> or <c>_</c> differ.</param>
internal readonly record struct FieldCandidates(ImmutableArray<string> Names, bool IsSameWord)
{
    /// <summary>The only candidate; null when there is none, or several.</summary>
    public string? Only => Names is [var only] ? only : null;

    /// <summary>Fields that the target has, that are not set yet, take the value, and are written nearly like the key.</summary>
    public static FieldCandidates Of(SchemaViolation violation, MinorSet target)
    {
        if (violation.Entry is not { Parent: YamlMapping mapping } entry)
            return new FieldCandidates([], IsSameWord: false);

        var names = ImmutableArray.CreateBuilder<string>();
        int nearest = Allowed(violation.Field);
        bool isSameWord = false;
        foreach (SchemaProperty property in violation.Schema.Properties.All)
        {
            if (mapping.Find(property.Name) is not null || !property.Minors.Contains(target))
                continue;

            bool isSame = Fold(property.Name) == Fold(violation.Field);
            int distance = isSame ? 0 : EditDistance.Between(violation.Field, property.Name);
            if (distance > nearest || (isSameWord && !isSame) || !MayTake(property.Schema, entry.Value))
                continue;
            if (distance < nearest || (isSame && !isSameWord))
                names.Clear();
            nearest = distance;
            isSameWord |= isSame;
            names.Add(property.Name);
        }

        return new FieldCandidates(names.DrainToImmutable(), isSameWord);
    }

    // A value may have slips of its own: only its shape decides.
    private static bool MayTake(Schema reference, YamlNode written)
    {
        Schema schema = reference.Resolve();
        return written.Dereference() switch
        {
            YamlMapping => schema.Accepts(SchemaTypes.Object) && !schema.IsIntOrString,
            YamlSequence => schema.Accepts(SchemaTypes.Array) && !schema.IsIntOrString,
            YamlScalar { IsNull: true } => true,
            _ => schema.IsIntOrString || schema.Types == SchemaTypes.None || (schema.Types & ~(SchemaTypes.Object | SchemaTypes.Array | SchemaTypes.Null)) != SchemaTypes.None,
        };
    }

    private static int Allowed(string key) => key.Length switch { <= 5 => 1, <= 10 => 2, _ => 3 };

    private static string Fold(string name) =>
        name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
