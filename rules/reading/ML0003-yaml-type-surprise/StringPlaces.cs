using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The places of well-known objects that take nothing but strings.</summary>
internal sealed class StringPlaces
{
    private static readonly string[] ContainerStrings = ["name", "image", "workingDir"];
    private static readonly string[] ContainerLists = ["command", "args"];
    private static readonly string[] PodStrings = ["nodeName", "serviceAccountName", "priorityClassName", "schedulerName"];

    private static readonly string[] Maps = ["labels", "annotations", "matchLabels", "selector", "nodeSelector", "data", "stringData"];
    private static readonly string[] Fields = [.. ContainerStrings, .. ContainerLists, .. PodStrings, "value"];

    private readonly Action<YamlNode> _onValue;
    private readonly Action<YamlEntry> _onKey;

    private StringPlaces(Action<YamlNode> onValue, Action<YamlEntry> onKey)
    {
        _onValue = onValue;
        _onKey = onKey;
    }

    /// <summary>Visits every value that must be a string, null included, and every entry whose key is data, not a field.</summary>
    public static void Visit(Resource resource, Workload? workload, Action<YamlNode> onValue, Action<YamlEntry> onKey)
    {
        var places = new StringPlaces(onValue, onKey);
        places.VisitMetadata(resource.Metadata);
        places.VisitKind(resource);
        if (workload is null)
            return;

        if (workload.Kind != WorkloadKind.Pod)
            places.VisitMetadata(workload.TemplateMetadata);
        places.VisitMap(workload.Selector.MatchLabels.Mapping);
        places.VisitMetadata(resource.Spec.GetMapping("jobTemplate", "metadata"));
        foreach (YamlMapping claim in resource.Spec.GetMappings("volumeClaimTemplates"))
            places.VisitMetadata(claim.GetMapping("metadata"));
        places.VisitPod(workload.PodSpec);
    }

    /// <summary>Whether a document can hold something for <see cref="Visit"/> at all; nearly none does, and telling is cheap.</summary>
    public static bool MayConcern(YamlDocument document) => document.MayHoldPlainNonString(IsPlace);

    private static bool IsPlace(ReadOnlySpan<char> map, ReadOnlySpan<char> field)
    {
        foreach (string name in Maps)
        {
            if (map.SequenceEqual(name))
                return true;
        }

        foreach (string name in Fields)
        {
            if (field.SequenceEqual(name))
                return true;
        }

        return false;
    }

    private void VisitMetadata(YamlMapping? metadata)
    {
        VisitMap(metadata.GetMapping("labels"));
        VisitMap(metadata.GetMapping("annotations"));
    }

    private void VisitKind(Resource resource)
    {
        switch (resource)
        {
            case { Kind: "ConfigMap" or "Secret", Group: "" }:
                VisitMap(resource.Root.GetMapping("data"));
                VisitMap(resource.Root.GetMapping("stringData"));
                break;
            case { Kind: "Service", Group: "" }:
                VisitMap(resource.Spec.GetMapping("selector"));
                break;
            case { Kind: "PodDisruptionBudget", Group: "policy" }:
                VisitMap(resource.Spec.GetMapping("selector", "matchLabels"));
                break;
        }
    }

    private void VisitPod(PodSpecView pod)
    {
        foreach (string key in PodStrings)
            VisitValue(pod.Mapping, key);
        VisitMap(pod.Mapping.GetMapping("nodeSelector"));
        foreach (ContainerView container in pod.Containers)
            VisitContainer(container.Mapping);
        foreach (ContainerView container in pod.InitContainers)
            VisitContainer(container.Mapping);
    }

    private void VisitContainer(YamlMapping container)
    {
        foreach (string key in ContainerStrings)
            VisitValue(container, key);
        foreach (string key in ContainerLists)
        {
            if (container.Get(key) is not YamlSequence list)
                continue;
            foreach (YamlNode item in list.Items)
                _onValue(item);
        }

        foreach (YamlMapping variable in container.GetMappings("env"))
        {
            VisitValue(variable, "name");
            VisitValue(variable, "value");
        }
    }

    private void VisitValue(YamlMapping? mapping, string key)
    {
        if (mapping?.Find(key) is { } entry)
            _onValue(entry.Value);
    }

    private void VisitMap(YamlMapping? map)
    {
        if (map is null)
            return;

        foreach (YamlEntry entry in map.Entries)
        {
            if (entry.IsMerge)
                continue;
            _onKey(entry);
            _onValue(entry.Value);
        }
    }
}
