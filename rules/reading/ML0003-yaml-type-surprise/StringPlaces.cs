using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The places of well-known objects that take nothing but strings.</summary>
internal static class StringPlaces
{
    private static readonly string[] ContainerStrings = ["name", "image", "workingDir"];
    private static readonly string[] PodStrings = ["nodeName", "serviceAccountName", "priorityClassName", "schedulerName"];

    /// <summary>Every value that must be a string, null included.</summary>
    public static IEnumerable<YamlNode> Values(Resource resource)
    {
        foreach (YamlMapping map in Maps(resource))
        {
            foreach (YamlEntry entry in map.Entries)
            {
                if (!entry.IsMerge)
                    yield return entry.Value;
            }
        }

        if (Workload.From(resource) is not { } workload || workload.PodSpec.Mapping is not { } pod)
            yield break;

        foreach (string key in PodStrings)
        {
            if (pod.Find(key) is { } entry)
                yield return entry.Value;
        }

        foreach (ContainerView container in workload.PodSpec.Containers)
        {
            foreach (YamlNode value in OfContainer(container))
                yield return value;
        }

        foreach (ContainerView container in workload.PodSpec.InitContainers)
        {
            foreach (YamlNode value in OfContainer(container))
                yield return value;
        }
    }

    /// <summary>Every entry whose key is data, not a field.</summary>
    public static IEnumerable<YamlEntry> Keys(Resource resource)
    {
        foreach (YamlMapping map in Maps(resource))
        {
            foreach (YamlEntry entry in map.Entries)
                yield return entry;
        }
    }

    private static IEnumerable<YamlNode> OfContainer(ContainerView container)
    {
        foreach (string key in ContainerStrings)
        {
            if (container.Mapping.Find(key) is { } entry)
                yield return entry.Value;
        }

        foreach (string key in (string[])["command", "args"])
        {
            foreach (YamlNode item in container.Mapping.GetItems(key))
                yield return item;
        }

        foreach (YamlMapping variable in container.Mapping.GetMappings("env"))
        {
            if (variable.Find("name") is { } name)
                yield return name.Value;
            if (variable.Find("value") is { } value)
                yield return value.Value;
        }
    }

    private static IEnumerable<YamlMapping> Maps(Resource resource) => AllMaps(resource).OfType<YamlMapping>();

    private static IEnumerable<YamlMapping?> AllMaps(Resource resource)
    {
        yield return resource.Metadata.GetMapping("labels");
        yield return resource.Metadata.GetMapping("annotations");
        switch (resource)
        {
            case { Kind: "ConfigMap" or "Secret", Group: "" }:
                yield return resource.Root.GetMapping("data");
                yield return resource.Root.GetMapping("stringData");
                break;
            case { Kind: "Service", Group: "" }:
                yield return resource.Spec.GetMapping("selector");
                break;
            case { Kind: "PodDisruptionBudget", Group: "policy" }:
                yield return resource.Spec.GetMapping("selector", "matchLabels");
                break;
        }

        if (Workload.From(resource) is not { } workload)
            yield break;

        if (workload.Template != resource.Root)
        {
            yield return workload.TemplateMetadata.GetMapping("labels");
            yield return workload.TemplateMetadata.GetMapping("annotations");
        }

        yield return workload.Selector.MatchLabels.Mapping;
        yield return workload.PodSpec.Mapping.GetMapping("nodeSelector");
        yield return resource.Spec.GetMapping("jobTemplate", "metadata", "labels");
        yield return resource.Spec.GetMapping("jobTemplate", "metadata", "annotations");
        foreach (YamlMapping claim in resource.Spec.GetMappings("volumeClaimTemplates"))
        {
            yield return claim.GetMapping("metadata", "labels");
            yield return claim.GetMapping("metadata", "annotations");
        }
    }
}
