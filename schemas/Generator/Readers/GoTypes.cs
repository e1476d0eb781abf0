using System.Collections.Immutable;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>What the Go source says of a field that the OpenAPI document does not.</summary>
/// <param name="Values">The values of its enumeration type, or empty.</param>
/// <param name="IsDeprecated">Whether its comment says so.</param>
internal sealed record GoField(ImmutableArray<string> Values, bool IsDeprecated);

/// <summary>The structs of <c>k8s.io/api</c>: official definition name to field name to facts.</summary>
internal sealed record GoTypes(IReadOnlyDictionary<string, IReadOnlyDictionary<string, GoField>> Definitions)
{
    /// <summary>Looks a field up.</summary>
    public GoField? Find(string definition, string field) =>
        Definitions.TryGetValue(definition, out IReadOnlyDictionary<string, GoField>? fields) ? fields.GetValueOrDefault(field) : null;
}
