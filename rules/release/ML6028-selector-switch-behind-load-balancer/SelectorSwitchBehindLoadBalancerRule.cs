using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SelectorSwitchBehindLoadBalancerRule : Rule
{
    private const string NetworkEndpointGroups = "cloud.google.com/neg";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6028",
        name: "selector-switch-behind-load-balancer",
        title: "A switch of the selector changes all targets of a load balancer at once",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterReleaseSetAction(AnalyzeSet);
        context.RegisterResourceAction(AnalyzeRollout);
    }

    private static void AnalyzeSet(ReleaseSetContext context)
    {
        // With a router the selector is not what is switched.
        if (context.Set is not { Strategy: ReleaseStrategy.BlueGreen, HasRouter: false })
            return;

        foreach (ServiceView service in context.Set.PublicServices)
        {
            // A Service over both sides is not switched.
            if (!context.Set.SelectsBoth(service) && Find(context.Resources, service) is var (resource, node, consequence))
                context.Report(resource, node, Describe(service, consequence));
        }
    }

    // Argo Rollouts switches the selector of activeService.
    private static void AnalyzeRollout(ResourceContext context)
    {
        Resource rollout = context.Resource;
        if (rollout is not { Kind: "Rollout", Group: "argoproj.io", IsPartial: false } || rollout.Spec.GetMapping("strategy", "blueGreen").GetString("activeService") is not { } name)
            return;
        if (context.Resources.Find(rollout, "", "Service", name.Value) is not { } found || context.Resources.ServiceOf(found) is not { } service)
            return;

        if (Find(context.Resources, service) is var (resource, node, consequence))
            context.Report(name.Node, Describe(service, consequence), related: [new RelatedLocation(new Location(resource.File, node.Span), "the load balancer")]);
    }

    private static string Describe(ServiceView service, string consequence) =>
        $"Switching the selector of {service} {consequence}; expect seconds without a healthy target";

    private static (Resource Resource, YamlNode Node, string Consequence)? Find(ResourceSet resources, ServiceView service)
    {
        if (service is { Type: ServiceType.LoadBalancer, WrittenType: { } type, Resource.IsPartial: false })
        {
            if (AwsTargets.IsNetworkLoadBalancer(service.Resource))
                return (service.Resource, type.Node, "replaces all targets of its load balancer");
            if (service.Resource.Spec.GetString("externalTrafficPolicy")?.Value == "Local")
                return (service.Resource, type.Node, "moves all traffic to the nodes of the other side, of which the load balancer learns by its health checks only");
        }

        foreach (BackendReference backend in resources.RoutesTo(service))
        {
            if (backend.Route.Kind == "Ingress" && SendsToPods(resources, backend.Route, service.Resource))
                return (backend.Route, backend.Service.Node, $"replaces all targets of the load balancer of {backend.Route}");
        }

        return null;
    }

    private static bool SendsToPods(ResourceSet resources, Resource ingress, Resource service) =>
        resources.IsAlb(ingress) ? AwsTargets.SendsToPods(ingress, service) : HasEndpointGroups(service) && IngressClasses.NameOf(ingress) is (null or "gce" or "gce-internal");

    private static bool HasEndpointGroups(Resource service) =>
        service.GetAnnotation(NetworkEndpointGroups)?.Value is { } value && value.Replace(" ", "", StringComparison.Ordinal).Contains("\"ingress\":true", StringComparison.Ordinal);
}
