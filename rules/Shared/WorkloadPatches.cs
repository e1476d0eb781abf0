using ManifestLint.Analysis;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>The patches that may change a workload, told by kind and name: those of overlays too, which are bundles of their own.</summary>
internal static class WorkloadPatches
{
    /// <summary>
    /// Whether a patch, or <c>replicas</c> of a kustomization, may give a workload of its bundle another number of pods. A patch written as text counts when it
    /// speaks of replicas at all.
    /// </summary>
    public static bool MayPatchReplicas(this ResourceSet resources, Workload workload)
    {
        foreach (Resource other in resources.Named(workload.Resource, workload.Name, NamespaceMatch.SameOrUnnamed))
        {
            if (other.IsPartial && other.Kind == workload.Resource.Kind && other.Spec.Get("replicas") is not null)
                return true;
        }

        foreach (Resource kustomization in resources.OfKind(workload.Resource, "Kustomization"))
        {
            if (kustomization.Root.GetMappings("replicas").Any(item => item.GetString("name")?.Value == workload.Name) || SpeaksOfReplicas(kustomization, "patches") || SpeaksOfReplicas(kustomization, "patchesJson6902"))
                return true;
        }

        return false;
    }

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

    private static bool SpeaksOfReplicas(Resource kustomization, string key) =>
        kustomization.Root.GetMappings(key).Any(item => item.GetString("patch")?.Value.Contains("replicas", StringComparison.Ordinal) == true);
}
