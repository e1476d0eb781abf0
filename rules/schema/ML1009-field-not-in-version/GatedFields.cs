using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>A field that is in the schema though the server drops it.</summary>
/// <param name="Node">The key.</param>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Gate">The feature gate.</param>
/// <param name="First">The first minor whose schema has the field with the gate off.</param>
/// <param name="Last">The last such minor.</param>
internal readonly record struct GatedField(YamlNode Node, string Name, string Gate, int First, int Last);

/// <summary>Fields of pods and their controllers whose gate is off by default in some minors (pkg/features/kube_features.go).</summary>
internal static class GatedFields
{
    public static IEnumerable<GatedField> Of(Workload workload)
    {
        if (workload.PodSpec.Mapping.Get("resources") is not null && workload.PodSpec.Mapping?.Find("resources") is { } resources)
            yield return new GatedField(resources.Key, "resources", "PodLevelResources", 32, 33);
        if (workload is { Kind: WorkloadKind.StatefulSet } && workload.Spec.GetMapping("updateStrategy", "rollingUpdate") is { } rolling && rolling.Get("maxUnavailable") is not null)
            yield return new GatedField(rolling.Find("maxUnavailable")!.Key, "maxUnavailable", "MaxUnavailableStatefulSet", 28, 36);

        foreach (ContainerView container in workload.PodSpec.Containers.Concat(workload.PodSpec.InitContainers))
        {
            if (container.Mapping.GetMapping("lifecycle") is not { } lifecycle)
                continue;
            if (lifecycle.Get("stopSignal") is not null)
                yield return new GatedField(lifecycle.Find("stopSignal")!.Key, "stopSignal", "ContainerStopSignals", 33, 36);
            foreach (YamlEntry? sleep in new[] { lifecycle.GetMapping("preStop")?.Find("sleep"), lifecycle.GetMapping("postStart")?.Find("sleep") })
            {
                if (sleep is { Value: var value } && value.Dereference() is YamlMapping)
                    yield return new GatedField(sleep.Key, "sleep", "PodLifecycleSleepAction", 29, 29);
            }
        }

        foreach (YamlMapping volume in workload.PodSpec.Volumes)
        {
            if (volume.Get("image") is not null)
                yield return new GatedField(volume.Find("image")!.Key, "image", "ImageVolume", 31, 34);
        }
    }
}
