using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>A Service that a route names, with the requests that are sent to it.</summary>
/// <param name="Backend">Where the Service is named.</param>
/// <param name="Hosts">The hosts of the requests as written; one empty string when every host is meant.</param>
/// <param name="Paths">The paths of the requests as written; empty when every path is meant.</param>
/// <param name="NeedsMark">Whether only requests with a certain header or query parameter are sent there.</param>
public readonly record struct RoutedBackend(BackendReference Backend, ImmutableArray<string> Hosts, ImmutableArray<string> Paths, bool NeedsMark)
{
    private static readonly ImmutableArray<string> EveryHost = [""];

    /// <summary>The places of an Ingress, HTTPRoute, GRPCRoute or VirtualService that lead to a Service; empty for every other object.</summary>
    public static IEnumerable<RoutedBackend> Read(Resource route) => (route.Kind, route.Group) switch
    {
        ("Ingress", "networking.k8s.io" or "extensions") => ReadIngress(route),
        ("HTTPRoute" or "GRPCRoute", "gateway.networking.k8s.io") => ReadGatewayRoute(route),
        ("VirtualService", "networking.istio.io") => ReadVirtualService(route),
        _ => [],
    };

    private static IEnumerable<RoutedBackend> ReadIngress(Resource ingress)
    {
        foreach (IngressPath path in IngressPath.Read(ingress))
        {
            if (path.Service is { } service)
                yield return new(service, path.Host is { Value.Length: > 0 } host ? [host.Value] : EveryHost, path.Path is { } written ? [written.Value] : [], NeedsMark: false);
        }
    }

    private static IEnumerable<RoutedBackend> ReadGatewayRoute(Resource route)
    {
        ImmutableArray<string> hosts = ReadHosts(route, "hostnames");
        foreach (YamlMapping rule in route.Spec.GetMappings("rules"))
        {
            YamlMapping[] matches = [.. rule.GetMappings("matches")];
            ImmutableArray<string> paths = [.. matches.Select(match => (match.GetMapping("path").GetString("value") ?? match.GetMapping("method").GetString("service"))?.Value).OfType<string>()];
            foreach (BackendReference backend in BackendReference.ReadGatewayRule(route, rule))
                yield return new(backend, hosts, paths, HaveMarks(matches));
        }
    }

    private static IEnumerable<RoutedBackend> ReadVirtualService(Resource virtualService)
    {
        ImmutableArray<string> hosts = ReadHosts(virtualService, "hosts");
        foreach (string protocol in (string[])["http", "tls", "tcp"])
        {
            foreach (YamlMapping rule in virtualService.Spec.GetMappings(protocol))
            {
                YamlMapping[] matches = [.. rule.GetMappings("match")];
                ImmutableArray<string> paths = [.. matches.Select(match => ReadUri(match.GetMapping("uri"))).OfType<string>()];
                foreach (BackendReference backend in BackendReference.ReadIstioRule(virtualService, rule))
                    yield return new(backend, hosts, paths, HaveMarks(matches));
            }
        }
    }

    // The matches are alternatives.
    private static bool HaveMarks(YamlMapping[] matches) =>
        matches.Length > 0 && matches.All(match => match.Get("headers") is not null || match.Get("queryParams") is not null);

    private static string? ReadUri(YamlMapping? uri) => (uri.GetString("exact") ?? uri.GetString("prefix") ?? uri.GetString("regex"))?.Value;

    private static ImmutableArray<string> ReadHosts(Resource route, string key)
    {
        ImmutableArray<string> hosts = [.. route.Spec.GetItems(key).Select(item => NodeReading.AsString(item)?.Value).OfType<string>()];
        return hosts.IsEmpty ? EveryHost : hosts;
    }
}
