using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Containers that take requests and have no readiness probe.</summary>
internal static class UnreadyContainers
{
    /// <summary>Whether a container of a workload with pods takes requests, by a Service or by the port that it declares, and nothing says when it is ready.</summary>
    public static bool LacksReadiness(this ResourceSet resources, ContainerView container)
    {
        Workload workload = container.Pod.Workload;
        if (!MayLackReadiness(container) || !IsJudged(workload))
            return false;

        bool takesRequests = resources.FindRequests(container) is not null || (container.IsApp && container.RequestPort is not null);
        return takesRequests && !resources.ReplicasOf(workload).IsParked && !IsReadinessOff(resources, workload);
    }

    /// <summary>The port of a Service through which requests reach a container; one for metrics takes none that a probe could protect. A Service that names pods before they are ready comes last.</summary>
    public static (ServiceView Service, TargetedPort Port)? FindRequests(this ResourceSet resources, ContainerView container)
    {
        (ServiceView Service, TargetedPort Port)? found = null;
        foreach ((ServiceView Service, TargetedPort Port) target in resources.TargetsOf(container))
        {
            if (target.Port.IsMetrics)
                continue;
            if (!target.Service.PublishesNotReadyAddresses)
                return target;
            found ??= target;
        }

        return found;
    }

    /// <summary>
    /// The containers of the idle side to which a switch would send requests before they are up, each with the public port that leads there. Those of which
    /// <see cref="LacksReadiness"/> speaks are left out.
    /// </summary>
    public static IEnumerable<(ContainerView Container, ServiceView Service, TargetedPort Port)> FindUnreadyIdle(this ResourceSet resources, ReleaseSet set)
    {
        if (set is not { Strategy: ReleaseStrategy.BlueGreen, HasRouter: false, Live: not null, Idle: { TemplateSource: not null } idle } || !IsJudged(idle))
            yield break;

        var seen = new HashSet<ContainerView>();
        foreach (ServiceView service in set.PublicServices)
        {
            if (service.PublishesNotReadyAddresses)
                continue;

            foreach (ServicePort port in service.Ports)
            {
                if (port.ResolveIn(idle.PodSpec) is { Container: { } container, IsMetrics: false } target && MayLackReadiness(container) && !resources.LacksReadiness(container) && seen.Add(container))
                    yield return (container, service, target);
            }
        }
    }

    private static bool MayLackReadiness(ContainerView container) =>
        container.Role == ContainerRole.Regular && container.Mapping.Get("readinessProbe") is null && container.Image?.Value != "auto";

    private static bool IsJudged(Workload workload) => workload is { IsLongRunning: true, IsPartial: false } && workload.Kind != WorkloadKind.KnativeService;

    // Headless Services that publish pods before they are ready: peers that find each other while they start, as databases do.
    private static bool IsReadinessOff(ResourceSet resources, Workload workload) =>
        resources.ServicesSelecting(workload) is { IsEmpty: false } services
        && services.All(service => service is { IsHeadless: true, PublishesNotReadyAddresses: true });
}
