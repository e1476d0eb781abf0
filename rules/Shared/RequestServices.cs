using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>The Services through which a workload answers requests.</summary>
internal static class RequestServices
{
    /// <summary>
    /// The Services that lead to the pods, without those that only a monitoring system asks: it misses a pod for a while and loses no request. Those that
    /// balance stand before headless ones.
    /// </summary>
    public static ImmutableArray<ServiceView> RequestServicesOf(this ResourceSet resources, Workload workload) =>
        [.. resources.ServicesSelecting(workload).Where(service => !IsForMetrics(service, workload)).OrderBy(service => service.IsHeadless)];

    private static bool IsForMetrics(ServiceView service, Workload workload) => service.Name.EndsWith("-metrics", StringComparison.Ordinal)
        || service.Name.EndsWith("-metrics-service", StringComparison.Ordinal)
        || (!service.Ports.IsEmpty && service.Ports.All(port => port.ResolveIn(workload.PodSpec) is { IsMetrics: true }));
}
