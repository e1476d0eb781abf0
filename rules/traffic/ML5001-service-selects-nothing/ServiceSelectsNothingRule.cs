using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ServiceSelectsNothingRule : Rule
{
    private const string RolloutsHashKey = "rollouts-pod-template-hash";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5001",
        name: "service-selects-nothing",
        title: "The selector of a Service accepts no pod",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        (ServiceView service, ResourceSet resources, _) = context;
        Resource resource = service.Resource;
        if (resource.IsPartial || service.Type == ServiceType.ExternalName || service.Selector.IsEmpty || !service.Selector.IsKnown)
            return;
        if (service.Selector.MatchLabels.Find(RolloutsHashKey) is not null || !resources.WorkloadsSelectedBy(service, NamespaceMatch.SameOrUnnamed).IsEmpty)
            return;
        if (!resources.IsCompleteFor(resource, "Deployment") || HasEndpointsOfItsOwn(resources, service) || IsOwnedByFlagger(resources, service))
            return;

        ImmutableArray<NearMiss> misses = NearMiss.Find(resource, service.Selector, resources);
        if (UnmatchedSelectors.IsMeantForMismatch(resource, service.Selector, resources) || (misses.IsEmpty && UnmatchedSelectors.MayBeMadeByOperator(resource, resources)))
            return;

        string pairs = misses is [var closest, ..] ? closest.Pair.Describe() : DescribeUnmatched(service, resources);
        string near = misses is [var first, ..] ? $", closest is {first.Workload} with {first.ActualKey}: {first.ActualValue}" : "";
        context.Report(
            misses is [var miss, ..] ? miss.Node : resource.Spec!.Find("selector")!.Key,
            $"Service '{service.Name}' selects no pod in the given manifests: no template has {pairs}{near}, so connections are refused",
            misses is [var only] ? only.UseTemplateLabel() : null);
    }

    private static bool HasEndpointsOfItsOwn(ResourceSet resources, ServiceView service) =>
        resources.Named(service.Resource, service.Name, NamespaceMatch.SameOrUnnamed).Any(resource => resource.Kind == "Endpoints")
        || resources.OfKind(service.Resource, "EndpointSlice").Any(slice => slice.GetLabel("kubernetes.io/service-name")?.Value == service.Name);

    // Flagger makes the pods of <name>-primary and moves the selector itself.
    private static bool IsOwnedByFlagger(ResourceSet resources, ServiceView service) =>
        resources.OfKind(service.Resource, "Canary").Any(canary => canary.Group == "flagger.app"
            && (canary.Spec.GetMapping("service").GetString("name")?.Value ?? canary.Spec.GetMapping("targetRef").GetString("name")?.Value) is { } name
            && service.Name.StartsWith(name, StringComparison.Ordinal));

    private static string DescribeUnmatched(ServiceView service, ResourceSet resources)
    {
        ImmutableArray<Label> pairs = service.Selector.MatchLabels.Pairs;
        IEnumerable<Label> nowhere = pairs.Where(pair => !resources.Workloads.Any(workload => workload.TemplateLabels.Contains(pair.Key, pair.Value.Value)));
        return string.Join(" and ", (nowhere.Any() ? nowhere.Take(1) : pairs).Select(pair => pair.Describe()));
    }
}
