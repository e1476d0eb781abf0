using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class RouteBypassesSwitchRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6029",
        name: "route-bypasses-switch",
        title: "A route leads to one colour, so a switch does not move its requests",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        if (set is not { Strategy: ReleaseStrategy.BlueGreen, HasRouter: false } || set.PublicServices.IsEmpty)
            return;

        RoutedBackend[]? all = null;
        foreach (ServiceView preview in set.PreviewServices)
        {
            if (set.SideOf(preview) is not { } side)
                continue;
            foreach (BackendReference reference in resources.RoutesTo(preview))
            {
                all ??= [.. RouteSearch.ReadRoutes(resources, preview.Resource)];
                if (!reference.Route.IsPartial && FindBypassed(resources, set, all, reference) is var (routed, host))
                    Report(context, preview, side, routed, host);
            }
        }
    }

    // The place of a reference with the first of its hosts that no switch moves.
    private static (RoutedBackend Routed, string Host)? FindBypassed(ResourceSet resources, ReleaseSet set, RoutedBackend[] all, BackendReference reference)
    {
        RoutedBackend routed = Array.Find(all, place => place.Backend.Service.Node.Span == reference.Service.Node.Span && place.Backend.Route == reference.Route);
        if (routed.Hosts.IsDefault || routed.NeedsMark || RouteSearch.IsForTests(routed) || RouteSearch.IsForServices(routed, set))
            return null;

        bool isPublicRouted = set.PublicServices.Any(service => resources.RoutesTo(service).Any() || service.Type is ServiceType.LoadBalancer or ServiceType.NodePort);
        bool isPublicUnrouted = !isPublicRouted && resources.IsCompleteFor(reference.Route, reference.Route.Kind);
        foreach (string host in routed.Hosts)
        {
            bool leadsToOneSide = all.Where(place => place.Hosts.Contains(host)).All(place => set.PreviewServices.Any(service => IsNamedBy(service, place.Backend)));
            if ((leadsToOneSide || isPublicUnrouted) && !RouteSearch.IsForTests(host))
                return (routed, host);
        }

        return null;
    }

    private static bool IsNamedBy(ServiceView service, BackendReference backend) =>
        service.Name == backend.Service.Value && Namespaces.AreSame(service.Resource.Namespace, backend.Namespace);

    private static void Report(ReleaseSetContext context, ServiceView preview, Workload side, RoutedBackend routed, string host)
    {
        string requests = host.Length == 0 ? "requests for every host" : host;
        string open = string.Join(" and ", context.Set.PublicServices.Select(service => $"'{service.Name}'"));
        context.Report(
            routed.Backend.Route,
            routed.Backend.Service.Node,
            $"{routed.Backend.Route} sends {requests} to {preview}, which selects {context.Set.Pair.SlotOf(side)} by itself: a switch of Service{(context.Set.PublicServices.Length == 1 ? "" : "s")} {open} does not move these requests",
            LeadToPublic(context.Set, routed.Backend));
    }

    private static CodeFix? LeadToPublic(ReleaseSet set, BackendReference backend)
    {
        if (set.PublicServices is not [var service] || (backend.Port is { } port && !service.Ports.Any(candidate => IsPort(candidate, port.Value))))
            return null;
        if (NodeReading.AsString(backend.Service.Node)?.Value is not { } written)
            return null;

        // The host of a VirtualService may go on with the namespace.
        string name = service.Name + written[backend.Service.Value.Length..];
        YamlNode node = backend.Service.Node;
        return CodeFix.Unsafe($"Send the requests to Service '{service.Name}'", node, editor => editor.SetScalar(YamlPath.Of(node), YamlValue.String(name)));
    }

    private static bool IsPort(ServicePort port, PortReference reference) =>
        reference.Name is { } name ? port.Name?.Value == name : port.Port?.Value == reference.Number;
}
