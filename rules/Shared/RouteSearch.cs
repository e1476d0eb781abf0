using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Routes from outside, and which of them are there to try a side of a release.</summary>
internal static class RouteSearch
{
    // Wherever they stand in a word: preview-shop, shoptest.
    private static readonly string[] Parts = ["preview", "test", "staging", "internal", "canary"];

    // As words of their own only.
    private static readonly string[] Words = ["blue", "green", "active", "live", "idle", "stable", "primary", "baseline", "next", "new", "beta", "alpha", "stage", "dev", "qa", "uat", "int", "demo", "smoke"];

    private static readonly char[] Separators = ['-', '.', '/', '_'];

    /// <summary>The places of the Ingresses, HTTPRoutes, GRPCRoutes and VirtualServices around an object that lead to Services of its namespace.</summary>
    public static IEnumerable<RoutedBackend> ReadRoutes(ResourceSet resources, Resource asker)
    {
        foreach (string kind in (string[])["Ingress", "HTTPRoute", "GRPCRoute", "VirtualService"])
        {
            foreach (Resource route in resources.OfKind(asker, kind))
            {
                foreach (RoutedBackend place in RoutedBackend.Read(route))
                    yield return place;
            }
        }
    }

    /// <summary>Whether the route's name, its class or gateway, or the path says that it is for trying something.</summary>
    public static bool IsForTests(RoutedBackend routed)
    {
        Resource route = routed.Backend.Route;
        return IsForTests(route.Name)
            || routed.Paths.Any(IsForTests)
            || (IngressClasses.NameOf(route) is { } className && IsForTests(className))
            || route.Spec.GetMappings("parentRefs").Any(parent => parent.GetString("name") is { } name && IsForTests(name.Value))
            || route.Spec.GetItems("gateways").Any(gateway => NodeReading.AsString(gateway) is { } name && IsForTests(name.Value));
    }

    /// <summary>Whether a host, path or name says so.</summary>
    public static bool IsForTests(string text)
    {
        string lower = text.ToLowerInvariant();
        return Array.Exists(Parts, part => lower.Contains(part, StringComparison.Ordinal))
            || lower.Split(Separators).Any(word => Words.Contains(word) || ReleasePair.EndsInSlotWord(word));
    }

    /// <summary>
    /// Whether the route stands behind the public Service itself, inside the cluster: its host is the Service's name (VirtualService), or its parent is a
    /// Service (Gateway API). Then the route is the switch.
    /// </summary>
    public static bool IsForServices(RoutedBackend routed, ReleaseSet set) =>
        routed.Backend.Route.Spec.GetMappings("parentRefs").Any(parent => parent.GetString("kind")?.Value == "Service")
        || (routed.Backend.Route.Kind == "VirtualService" && routed.Hosts.Any(host => set.PublicServices.Any(service => IsNameOf(service, host))));

    // shop, shop.prod, shop.prod.svc.cluster.local; shop.example.com is a host of the world.
    private static bool IsNameOf(ServiceView service, string host)
    {
        string[] parts = host.Split('.');
        return parts[0] == service.Name && (parts.Length <= 2 || parts[2] == "svc");
    }
}
