using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>ConfigMaps and Secrets with a hash in their name that a side of a release still uses, while only those of another release are left.</summary>
internal static class PrunedConfigs
{
    /// <summary>
    /// The names of the objects that took the place of the missing one; empty when it is there, has no hash, is made by a controller, or its name is that of one
    /// of them with a slip of the pen.
    /// </summary>
    public static IReadOnlyList<string> FindSuccessors(ResourceSet resources, Workload side, ConfigReference reference)
    {
        string name = reference.Name.Value;
        Resource asker = side.Resource;
        if (reference.IsOptional || side.IsPartial || VersionedNames.WithoutHash(name) is not { } bare || !resources.IsCompleteFor(asker, "ConfigMap", name))
            return [];
        if (resources.Named(asker, name, NamespaceMatch.SameOrUnnamed).Any(resource => resource.Kind == reference.Kind && ConfigData.IsConfig(resource)))
            return [];

        List<string> others = [.. resources.ConfigNames(asker, reference.Kind).Where(other => VersionedNames.WithoutHash(other) == bare).Distinct(StringComparer.Ordinal)];
        bool isElsewhere = others.Exists(other => EditDistance.IsSlip(other, name)) || resources.GeneratedConfigs(asker, reference.Kind, bare).Any() || resources.MayMakeConfig(asker, name);
        return isElsewhere ? [] : others;
    }

    /// <summary>Whether ML6026 speaks of the reference, and says more than that the object is missing.</summary>
    public static bool IsPruned(ResourceSet resources, Workload workload, ConfigReference reference) =>
        FindSuccessors(resources, workload, reference).Count > 0 && resources.ReleaseSetOf(workload) is not null;
}
