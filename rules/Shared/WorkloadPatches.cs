using ManifestLint.Analysis;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>The patches of a bundle that change a workload, told by kind and name; what is missing in a base may stand there.</summary>
internal static class WorkloadPatches
{
    /// <summary>The patches in the order of the bundle. Not for the silent case: it looks at all objects of the name.</summary>
    public static IEnumerable<Workload> FindPatches(this WorkloadContext context)
    {
        Resource resource = context.Workload.Resource;
        foreach (Resource other in context.Resources.Named(resource, resource.Name, NamespaceMatch.SameOrUnnamed))
        {
            if (other.IsPartial && other.Kind == resource.Kind && context.Resources.WorkloadOf(other) is { } patch)
                yield return patch;
        }
    }
}
