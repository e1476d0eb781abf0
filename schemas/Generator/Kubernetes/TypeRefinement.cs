using System.Collections.Immutable;
using ManifestLint.Schemas.Generator.Model;

namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>
/// Fills what the Python client does not know (the width of integers, int-or-string, bytes, deprecation) from neighbouring minors, by class and field. Names,
/// required fields and the shape stay as the client has them.
/// </summary>
internal static class TypeRefinement
{
    /// <summary>Refines a model; the first neighbour that knows a field decides.</summary>
    public static ApiModel Refine(ApiModel model, params IReadOnlyList<ApiModel> neighbours) =>
        model with
        {
            Classes = model.Classes.ToImmutableSortedDictionary(
                pair => pair.Key,
                pair => pair.Value.ToImmutableSortedDictionary(field => field.Key, field => Refine(pair.Key, field.Key, field.Value, neighbours), StringComparer.Ordinal),
                StringComparer.Ordinal),
        };

    /// <summary>Takes the scalars of <paramref name="known"/> where both types have the same shape.</summary>
    public static FieldType Merge(FieldType type, FieldType known) => (type, known) switch
    {
        (ListType a, ListType b) => new ListType(Merge(a.Item, b.Item)),
        (MapType a, MapType b) => new MapType(Merge(a.Value, b.Value)),
        (ScalarType { Kind: Scalar.Integer or Scalar.Any or Scalar.Text or Scalar.Number or Scalar.Time }, ScalarType) => known,
        _ => type,
    };

    private static ApiField Refine(string className, string name, ApiField field, IReadOnlyList<ApiModel> neighbours)
    {
        ApiField? known = neighbours
            .Select(model => model.Classes.TryGetValue(className, out ImmutableSortedDictionary<string, ApiField>? fields) ? fields.GetValueOrDefault(name) : null)
            .FirstOrDefault(found => found is not null);
        return known is null ? field : field with { Type = Merge(field.Type, known.Type), IsDeprecated = known.IsDeprecated };
    }
}
