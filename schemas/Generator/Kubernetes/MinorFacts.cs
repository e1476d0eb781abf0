using System.Collections.Immutable;
using ManifestLint.Schemas.Generator.Readers;
using MergeSchema = System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyDictionary<string, ManifestLint.Schemas.Generator.Readers.MergeField>>;

namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>
/// The facts that the OpenAPI document of a minor lacks, from the two releases of the Go modules at hand. The older release speaks for its own minor and
/// those before it, the newer one for the others; each fills the gaps of the other.
/// </summary>
internal sealed class MinorFacts(MergeSchema older, MergeSchema newer, GoTypes olderTypes, GoTypes newerTypes)
{
    /// <summary>What the merge schemas say of a field; the field's own minor first.</summary>
    public MergeField? Merge(int minor, string definition, string field) => minor <= Minors.OlderGoMinor
        ? Find(older, definition, field) ?? Find(newer, definition, field)
        : Find(newer, definition, field) ?? Find(older, definition, field);

    /// <summary>The official name of the definition that a field refers to, or null; names do not depend on the minor.</summary>
    public string? DefinitionBelow(string definition, string field)
    {
        string? name = (Find(newer, definition, field) ?? Find(older, definition, field))?.NamedType;
        return name is not null && name.Contains('.', StringComparison.Ordinal) ? name : null;
    }

    /// <summary>
    /// The values of an enumeration, empty for a field that has none. Enumerations only grow: up to the older release its own values hold, after it the
    /// values of both.
    /// </summary>
    public ImmutableArray<string> Values(int minor, string definition, string field)
    {
        ImmutableArray<string> early = olderTypes.Find(definition, field)?.Values ?? [];
        ImmutableArray<string> late = newerTypes.Find(definition, field)?.Values ?? [];
        if (minor <= Minors.OlderGoMinor && !early.IsEmpty)
            return early;
        return [.. early, .. late.Except(early)];
    }

    /// <summary>Whether the Go source says that a field is deprecated.</summary>
    public bool IsDeprecated(int minor, string definition, string field)
    {
        GoField? early = olderTypes.Find(definition, field);
        GoField? late = newerTypes.Find(definition, field);
        return (minor <= Minors.OlderGoMinor ? early ?? late : late ?? early) is { IsDeprecated: true };
    }

    private static MergeField? Find(MergeSchema schema, string definition, string field) =>
        schema.TryGetValue(definition, out IReadOnlyDictionary<string, MergeField>? fields) ? fields.GetValueOrDefault(field) : null;
}
