using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SelectorlessServiceWithoutEndpointsRule : Rule
{
    private static readonly string[] Routes = ["HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5018",
        name: "selectorless-service-without-endpoints",
        title: "A Service has neither a selector nor endpoints",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        (ServiceView service, ResourceSet resources, _) = context;
        Resource resource = service.Resource;
        if (!service.Selector.IsEmpty || resource.IsPartial || service.Type is ServiceType.ExternalName or ServiceType.Unknown || resource.Spec is not { } spec || MayHaveSelector(spec))
            return;
        if (!resources.IsCompleteFor(resource, "EndpointSlice") || !resources.IsCompleteFor(resource, "Service", service.Name) || resources.HasOwnEndpoints(service))
            return;
        if (resources.IsServiceOfFlagger(resource, service.Name) || IsMeshParent(resources, resource) || Operators.MayMakeMore(resources, resource))
            return;

        context.Report(
            resource.Root.Find("spec")!.Key,
            $"Service '{service.Name}' has neither a selector nor endpoints in the given manifests, so connections to it are refused until something else writes its endpoints");
    }

    // A value of another type, and a misspelt key, are told elsewhere.
    private static bool MayHaveSelector(YamlMapping spec) => spec.Get("selector") is not (null or YamlMapping) || MisspeltKey.IsIn(spec, "selector");

    // The backends of the route stand in for its endpoints.
    private static bool IsMeshParent(ResourceSet resources, Resource service) => Routes.Any(kind => resources.OfKind(service, kind).Any(route => route.Spec.GetMappings("parentRefs").Any(parent =>
        parent.GetString("kind")?.Value == "Service"
        && parent.GetString("name")?.Value == service.Name
        && Namespaces.AreSame(parent.GetString("namespace")?.Value ?? route.Namespace, service.Namespace, NamespaceMatch.SameOrUnnamed))));
}
