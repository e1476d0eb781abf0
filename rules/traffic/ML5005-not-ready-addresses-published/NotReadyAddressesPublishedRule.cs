using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class NotReadyAddressesPublishedRule : Rule
{
    private const string Key = "publishNotReadyAddresses";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5005",
        name: "not-ready-addresses-published",
        title: "A Service sends requests to pods that are not ready",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        (ServiceView service, ResourceSet resources, _) = context;
        if (service.Resource.Spec is not { } spec || spec.GetBoolean(Key) is not { Value: true } written || service.Type == ServiceType.ExternalName)
            return;

        BackendReference? route = resources.RoutesTo(service).Select(reference => (BackendReference?)reference).FirstOrDefault();
        // Without selector the endpoints are somebody else's, with their own conditions; a patch may leave either of the two to its base.
        if (!service.Resource.IsPartial && service.Selector.IsEmpty)
            return;
        if (route is null && (service.Resource.IsPartial || !HasAddressOfItsOwn(spec)))
            return;

        string headless = service.IsHeadless ? "Headless Service" : "Service";
        string clients = route is { } reference ? $"the requests of {reference.Route}" : "its clients";
        context.Report(
            written.Node,
            $"{headless} '{service.Name}' publishes pods that are not ready, so readiness probes and draining do not protect {clients}",
            CodeFix.Unsafe($"Remove {Key}", spec, editor => editor.RemoveEntry(YamlPath.Of(spec) / Key)));
    }

    private static bool HasAddressOfItsOwn(YamlMapping spec) =>
        spec.Get("clusterIP") is null || spec.GetString("clusterIP") is { Value: not "None" } address && !TemplateMarkers.IsTemplated(address.Value);
}
