using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>A value that validation asks for though the schema does not.</summary>
/// <param name="Parent">The mapping that should have it.</param>
/// <param name="What">Its name in quotes.</param>
/// <param name="Value">The empty value that stands there; null when nothing does.</param>
internal readonly record struct RequiredValue(YamlMapping Parent, string What, YamlNode? Value);

/// <summary>
/// What the API server's validation asks for beyond the schema: pkg/apis/*/validation/validation.go (ValidateObjectMeta, ValidateDeploymentSpec, validateContainers,
/// ValidateService, ValidateCronJobSpec, ValidateHorizontalPodAutoscalerSpec).
/// </summary>
internal static class RequiredValues
{
    public static IEnumerable<RequiredValue> Of(Resource resource, SchemaRoot root, Workload? workload)
    {
        if (OfName(resource) is { } name)
            yield return name;
        if (!root.IsBuiltIn)
            yield break;

        bool needsSpec = workload is not null || (resource.Kind, resource.Group) is ("Service", "") or ("Ingress", "networking.k8s.io") or ("HorizontalPodAutoscaler", "autoscaling") or ("PersistentVolumeClaim", "");
        if (needsSpec && !root.Schema.Resolve().Required.Any(field => field.Name == "spec") && IsMissing(resource.Root, "spec"))
            yield return new RequiredValue(resource.Root, "'spec'", Value: null);
        if (resource.Spec is not { } spec)
            yield break;

        IEnumerable<RequiredValue> ofKind = (resource.Kind, resource.Group) switch
        {
            ("Service", "") => OfService(spec),
            ("HorizontalPodAutoscaler", "autoscaling") => OfScaler(spec),
            ("CronJob", "batch") => OfText(spec, "schedule"),
            _ => [],
        };
        foreach (RequiredValue value in ofKind)
            yield return value;
        foreach (RequiredValue value in workload is null ? [] : OfPod(workload))
            yield return value;
    }

    private static RequiredValue? OfName(Resource resource)
    {
        // Questions to the server, which it answers and does not keep.
        if (resource.Group is "authentication.k8s.io" or "authorization.k8s.io")
            return null;

        YamlMapping? metadata = resource.Metadata;
        if (metadata.Get("name") is null && metadata.Get("generateName") is null)
        {
            bool isMeantElsewhere = !IsMissing(resource.Root, "name") || (metadata is not null && !IsMissing(metadata, "name"));
            bool isUnreadable = resource.Root.Get("metadata") is not (null or YamlMapping) || (metadata is null && !IsMissing(resource.Root, "metadata"));
            return isMeantElsewhere || isUnreadable ? null : new RequiredValue(metadata ?? resource.Root, metadata is null ? "'metadata.name'" : "'name'", Value: null);
        }

        return metadata.GetString("name") is { Value: "" } empty && metadata.Get("generateName") is null ? new RequiredValue(metadata!, "'name'", empty.Node) : null;
    }

    // A key that nearly is the field, or the field with a null: ML1001 tells the slip. A merge may bring it in.
    private static bool IsMissing(YamlMapping mapping, string field)
    {
        if (mapping.Get(field) is not null)
            return false;

        foreach (YamlEntry entry in mapping.Entries)
        {
            if (entry.KeyText is { } key && key != field && FieldCandidates.IsNear(key, field))
                return false;
        }

        return true;
    }

    private static IEnumerable<RequiredValue> OfService(YamlMapping spec)
    {
        string type = spec.GetString("type")?.Value ?? "ClusterIP";
        if (type == "ExternalName")
        {
            if (IsMissing(spec, "externalName"))
                yield return new RequiredValue(spec, "'externalName'", Value: null);
            foreach (RequiredValue value in OfText(spec, "externalName"))
                yield return value;
            yield break;
        }

        bool isHeadless = spec.GetString("clusterIP")?.Value == "None";
        if (!isHeadless && IsMissing(spec, "ports"))
            yield return new RequiredValue(spec, "'ports'", Value: null);
        if (!isHeadless && spec.Get("ports") is YamlSequence { Items.IsEmpty: true } empty)
            yield return new RequiredValue(spec, "'ports'", empty);
    }

    private static IEnumerable<RequiredValue> OfScaler(YamlMapping spec) =>
        spec.GetMapping("scaleTargetRef") is { } target ? OfText(target, "kind").Concat(OfText(target, "name")) : [];

    private static IEnumerable<RequiredValue> OfText(YamlMapping mapping, string field) =>
        mapping.GetString(field) is { Value: "" } empty ? [new RequiredValue(mapping, $"'{field}'", empty.Node)] : [];

    // ML1002 tells of an image that stands beside the containers.
    private static bool IsImageAround(Workload workload)
    {
        for (YamlNode? node = workload.PodSpec.Mapping; node is not null; node = node.Parent)
        {
            if (node is YamlMapping mapping && mapping.Find("image") is not null)
                return true;
        }

        return false;
    }

    private static IEnumerable<RequiredValue> OfPod(Workload workload)
    {
        if (workload.PodSpec.Mapping is not { } pod || !workload.HasOwnTemplate)
            yield break;
        if (pod.Get("containers") is YamlSequence { Items.IsEmpty: true } none)
            yield return new RequiredValue(pod, "'containers'", none);

        foreach (ContainerView container in workload.PodSpec.All)
        {
            YamlMapping mapping = container.Mapping;
            foreach (RequiredValue value in OfText(mapping, "name"))
                yield return value;

            bool mayBeImageLess = workload.Kind is WorkloadKind.KnativeService or WorkloadKind.DeploymentConfig;
            if (mayBeImageLess)
                continue;
            if (IsMissing(mapping, "image") && !IsImageAround(workload))
                yield return new RequiredValue(mapping, "'image'", Value: null);
            foreach (RequiredValue value in OfText(mapping, "image"))
                yield return value;
        }
    }
}
