using System.Collections.Immutable;
using System.Text.Json;
using ManifestLint.Schemas.Generator.Model;
using ClassFields = System.Collections.Immutable.ImmutableSortedDictionary<string, ManifestLint.Schemas.Generator.Model.ApiField>;

namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>
/// Makes the model of a minor that no client was generated for, from the minors before and after it and the all-fields fixtures of the minor itself: a field
/// is there when a fixture shows it or both neighbours have it.
/// </summary>
internal static class Interpolator
{
    /// <summary>Makes the model.</summary>
    /// <param name="before">The minor before.</param>
    /// <param name="after">The minor after; its types win.</param>
    /// <param name="fixtures">The all-fields objects of the minor itself.</param>
    /// <param name="isServed">Whether the minor serves a kind that only one neighbour has.</param>
    public static ApiModel Interpolate(ApiModel before, ApiModel after, IReadOnlyDictionary<string, JsonElement> fixtures, Func<string, bool> isServed)
    {
        ImmutableSortedDictionary<string, ApiRoot> roots = before.Roots.SetItems(after.Roots)
            .Where(root => (before.Roots.ContainsKey(root.Key) && after.Roots.ContainsKey(root.Key)) || isServed(root.Key))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        ImmutableSortedDictionary<string, ClassFields> union = before.Classes.SetItems(
            after.Classes.Select(pair => KeyValuePair.Create(pair.Key, Fields(before, pair.Key).SetItems(pair.Value))));

        var model = new ApiModel("interpolated", union, roots);
        var walk = new FixtureWalk(model);
        foreach ((string kind, JsonElement fixture) in fixtures)
            walk.Visit(kind, fixture);

        return model with
        {
            Classes = union.ToImmutableSortedDictionary(pair => pair.Key, pair => Decide(pair.Key, pair.Value, before, after, walk), StringComparer.Ordinal),
        };
    }

    private static ClassFields Decide(string name, ClassFields union, ApiModel before, ApiModel after, FixtureWalk walk)
    {
        // No fixture holds an object of this class: nothing is known, so nothing is taken away.
        if (!walk.Seen.TryGetValue(name, out HashSet<string>? seen))
            return union;
        ClassFields early = Fields(before, name);
        ClassFields late = Fields(after, name);
        return union.RemoveRange(union.Keys.Where(field => !seen.Contains(field) && !(early.ContainsKey(field) && late.ContainsKey(field))));
    }

    private static ClassFields Fields(ApiModel model, string name) => model.Classes.GetValueOrDefault(name) ?? ClassFields.Empty.WithComparers(StringComparer.Ordinal);
}
