using System.Globalization;
using ManifestLint.Schemas.Generator.Kubernetes;
using ManifestLint.Schemas.Generator.Lifecycles;
using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Generator.Verification;

/// <summary>Checks the table of deprecated and removed API types in itself and against the kinds that each minor serves.</summary>
internal static class LifecycleCheck
{
    /// <summary>Gives what is wrong.</summary>
    public static IEnumerable<string> Check(string text, RangeCoding kubernetes)
    {
        IReadOnlyDictionary<string, Lifecycle> table = LifecycleTable.Read(text);
        if (LifecycleTable.Write(table) != text)
            yield return "api-lifecycle.json is not written canonically";
        foreach ((string kind, Lifecycle life) in table)
        {
            if (life.Deprecated is null && life.Removed is null)
                yield return $"api-lifecycle.json: {kind} says nothing";
            if (life.Introduced >= life.Removed || life.Deprecated >= life.Removed || life.Introduced > life.Deprecated)
                yield return $"api-lifecycle.json: the minors of {kind} are out of order";
            if (life.Replacement is { } replacement && !kubernetes.Roots.ContainsKey(replacement) && !table.ContainsKey(replacement) && !IsReview(replacement))
                yield return $"api-lifecycle.json: {kind} is to be replaced by {replacement}, which is no kind";
        }
        foreach ((string kind, RangedRoot root) in kubernetes.Roots)
        {
            int last = LastMinor(kubernetes, root.Mask);
            int? removed = table.GetValueOrDefault(kind)?.Removed;
            if (last < LastMinor(kubernetes, kubernetes.All) ? removed != last + 1 : removed <= last)
                yield return $"api-lifecycle.json: {kind} is removed in 1.{removed}, and 1.{last} is the last minor that serves it";
        }
    }

    // Kinds that are sent and never stored, or parts of other kinds, are no roots of the schema file.
    private static bool IsReview(string kind) => kind.EndsWith("Review", StringComparison.Ordinal) || kind.EndsWith("/Scale", StringComparison.Ordinal) || kind.EndsWith("/Eviction", StringComparison.Ordinal);

    private static int LastMinor(RangeCoding kubernetes, int mask) =>
        int.Parse(kubernetes.Minors[int.Log2(mask)]["1.".Length..], NumberStyles.None, CultureInfo.InvariantCulture);
}
