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
        if (!resources.IsCompleteFor(resource, "Deployment") || resources.HasOwnEndpoints(service) || resources.IsServiceOfFlagger(resource, service.Name))
            return;
        if (RunTimeLabels.MaySatisfy(resource, service.Selector, resources))
            return;

        ImmutableArray<NearMiss> misses = NearMiss.Find(resource, service.Selector, resources);
        if (UnmatchedSelectors.IsMeantForMismatch(resource, service.Selector, resources) || (misses.IsEmpty && Operators.MayMakeMore(resources, resource)))
            return;

        string pairs = misses is [var closest, ..] ? closest.Pair.Describe() : DescribeUnmatched(service, resources);
        string near = misses is [var first, ..] ? $", closest is {first.Workload} with {first.ActualKey}: {first.ActualValue}" : "";
        context.Report(
            misses is [var miss, ..] ? miss.Node : resource.Spec!.Find("selector")!.Key,
            $"Service '{service.Name}' selects no pod in the given manifests: no template has {pairs}{near}, so connections are refused",
            misses is [var only] ? only.UseTemplateLabel() : null);
    }

    private static string DescribeUnmatched(ServiceView service, ResourceSet resources)
    {
        ImmutableArray<Label> pairs = service.Selector.MatchLabels.Pairs;
        IEnumerable<Label> nowhere = pairs.Where(pair => !resources.Workloads.Any(workload => workload.TemplateLabels.Contains(pair.Key, pair.Value.Value)));
        return string.Join(" and ", (nowhere.Any() ? nowhere.Take(1) : pairs).Select(pair => pair.Describe()));
    }
}
