using System.Text.RegularExpressions;
using ManifestLint.Schemas.Generator.Kubernetes;
using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Generator.Lifecycles;

/// <summary>Which minors serve a kind, from the models of the minors: all of those that the schema file covers, and some older ones.</summary>
/// <param name="minorsOf"><c>group/version/Kind</c> to the minors that serve it.</param>
internal sealed class Presence(IReadOnlyDictionary<string, IReadOnlySet<int>> minorsOf)
{
    private static readonly Regex Version = new(@"^v(?<major>\d+)(?:(?<stage>alpha|beta)(?<minor>\d+))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>Counts the kinds of the models.</summary>
    public static Presence Of(IEnumerable<(int Minor, IEnumerable<string> Kinds)> models) => new(
        models.SelectMany(model => model.Kinds.Select(kind => (kind, model.Minor)))
            .GroupBy(pair => pair.kind, pair => pair.Minor, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlySet<int>)group.ToHashSet(), StringComparer.Ordinal));

    /// <summary>Whether any minor serves a kind.</summary>
    public bool Knows(string kind) => minorsOf.ContainsKey(kind);

    /// <summary>
    /// Corrects the life of an alpha version, whose marks are generated (deprecated after three minors, removed after six) and which is dropped at any time.
    /// </summary>
    public Lifecycle Correct(string kind, Lifecycle life)
    {
        if (!kind.Contains("alpha", StringComparison.Ordinal) || !minorsOf.TryGetValue(kind, out IReadOnlySet<int>? minors) || minors.Max() < Minors.First)
            return life;
        int? removed = minors.Max() < Minors.Last ? minors.Max() + 1 : life.Removed <= Minors.Last ? null : life.Removed;
        return life with { Removed = removed, Deprecated = removed is null || life.Deprecated < removed ? life.Deprecated : null };
    }

    /// <summary>The most stable version of the same kind that the newest minor serves, when that is a better one.</summary>
    public string? FindBetterVersion(string kind)
    {
        string[] parts = kind.Split('/');
        string? best = minorsOf.Keys
            .Where(other => minorsOf[other].Contains(Minors.Last) && other.Split('/') is var name && name[0] == parts[0] && name[^1] == parts[^1] && name.Length == parts.Length)
            .MaxBy(other => Rank(other.Split('/')[^2]));
        return best is not null && Rank(best.Split('/')[^2]).CompareTo(Rank(parts[^2])) > 0 ? best : null;
    }

    /// <summary>Holds the table against what the minors serve.</summary>
    public void Check(IReadOnlyDictionary<string, Lifecycle> table)
    {
        foreach ((string kind, IReadOnlySet<int> minors) in minorsOf.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            int last = minors.Max();
            int? removed = table.GetValueOrDefault(kind)?.Removed;
            if (removed <= last)
                throw new InvalidDataException($"{kind} is removed in 1.{removed} by the table, and 1.{last} serves it.");
            if (last is >= Minors.First and < Minors.Last && removed != last + 1)
                throw new InvalidDataException($"1.{last} is the last minor that serves {kind}; the table says 1.{removed}. Write a row by hand.");
            if (last < Minors.First && removed is null)
                throw new InvalidDataException($"{kind} was there in 1.{last} and is gone; write a row by hand.");
        }
    }

    private static (int Stage, int Major, int Minor) Rank(string version)
    {
        Match match = Version.Match(version);
        int stage = match.Groups["stage"].Value switch { "alpha" => 0, "beta" => 1, _ => 2 };
        return (stage, Number(match.Groups["major"]), Number(match.Groups["minor"]));
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value) : 0;
}
