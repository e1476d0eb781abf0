using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>A file of a ConfigMap or Secret that is bound into a container once, when the container starts.</summary>
/// <param name="Reference">The object.</param>
/// <param name="Mount">The entry of <c>volumeMounts</c>.</param>
/// <param name="SubPath">Its <c>subPath</c> or <c>subPathExpr</c>.</param>
internal readonly record struct SubPathMount(ConfigReference Reference, YamlMapping Mount, YamlEntry SubPath)
{
    /// <summary>
    /// Those of the containers that keep running, one for each mount: of a projected volume, the source that has the file, else the first one.
    /// </summary>
    public static IEnumerable<SubPathMount> FindAll(Workload workload)
    {
        foreach (ContainerView container in workload.PodSpec.AllRunning)
        {
            if (container.Mapping.Get("volumeMounts") is not YamlSequence)
                continue;

            foreach (YamlMapping mount in container.Mapping.GetMappings("volumeMounts"))
            {
                if (FindSubPath(mount) is { } subPath && mount.GetString("name") is { } volume && FindSource(workload, volume.Value, subPath) is { } reference)
                    yield return new(reference, mount, subPath);
            }
        }
    }

    /// <summary>Whether the object is mounted so somewhere, and whoever reports that mount speaks for the object.</summary>
    public static bool IsUsedFor(Workload workload, ConfigReference reference)
    {
        foreach (SubPathMount mount in FindAll(workload))
        {
            if (mount.Reference.Kind == reference.Kind && mount.Reference.Name.Value == reference.Name.Value)
                return true;
        }

        return false;
    }

    private static YamlEntry? FindSubPath(YamlMapping mount)
    {
        foreach (string key in (ReadOnlySpan<string>)["subPath", "subPathExpr"])
        {
            if (mount.GetString(key) is { Value.Length: > 0 })
                return mount.Find(key);
        }

        return null;
    }

    private static ConfigReference? FindSource(Workload workload, string volume, YamlEntry subPath)
    {
        ConfigReference? first = null;
        string? file = NodeReading.AsString(subPath.Value)?.Value;
        foreach (ConfigReference reference in workload.ConfigReferences)
        {
            if (reference.Volume != volume)
                continue;
            first ??= reference;
            if (reference.Key?.Value == file)
                return reference;
        }

        return first;
    }
}
