using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>Finds the release set that a command is about.</summary>
public static class ReleaseRecognizer
{
    // More than these nobody reads.
    private const int LargestList = 8;

    private static readonly string[] StableWords = ["stable", "primary", "baseline", "main"];

    /// <summary>Finds the set.</summary>
    /// <exception cref="ReleaseRefusedException">There is none, or several could be meant.</exception>
    public static ReleaseState Recognize(ResourceSet resources, ReleaseQuery query)
    {
        ImmutableArray<ReleaseSet> sets = FindSets(resources, query);
        ImmutableArray<ReleaseSet> meant = [.. sets.Where(set => IsMeant(set, query))];
        if (meant is [var only])
            return Describe(only, resources, query);
        if (meant.IsEmpty)
            throw ReleaseSearch.WhyNone(resources, query, sets);
        string others = meant.Length > LargestList ? $" and {meant.Length - LargestList} more" : "";
        throw ReleaseRefusedException.WrongUse(
            $"several release sets are here: {string.Join(", ", meant.Take(LargestList).Select(DescribeShortly))}{others}",
            UniqueName(meant[0], meant) is { } name ? $"say which one, for example --name {name}" : "give the file or the directory of the one that is meant");
    }

    /// <summary>Finds every set.</summary>
    /// <exception cref="ReleaseRefusedException">There is none, or one cannot be understood.</exception>
    public static ImmutableArray<ReleaseState> RecognizeAll(ResourceSet resources, ReleaseQuery query)
    {
        ImmutableArray<ReleaseSet> sets = FindSets(resources, query);
        ImmutableArray<ReleaseState> states = [.. sets.Where(set => IsMeant(set, query)).Select(set => Describe(set, resources, query))];
        return states.IsEmpty ? throw ReleaseSearch.WhyNone(resources, query, sets) : states;
    }

    /// <summary>A name that of several sets one has alone: the application's, else that of a Deployment; null when every one is used twice.</summary>
    public static string? UniqueName(ReleaseState state, IEnumerable<ReleaseState> all) => UniqueName(state.Set, [.. all.Select(other => other.Set)]);

    /// <summary>The application's name: that of the only public Service, else what the sides' names have in common.</summary>
    internal static string NameOf(ReleaseSet set) => set.PublicServices is [var service] ? service.Name : SlotWords.WithoutSlot(set.Pair.First.Name);

    /// <summary>A set as lists of candidates show it.</summary>
    internal static string DescribeShortly(ReleaseSet set) => $"{NameOf(set)} ({set.Pair.First.Name} in {PlaceOf(set.Pair.First)}, {set.Pair.Second.Name} in {PlaceOf(set.Pair.Second)})";

    internal static string PlaceOf(Workload workload) => $"{workload.Resource.File.Path}:{LocationOf(workload.Resource).Start.Line + 1}";

    internal static Location LocationOf(Resource resource) => new(resource.File, (resource.NameNode?.Node ?? resource.Root).Span);

    private static string? UniqueName(ReleaseSet set, ImmutableArray<ReleaseSet> all) =>
        ((string[])[NameOf(set), set.Pair.First.Name, set.Pair.Second.Name]).FirstOrDefault(name => all.Count(other => IsNamed(other, name)) == 1);

    private static ImmutableArray<ReleaseSet> FindSets(ResourceSet resources, ReleaseQuery query) =>
        (query.ColorLabel ?? query.TrackLabel) is { } key ? LabelledSets.Find(resources, key) : [.. resources.ReleaseSets];

    private static bool IsMeant(ReleaseSet set, ReleaseQuery query) =>
        (query.Name is not { } name || IsNamed(set, name))
        && (query.Files.IsEmpty || set.Sides.Select(side => side.Resource).Concat(set.Services.Select(service => service.Resource)).Any(resource => query.Files.Contains(resource.File.Path)));

    private static bool IsNamed(ReleaseSet set, string name) =>
        NameOf(set) == name || set.Sides.Any(side => side.Name == name) || set.Services.Any(service => service.Name == name);

    private static ReleaseState Describe(ReleaseSet set, ResourceSet resources, ReleaseQuery query)
    {
        if (set.Pair.First.Kind != WorkloadKind.Deployment)
            throw ReleaseSearch.WrongKind(set.Pair.First);

        ReleaseStrategy strategy = query.ColorLabel is not null ? ReleaseStrategy.BlueGreen : query.TrackLabel is not null ? ReleaseStrategy.Canary : FindStrategy(set);
        Workload other = strategy == ReleaseStrategy.Canary ? FindCanary(set) : set.Idle ?? set.Pair.Second;
        var state = new ReleaseState
        {
            Set = set,
            Resources = resources,
            Query = query,
            Name = NameOf(set),
            Strategy = strategy,
            Serving = SideOf(set.Pair.OtherThan(other), set.Pair, resources),
            Other = SideOf(other, set.Pair, resources),
        };
        return state with { Obstacle = ReleaseObstacles.Find(state) };
    }

    private static ReleaseSide SideOf(Workload workload, ReleasePair pair, ResourceSet resources) => new(workload, pair.LabelOf(workload), resources.ReplicasOf(workload))
    {
        Scaler = resources.ScalersOf(workload).FirstOrDefault(),
    };

    // Words such as v1 and v2 leave it to the Service.
    private static ReleaseStrategy FindStrategy(ReleaseSet set)
    {
        if (set.Strategy != ReleaseStrategy.Undecided)
            return set.Strategy;
        if (set.Live is not null)
            return ReleaseStrategy.BlueGreen;
        throw ReleaseRefusedException.WrongUse(
            $"{DescribeShortly(set)} may be a blue-green set or a canary: no Service selects exactly one side",
            $"say which it is with --color-label {set.SlotKey ?? "LABEL"} or --track-label {set.SlotKey ?? "LABEL"}, or with the annotation {ReleaseAnnotations.Strategy} of the Service");
    }

    private static Workload FindCanary(ReleaseSet set)
    {
        if (set.Canary is { } canary)
            return canary;
        return set.Sides.Where(side => StableWords.Contains(set.Pair.SlotOf(side))).ToArray() is [var stable]
            ? set.Pair.OtherThan(stable)
            : throw ReleaseRefusedException.WrongUse(
                $"which side of {DescribeShortly(set)} is the canary is not said",
                $"call one of them canary, or the other one stable, in the label {set.SlotKey ?? "track"}");
    }
}
