namespace ManifestLint.Resources;

/// <summary>What the quota and the scheduler count for one pod.</summary>
public static class PodResources
{
    /// <summary>
    /// What one pod counts for: <c>requests.cpu</c>, <c>limits.memory</c> and the like. The larger of what runs together (containers and native sidecars) and of
    /// each init container with the native sidecars that started before it (component-helpers <c>resource.PodRequests</c>); <c>resources</c> of the pod itself come
    /// before. Null when a container says nothing and no LimitRange does it for it, or when a value cannot be read.
    /// </summary>
    /// <param name="pod">The pod.</param>
    /// <param name="counted"><c>requests.</c> or <c>limits.</c> and the name of a resource.</param>
    /// <param name="defaults">What the LimitRanges of the namespace add.</param>
    public static Quantity? AmountOf(PodSpecView pod, string counted, LimitRangeDefaults defaults)
    {
        int dot = counted.IndexOf('.', StringComparison.Ordinal);
        bool isLimit = counted.StartsWith("limits.", StringComparison.Ordinal);
        string resource = counted[(dot + 1)..];
        if ((isLimit ? pod.Resources.Limit(resource) : pod.Resources.Request(resource) ?? pod.Resources.Limit(resource)) is { } ofPod)
            return ofPod.Value;

        Quantity sidecars = default;
        Quantity peak = default;
        foreach (ContainerView container in pod.InitContainers)
        {
            if (AmountOf(container.Resources, resource, isLimit, defaults) is not { } amount)
                return null;
            if (container.Role == ContainerRole.NativeSidecar)
                sidecars += amount;
            else
                peak = Larger(peak, sidecars + amount);
        }

        Quantity together = sidecars;
        foreach (ContainerView container in pod.Containers)
        {
            if (AmountOf(container.Resources, resource, isLimit, defaults) is not { } amount)
                return null;
            together += amount;
        }

        return Larger(peak, together);
    }

    /// <summary>
    /// Whether the kubelet counts the pod as BestEffort (<c>qos.ComputePodQOS</c>): neither the pod nor a container, an init container too, asks for cpu or memory above zero,
    /// and no LimitRange does it for them. A value that cannot be read counts as asked for.
    /// </summary>
    public static bool IsBestEffort(PodSpecView pod, LimitRangeDefaults defaults)
    {
        foreach (string resource in (ReadOnlySpan<string>)["cpu", "memory"])
        {
            if (defaults.Request(resource) is not null || Asks(pod.Resources, resource))
                return false;
            foreach (ContainerView container in pod.All)
            {
                if (Asks(container.Resources, resource))
                    return false;
            }
        }

        return true;
    }

    private static bool Asks(ContainerResources resources, string resource) =>
        (resources.Mapping.GetMapping("requests").Get(resource) is not null && resources.Request(resource) is not { Value.IsZero: true })
        || (resources.HasLimit(resource) && resources.Limit(resource) is not { Value.IsZero: true });

    private static Quantity Larger(Quantity one, Quantity other) => one > other ? one : other;

    private static Quantity? AmountOf(ContainerResources resources, string resource, bool isLimit, LimitRangeDefaults defaults)
    {
        if (isLimit)
            return resources.HasLimit(resource) ? resources.Limit(resource)?.Value : defaults.Limit(resource);
        if (!resources.HasRequest(resource))
            return defaults.Request(resource);
        return (resources.Request(resource) ?? resources.Limit(resource))?.Value;
    }
}
