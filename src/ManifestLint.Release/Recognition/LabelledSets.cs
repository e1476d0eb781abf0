using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>Release sets whose sides are told apart by a label that the user names.</summary>
internal static class LabelledSets
{
    /// <summary>The sets of two workloads that differ in a label.</summary>
    /// <exception cref="ReleaseRefusedException">Three or more sides are told apart by it.</exception>
    public static ImmutableArray<ReleaseSet> Find(ResourceSet resources, string key)
    {
        var families = new List<List<Workload>>();
        foreach (Workload workload in resources.Workloads)
        {
            if (workload.IsPartial || workload.TemplateLabels[key] is null || !workload.IsLongRunning)
                continue;
            if (families.Find(family => family.Exists(other => ReleasePair.Find(other, workload, key) is not null)) is { } found)
                found.Add(workload);
            else
                families.Add([workload]);
        }

        var sets = ImmutableArray.CreateBuilder<ReleaseSet>();
        foreach (List<Workload> family in families)
        {
            if (family.Count > 2)
                throw ReleaseSearch.TooMany(family);
            if (family.Count == 2)
                sets.Add(resources.GatherReleaseSet(ReleasePair.Find(family[0], family[1], key)!));
        }

        return sets.DrainToImmutable();
    }
}
