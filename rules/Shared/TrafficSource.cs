using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Who sends requests to a container, and has to stop before the container does.</summary>
/// <param name="Service">The Service whose port leads to the container.</param>
/// <param name="Route">The Ingress or other route that names the Service's port; null when there is none.</param>
internal readonly record struct TrafficSource(ServiceView Service, Resource? Route)
{
    /// <summary>Whether a load balancer outside of the cluster sends to the Service itself.</summary>
    public bool IsBalanced => Service.Type is ServiceType.LoadBalancer or ServiceType.NodePort;

    /// <summary>Whether the requests come from outside of the cluster.</summary>
    public bool IsExternal => IsBalanced || Route is not null;

    /// <summary>
    /// The source that takes longest to stop: a load balancer, then a route, then a Service inside of the cluster, one that balances before a headless one. Ports for metrics do not count. Null when
    /// no Service leads to the container.
    /// </summary>
    public static TrafficSource? Find(ResourceSet resources, ContainerView container)
    {
        TrafficSource? found = null;
        foreach ((ServiceView service, TargetedPort port) in resources.TargetsOf(container))
        {
            if (port.IsMetrics)
                continue;

            var source = new TrafficSource(service, FindRoute(resources, service, port.ServicePort));
            if (source.IsBalanced)
                return source;
            if (found is not { } other || (source.Route is not null && other.Route is null) || (other.Route is null && other.Service.IsHeadless && !service.IsHeadless))
                found = source;
        }

        return found;
    }

    /// <summary>As messages show it: the load balancer, the route or the Service.</summary>
    public override string ToString() => Service.Type switch
    {
        ServiceType.LoadBalancer => $"the load balancer of {Service}",
        ServiceType.NodePort => $"{Service} (NodePort)",
        _ => Route is null ? Service.ToString() : Route.ToString(),
    };

    private static Resource? FindRoute(ResourceSet resources, ServiceView service, ServicePort port)
    {
        foreach (BackendReference backend in resources.RoutesTo(service))
        {
            // An OpenShift Route names the port of the pod.
            if (backend.Port is not { } asked || backend.Route.Kind == "Route" || IsAsked(port, asked.Value))
                return backend.Route;
        }

        return null;
    }

    private static bool IsAsked(ServicePort port, PortReference asked) => asked.Name is { } name ? port.Name?.Value == name : port.Port?.Value == asked.Number;
}
