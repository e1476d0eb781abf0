using ManifestLint.Analysis;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>The patches that may change a workload, told by kind and name: those of overlays too, which are bundles of their own.</summary>
internal static class WorkloadPatches
{
    /// <summary>The patches in the order of the files. Not for the silent case: it looks at every workload.</summary>
    public static IEnumerable<Workload> FindPatches(this WorkloadContext context)
    {
        Resource resource = context.Workload.Resource;
        foreach (Workload other in context.Resources.Workloads)
        {
            if (other.IsPartial && other.Resource.Kind == resource.Kind && other.Name == resource.Name)
                yield return other;
        }
    }
}
