using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>The other side of a release, for rules that judge one workload by itself.</summary>
internal static class ReleaseSides
{
    /// <summary>The other side of a workload's release, with pods, to which one of its Services leads too: a canary by replicas. Null when there is none.</summary>
    public static Workload? FindOtherSideBehindItsServices(this ResourceSet resources, Workload workload)
    {
        foreach (ServiceView service in resources.ServicesSelecting(workload))
        {
            foreach (Workload other in resources.WorkloadsSelectedBy(service))
            {
                if (ReleasePair.IsPair(workload, other) && !resources.ReplicasOf(other).IsParked)
                    return other;
            }
        }

        return null;
    }
}
