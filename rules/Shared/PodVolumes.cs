using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The volumes that the pods of a workload have: those written in the template, and those that claim templates add.</summary>
internal static class PodVolumes
{
    /// <summary>Whether the pods share a claim, which may be one that not every node, or not every pod, can have at the same time.</summary>
    public static bool HasClaims(this PodSpecView pod) => pod.Volumes.Any(volume => volume.Get("persistentVolumeClaim") is not null);

    /// <summary>The names of the volumes; null when one of them cannot be read, or the list is made by a template.</summary>
    public static IReadOnlyList<string>? ReadVolumeNames(this Workload workload)
    {
        var names = new List<string>();
        return AddNames(workload.PodSpec.Mapping.Get("volumes"), names, isClaimTemplate: false) && AddNames(ClaimTemplates(workload), names, isClaimTemplate: true) ? names : null;
    }

    /// <summary>
    /// Whether the controller adds a volume of this name from a claim template, in the place of one that the pod template may have (pkg/controller/statefulset/stateful_set_utils.go).
    /// </summary>
    public static bool HasClaimTemplate(this Workload workload, string name)
    {
        if (ClaimTemplates(workload) is not YamlSequence templates)
            return false;

        foreach (YamlNode item in templates.Items)
        {
            if ((item.Dereference() as YamlMapping).GetMapping("metadata").GetString("name")?.Value == name)
                return true;
        }

        return false;
    }

    private static YamlNode? ClaimTemplates(Workload workload) =>
        workload.Kind is WorkloadKind.StatefulSet or WorkloadKind.CloneSet ? workload.Spec.Get("volumeClaimTemplates") : null;

    private static bool AddNames(YamlNode? list, List<string> names, bool isClaimTemplate)
    {
        if (list is null)
            return true;
        if (list is not YamlSequence sequence)
            return false;

        foreach (YamlNode item in sequence.Items)
        {
            var mapping = item.Dereference() as YamlMapping;
            if ((isClaimTemplate ? mapping.GetMapping("metadata") : mapping).GetString("name") is not { } name || TemplateMarkers.IsTemplated(name.Value))
                return false;
            names.Add(name.Value);
        }

        return true;
    }
}
