using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>What somebody meant who mounts a volume by a name that no volume has.</summary>
internal static class VolumeGuess
{
    // Shorter beginnings are shared by chance.
    private const int MinimumPrefix = 4;

    /// <summary>The only volume that holds an object of this name, or else whose own name is near to it; null when there is none or more than one.</summary>
    public static string? Find(Workload workload, string name, IReadOnlyList<string> volumes)
    {
        string? holder = null;
        foreach (YamlMapping volume in workload.PodSpec.Volumes)
        {
            if (NameOfSource(volume) != name)
                continue;
            if (holder is not null)
                return null;
            holder = volume.GetString("name")?.Value;
        }

        if (holder is not null)
            return holder;

        string? near = null;
        foreach (string candidate in volumes)
        {
            if (!IsNear(candidate, name))
                continue;
            if (near is not null)
                return null;
            near = candidate;
        }

        return near;
    }

    /// <summary>The only ConfigMap, Secret or claim of the bundle with this name, with the volume source that reads it.</summary>
    public static (string? Kind, (string Key, YamlValue Value) Source) FindSource(WorkloadContext context, string name)
    {
        bool hasConfigMap = Has("ConfigMap");
        bool hasSecret = Has("Secret");
        bool hasClaim = Has("PersistentVolumeClaim");
        return (hasConfigMap, hasSecret, hasClaim) switch
        {
            (true, false, false) => ("ConfigMap", ("configMap", YamlValue.Map(("name", name)))),
            (false, true, false) => ("Secret", ("secret", YamlValue.Map(("secretName", name)))),
            (false, false, true) => ("PersistentVolumeClaim", ("persistentVolumeClaim", YamlValue.Map(("claimName", name)))),
            _ => default,
        };

        bool Has(string kind) => context.Resources.Find(context.Workload.Resource, "", kind, name) is { IsPartial: false };
    }

    private static string? NameOfSource(YamlMapping volume) =>
        (volume.GetMapping("configMap").GetString("name")
            ?? volume.GetMapping("secret").GetString("secretName")
            ?? volume.GetMapping("persistentVolumeClaim").GetString("claimName"))?.Value;

    private static bool IsNear(string candidate, string name) => EditDistance.IsSlip(candidate, name)
        || (Math.Min(candidate.Length, name.Length) >= MinimumPrefix
            && (candidate.StartsWith(name, StringComparison.Ordinal) || name.StartsWith(candidate, StringComparison.Ordinal)));
}
