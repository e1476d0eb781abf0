using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>What containers do not say about resources and nobody says for them. The rules about it share these conditions, so that one gap gives one finding.</summary>
internal static class ResourceGaps
{
    /// <summary>Whether pods of the workload run for long, are written here, and get their requests from nobody else.</summary>
    public static bool AreResourcesOwn(this ResourceSet resources, Workload workload) =>
        workload is { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true } && !resources.ReplicasOf(workload).IsParked && !resources.IsVerticallyScaled(workload);

    /// <summary>Whether a request will stand: of the container, of the pod, or of a LimitRange.</summary>
    public static bool HasRequest(this ResourceSet resources, ContainerView container, string resource) =>
        container.Resources.HasRequest(resource)
        || container.Pod.Resources.HasRequest(resource)
        || resources.LimitRangeDefaultsOf(container.Pod.Workload).Request(resource) is not null;

    /// <summary>Whether a limit will stand.</summary>
    public static bool HasLimit(this ResourceSet resources, ContainerView container, string resource) =>
        container.Resources.HasLimit(resource)
        || container.Pod.Resources.HasLimit(resource)
        || resources.LimitRangeDefaultsOf(container.Pod.Workload).Limit(resource) is not null;

    /// <summary>Whether Services send requests to pods that ask for nothing (ML7026).</summary>
    public static bool IsBestEffortServed(this ResourceSet resources, Workload workload) =>
        resources.IsServed(workload) && PodResources.IsBestEffort(workload.PodSpec, resources.LimitRangeDefaultsOf(workload));

    /// <summary>
    /// What quotas count of cpu and memory and the container does not give, so that the API server refuses its pods (ML7030;
    /// pkg/quota/v1/evaluator/core/pods.go, Constraints): each with the first quota that asks. Pods with resources of their own are not held to it.
    /// </summary>
    public static ImmutableArray<(ResourceQuotaView Quota, Located<Quantity> Hard)> FindRefusals(this ResourceSet resources, ContainerView container)
    {
        IEnumerable<ResourceQuotaView> quotas = resources.QuotasOf(container.Pod.Workload);
        if (container.Pod.Mapping.Get("resources") is not null)
            return [];

        ImmutableArray<(ResourceQuotaView, Located<Quantity>)> refusals = [];
        foreach (string counted in (ReadOnlySpan<string>)["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"])
        {
            foreach (ResourceQuotaView quota in quotas)
            {
                if (quota.HasScopes || quota.Hard(counted) is not { } hard || IsGiven(resources, container, counted))
                    continue;
                refusals = refusals.Add((quota, hard));
                break;
            }
        }

        return refusals;
    }

    /// <summary>Whether a quota refuses the pods because the container does not give a value, for example <c>requests.cpu</c>.</summary>
    public static bool IsRefused(this ResourceSet resources, ContainerView container, string counted) =>
        container.Pod.Mapping.Get("resources") is null
        && !IsGiven(resources, container, counted)
        && resources.QuotasOf(container.Pod.Workload).Any(quota => !quota.HasScopes && quota.Hard(counted) is not null);

    /// <summary>
    /// The metrics of one scaler that are shares of requests which the container does not make (ML7012); null when there are none. A native sidecar counts too
    /// (pkg/controller/podautoscaler/replica_calculator.go, calculatePodRequests).
    /// </summary>
    public static (ScalerView Scaler, ImmutableArray<ScalerMetric> Metrics)? FindUnmeasured(this ResourceSet resources, ContainerView container)
    {
        Workload workload = container.Pod.Workload;
        foreach (ScalerView scaler in workload.OwningRollout is { } rollout ? resources.ScalersOf(rollout) : resources.ScalersOf(workload))
        {
            if (scaler.Resource.IsPartial)
                continue;
            ImmutableArray<ScalerMetric> metrics = [.. scaler.Metrics.Where(metric => metric.NeedsRequestOf(container) && !resources.HasRequest(container, metric.Resource!))];
            if (!metrics.IsEmpty)
                return (scaler, metrics);
        }

        return null;
    }

    /// <summary>Where a container says what it needs: the key <c>resources</c>, else its name, else its first key.</summary>
    public static YamlNode PlaceOfResources(this ContainerView container) =>
        container.Mapping.Find("resources")?.Key ?? container.Name?.Node ?? (container.Mapping.Entries is [var first, ..] ? first.Key : container.Mapping);

    /// <summary>Points at an amount of a quota.</summary>
    public static RelatedLocation Locate(this ResourceQuotaView quota, Located<Quantity> hard) =>
        new(new Location(quota.Resource.File, hard.Span), $"what {quota} allows");

    /// <summary>The key that counts an amount, as it is written: <c>cpu</c> or <c>requests.cpu</c>.</summary>
    public static string KeyOf(Located<Quantity> hard) => (hard.Node.Parent as YamlEntry)?.KeyText ?? "";

    private static bool IsGiven(ResourceSet resources, ContainerView container, string counted)
    {
        bool isLimit = counted.StartsWith("limits.", StringComparison.Ordinal);
        string resource = counted[(isLimit ? "limits." : "requests.").Length..];
        return isLimit ? resources.HasLimit(container, resource) : resources.HasRequest(container, resource);
    }
}
