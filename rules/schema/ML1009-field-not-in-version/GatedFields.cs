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

/// <summary>
/// Fields of pods and autoscalers whose gate is off by default in some minors (pkg/features/kube_features.go). <c>maxUnavailable</c> of a StatefulSet is left to
/// ML3020, which knows that it costs no request.
/// </summary>
internal static class GatedFields
{
    /// <summary>The fields of a workload.</summary>
    public static IEnumerable<GatedField> Of(Workload workload)
    {
        if (workload.PodSpec.Mapping.Get("resources") is not null && workload.PodSpec.Mapping?.Find("resources") is { } resources)
            yield return new GatedField(resources.Key, "resources", "PodLevelResources", 32, 33);

        foreach (ContainerView container in workload.PodSpec.All)
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

    /// <summary>The fields of an autoscaler.</summary>
    public static IEnumerable<GatedField> Of(Resource scaler)
    {
        YamlMapping? behavior = scaler.Spec.GetMapping("behavior");
        foreach (string direction in new[] { "scaleUp", "scaleDown" })
        {
            if (behavior.GetMapping(direction) is { } rules && rules.Get("tolerance") is not null)
                yield return new GatedField(rules.Find("tolerance")!.Key, "tolerance", "HPAConfigurableTolerance", 33, 34);
        }
    }
}
