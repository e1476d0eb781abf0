using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>A place where an object that takes requests from outside names a Service to send them to.</summary>
/// <param name="Route">The Ingress, HTTPRoute, GRPCRoute, TLSRoute, TCPRoute, VirtualService, IngressRoute or OpenShift Route.</param>
/// <param name="Service">The Service's name. In a VirtualService the node holds a host, of which this is the first part.</param>
/// <param name="Namespace">The Service's namespace; null when neither the place nor the route names one.</param>
/// <param name="Port">The port that is asked for.</param>
public readonly record struct BackendReference(Resource Route, Located<string> Service, string? Namespace, Located<PortReference>? Port)
{
    /// <summary>The Services that an object names; empty for every other object.</summary>
    public static IEnumerable<BackendReference> Read(Resource resource) => (resource.Kind, resource.Group) switch
    {
        ("Ingress", "networking.k8s.io" or "extensions") => ReadIngress(resource),
        ("HTTPRoute" or "GRPCRoute" or "TLSRoute" or "TCPRoute", "gateway.networking.k8s.io") => ReadGatewayRoute(resource),
        ("VirtualService", "networking.istio.io") => ReadVirtualService(resource),
        ("IngressRoute", "traefik.io" or "traefik.containo.us") => ReadIngressRoute(resource),
        ("Route", "route.openshift.io" or "") => ReadOpenShiftRoute(resource),
        _ => [],
    };

    private static IEnumerable<BackendReference> ReadIngress(Resource ingress)
    {
        foreach (IngressPath path in IngressPath.Read(ingress))
        {
            if (path.Service is { } service)
                yield return service;
        }
    }

    /// <summary>The Services that a rule of a route of the Gateway API names.</summary>
    internal static IEnumerable<BackendReference> ReadGatewayRule(Resource route, YamlMapping rule)
    {
        foreach (YamlMapping backend in rule.GetMappings("backendRefs"))
        {
            bool isService = (backend.GetString("kind")?.Value ?? "Service") == "Service" && (backend.GetString("group")?.Value ?? "") == "";
            if (isService && backend.GetString("name") is { } name)
                yield return new(route, name, backend.GetString("namespace")?.Value ?? route.Namespace, PortReference.Read(backend.Get("port")));
        }
    }

    /// <summary>The Services that a rule of a VirtualService names, of whichever protocol.</summary>
    internal static IEnumerable<BackendReference> ReadIstioRule(Resource virtualService, YamlMapping rule)
    {
        foreach (YamlMapping route in rule.GetMappings("route"))
        {
            YamlMapping? destination = route.GetMapping("destination");
            if (destination.GetString("host") is { } host)
                yield return ReadHost(virtualService, host, PortReference.Read(destination.Get("port", "number")));
        }
    }

    private static IEnumerable<BackendReference> ReadGatewayRoute(Resource route) => route.Spec.GetMappings("rules").SelectMany(rule => ReadGatewayRule(route, rule));

    private static IEnumerable<BackendReference> ReadVirtualService(Resource virtualService)
    {
        foreach (string protocol in (string[])["http", "tls", "tcp"])
        {
            foreach (YamlMapping rule in virtualService.Spec.GetMappings(protocol))
            {
                foreach (BackendReference reference in ReadIstioRule(virtualService, rule))
                    yield return reference;
            }
        }
    }

    // shop, shop.prod, shop.prod.svc.cluster.local
    private static BackendReference ReadHost(Resource virtualService, Located<string> host, Located<PortReference>? port)
    {
        string[] parts = host.Value.Split('.');
        return new(virtualService, new Located<string>(parts[0], host.Node), parts.Length > 1 ? parts[1] : virtualService.Namespace, port);
    }

    private static IEnumerable<BackendReference> ReadIngressRoute(Resource ingressRoute)
    {
        foreach (YamlMapping route in ingressRoute.Spec.GetMappings("routes"))
        {
            foreach (YamlMapping service in route.GetMappings("services"))
            {
                if ((service.GetString("kind")?.Value ?? "Service") == "Service" && service.GetString("name") is { } name)
                    yield return new(ingressRoute, name, service.GetString("namespace")?.Value ?? ingressRoute.Namespace, PortReference.Read(service.Get("port")));
            }
        }
    }

    private static IEnumerable<BackendReference> ReadOpenShiftRoute(Resource route)
    {
        IEnumerable<YamlMapping?> backends = [route.Spec.GetMapping("to"), .. route.Spec.GetMappings("alternateBackends")];
        foreach (YamlMapping? backend in backends)
        {
            if (backend.GetString("name") is { } name && (backend.GetString("kind")?.Value ?? "Service") == "Service")
                yield return new(route, name, route.Namespace, PortReference.Read(route.Spec.Get("port", "targetPort")));
        }
    }
}
