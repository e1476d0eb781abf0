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
    // The only value that came between the two releases and not with the first minor between them (the comment of the field names it from 1.35 on).
    private static readonly (string Definition, string Field, int Since) LateValues = ("io.k8s.api.core.v1.Toleration", "operator", 35);

    private readonly ILookup<string, string> _siblings = newer.Keys.Concat(older.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToLookup(WithoutVersion);

    /// <summary>
    /// What the merge schemas say of a field; the field's own minor first. A definition that neither release has any more is taken to merge like the one of
    /// the same name in another version of its group.
    /// </summary>
    public MergeField? Merge(int minor, string definition, string field)
    {
        MergeField? early = Find(older, definition, field);
        MergeField? late = Find(newer, definition, field);
        if (early is null && late is null && !older.ContainsKey(definition) && !newer.ContainsKey(definition))
            late = _siblings[WithoutVersion(definition)].Select(sibling => Find(newer, sibling, field) ?? Find(older, sibling, field)).FirstOrDefault(found => found is not null);
        return minor <= Minors.OlderGoMinor ? early ?? late : late ?? early;
    }

    /// <summary>
    /// The default of a field as written; defaults do not depend on the minor. The merge schema gives every field that Go cannot leave out the zero value of
    /// its type; that is no default of the API server.
    /// </summary>
    public string? Default(string definition, string field) =>
        new[] { Find(newer, definition, field), Find(older, definition, field) }.Select(found => found?.Default).FirstOrDefault(text => text is not (null or "" or "0" or "false"));

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
        bool isLate = (definition, field) == (LateValues.Definition, LateValues.Field) && minor < LateValues.Since;
        if (!early.IsEmpty && (isLate || minor <= Minors.OlderGoMinor))
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

    // io.k8s.api.resource.v1alpha3.Counter and …v1beta1.Counter have the same.
    private static string WithoutVersion(string definition)
    {
        string[] parts = definition.Split('.');
        return string.Join('.', parts[..^2]) + "." + parts[^1];
    }

    private static MergeField? Find(MergeSchema schema, string definition, string field) =>
        schema.TryGetValue(definition, out IReadOnlyDictionary<string, MergeField>? fields) ? fields.GetValueOrDefault(field) : null;
}
