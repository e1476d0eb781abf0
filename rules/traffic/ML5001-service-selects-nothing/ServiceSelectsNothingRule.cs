using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

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
        if (resource.IsPartial || service.Type == ServiceType.ExternalName || service.Selector.IsEmpty || !IsKnown(service.Selector.MatchLabels))
            return;
        if (service.Selector.MatchLabels.Find(RolloutsHashKey) is not null || !resources.WorkloadsSelectedBy(service, NamespaceMatch.SameOrUnnamed).IsEmpty)
            return;
        if (!resources.IsCompleteFor(resource, "Deployment") || resources.HasOwnEndpoints(service) || resources.IsServiceOfFlagger(resource, service.Name))
            return;

        ImmutableArray<NearMiss> misses = NearMiss.Find(service, resources);
        if (IsMeantForMismatch(resources, service) || (misses.IsEmpty && Operators.MayMakeMore(resources, resource)))
            return;

        string pairs = misses is [var closest, ..] ? closest.Pair.Describe() : DescribeUnmatched(service, resources);
        string near = misses is [var first, ..] ? $", closest is {first.Workload} with {first.ActualKey}: {first.ActualValue}" : "";
        context.Report(
            misses is [var miss, ..] ? miss.IsKey ? miss.Pair.Entry.Key : miss.Pair.Value.Node : resource.Spec!.Find("selector")!.Key,
            $"Service '{service.Name}' selects no pod in the given manifests: no template has {pairs}{near}, so connections are refused",
            misses is [var only] ? UseTemplateLabel(only) : null);
    }

    private static bool IsKnown(Labels selector) =>
        !selector.HasUnknownPairs && !selector.Pairs.Any(pair => TemplateMarkers.IsTemplated(pair.Key) || TemplateMarkers.IsTemplated(pair.Value.Value));

    // A workload whose own selector has the Service's pairs fails on the same label; mending that (ML1010) mends both.
    private static bool IsMeantForMismatch(ResourceSet resources, ServiceView service) => resources.Workloads.Any(workload =>
        NearMiss.IsNear(service, workload)
        && !workload.Selector.IsEmpty
        && service.Selector.MatchLabels.Pairs.All(pair => workload.Selector.MatchLabels.Contains(pair.Key, pair.Value.Value) || workload.TemplateLabels.Contains(pair.Key, pair.Value.Value)));

    private static CodeFix UseTemplateLabel(NearMiss miss) => miss.IsKey
        ? CodeFix.Unsafe($"Select by {miss.ActualKey}", miss.Pair.Entry, editor => editor.RenameKey(YamlPath.Of(miss.Pair.Entry), miss.ActualKey))
        : CodeFix.Unsafe(
            $"Select {miss.Pair.Key}: {miss.ActualValue}",
            miss.Pair.Entry,
            editor => editor.SetScalar(YamlPath.Of(miss.Pair.Entry), YamlValue.String(miss.ActualValue)));

    private static string DescribeUnmatched(ServiceView service, ResourceSet resources)
    {
        ImmutableArray<Label> pairs = service.Selector.MatchLabels.Pairs;
        IEnumerable<Label> nowhere = pairs.Where(pair => !resources.Workloads.Any(workload => workload.TemplateLabels.Contains(pair.Key, pair.Value.Value)));
        return string.Join(" and ", (nowhere.Any() ? nowhere.Take(1) : pairs).Select(pair => pair.Describe()));
    }
}
