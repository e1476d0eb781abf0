using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>How a pod gets at a ConfigMap or Secret.</summary>
public enum ConfigUse
{
    /// <summary>One variable, <c>env[].valueFrom</c>.</summary>
    Variable,

    /// <summary>All keys as variables, <c>envFrom</c>.</summary>
    Environment,

    /// <summary>Files of a volume.</summary>
    Volume,
}

/// <summary>A place in a pod spec that names a ConfigMap or Secret, or a key of one.</summary>
/// <param name="Use">How it is used.</param>
/// <param name="Kind"><c>ConfigMap</c> or <c>Secret</c>.</param>
/// <param name="Name">The object's name.</param>
/// <param name="Key">The key that is asked for; null where the object as a whole is.</param>
/// <param name="IsOptional">Whether the pod starts without it.</param>
public sealed record ConfigReference(ConfigUse Use, string Kind, Located<string> Name, Located<string>? Key, bool IsOptional)
{
    /// <summary>The container whose environment it is; null for a volume.</summary>
    public ContainerView? Container { get; private init; }

    /// <summary>The name of the volume; null for an environment.</summary>
    public string? Volume { get; private init; }

    /// <summary>What is written before the keys of <c>envFrom</c>.</summary>
    public string Prefix { get; private init; } = "";

    /// <summary>
    /// Every reference of the judged containers, then those of the volumes that a container mounts: the kubelet passes over a volume that nobody mounts
    /// (pkg/kubelet/volumemanager/populator). A volume gives one reference for the object and one for each of its <c>items</c>.
    /// </summary>
    internal static IEnumerable<ConfigReference> ReadAll(PodSpecView pod)
    {
        foreach (ContainerView container in pod.All)
        {
            foreach (ConfigReference reference in ReadEnvironment(container))
                yield return reference;
        }

        if (pod.Mapping.Get("volumes") is not YamlSequence)
            yield break;

        foreach (YamlMapping volume in pod.Volumes)
        {
            if (HasConfig(volume) && volume.GetString("name") is { } name && (pod.Workload.IsPartial || IsMounted(pod, name.Value)))
            {
                foreach (ConfigReference reference in ReadVolume(volume))
                    yield return reference with { Volume = name.Value };
            }
        }
    }

    private static IEnumerable<ConfigReference> ReadEnvironment(ContainerView container)
    {
        if (container.Mapping.Get("env") is YamlSequence)
        {
            foreach (YamlMapping variable in container.Mapping.GetMappings("env"))
            {
                if (variable.GetMapping("valueFrom") is not { } from)
                    continue;
                if (Read(ConfigUse.Variable, "ConfigMap", from.GetMapping("configMapKeyRef"), "name", hasKey: true) is { } map)
                    yield return map with { Container = container };
                if (Read(ConfigUse.Variable, "Secret", from.GetMapping("secretKeyRef"), "name", hasKey: true) is { } secret)
                    yield return secret with { Container = container };
            }
        }

        if (container.Mapping.Get("envFrom") is not YamlSequence)
            yield break;

        foreach (YamlMapping source in container.Mapping.GetMappings("envFrom"))
        {
            string prefix = source.GetString("prefix")?.Value ?? "";
            if (Read(ConfigUse.Environment, "ConfigMap", source.GetMapping("configMapRef"), "name") is { } map)
                yield return map with { Container = container, Prefix = prefix };
            if (Read(ConfigUse.Environment, "Secret", source.GetMapping("secretRef"), "name") is { } secret)
                yield return secret with { Container = container, Prefix = prefix };
        }
    }

    private static IEnumerable<ConfigReference> ReadVolume(YamlMapping volume)
    {
        foreach (ConfigReference reference in ReadSource("ConfigMap", volume.GetMapping("configMap"), "name"))
            yield return reference;
        foreach (ConfigReference reference in ReadSource("Secret", volume.GetMapping("secret"), "secretName"))
            yield return reference;
        foreach (YamlMapping source in volume.GetMapping("projected").GetMappings("sources"))
        {
            foreach (ConfigReference reference in ReadSource("ConfigMap", source.GetMapping("configMap"), "name"))
                yield return reference;
            foreach (ConfigReference reference in ReadSource("Secret", source.GetMapping("secret"), "name"))
                yield return reference;
        }
    }

    private static IEnumerable<ConfigReference> ReadSource(string kind, YamlMapping? source, string nameKey)
    {
        if (Read(ConfigUse.Volume, kind, source, nameKey) is not { } whole)
            yield break;

        yield return whole;
        foreach (YamlMapping item in source.GetMappings("items"))
        {
            if (item.GetString("key") is { } key)
                yield return whole with { Key = key };
        }
    }

    private static ConfigReference? Read(ConfigUse use, string kind, YamlMapping? source, string nameKey, bool hasKey = false)
    {
        if (source.GetString(nameKey) is not { Value.Length: > 0 } name)
            return null;
        return hasKey && source.GetString("key") is null
            ? null
            : new(use, kind, name, hasKey ? source.GetString("key") : null, source.GetBoolean("optional")?.Value == true);
    }

    private static bool HasConfig(YamlMapping volume) =>
        volume.Get("configMap") is not null || volume.Get("secret") is not null || volume.Get("projected") is not null;

    private static bool IsMounted(PodSpecView pod, string volume)
    {
        foreach (ContainerView container in pod.All)
        {
            foreach (YamlMapping mount in container.Mapping.GetMappings("volumeMounts"))
            {
                if (mount.GetString("name")?.Value == volume)
                    return true;
            }
        }

        return false;
    }
}
