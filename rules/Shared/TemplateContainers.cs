using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>The containers of a pod template, C of the catalogue.</summary>
internal static class TemplateContainers
{
    /// <summary>
    /// The regular containers, then all init containers; none when the template stands in another object (a Rollout's <c>workloadRef</c>), where it is
    /// judged.
    /// </summary>
    public static ImmutableArray<ContainerView> Of(Workload workload)
    {
        if (workload.TemplateSource != workload.Resource)
            return [];

        PodSpecView pod = workload.PodSpec;
        return pod.InitContainers.IsEmpty ? pod.Containers : [.. pod.Containers, .. pod.InitContainers];
    }
}
