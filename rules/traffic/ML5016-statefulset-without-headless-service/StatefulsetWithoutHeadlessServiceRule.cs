using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class StatefulsetWithoutHeadlessServiceRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5016",
        name: "statefulset-without-headless-service",
        title: "A StatefulSet names a Service that gives its pods no DNS names",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (workload is not { Kind: WorkloadKind.StatefulSet, IsPartial: false } || workload.Spec.GetString("serviceName") is not { Value.Length: > 0 } name || TemplateMarkers.IsTemplated(name.Value))
            return;

        ImmutableArray<ServiceView> services =
        [
            .. resources.Named(workload.Resource, name.Value, NamespaceMatch.SameOrUnnamed).Select(resources.ServiceOf).OfType<ServiceView>(),
        ];
        string? reason = services.IsEmpty ? DescribeAbsence(resources, workload, name.Value) : Judge(resources, workload, services);
        if (reason is not null)
            context.Report(name.Node, $"{workload} names Service '{name.Value}', which {reason}");
    }

    private static string? DescribeAbsence(ResourceSet resources, Workload workload, string name) =>
        resources.IsCompleteFor(workload.Resource, "Service", name) && !KustomizedNames.MayMake(resources, workload.Resource, "Service", name) && !Operators.MayMakeMore(resources, workload.Resource)
            ? "is not in the given manifests, so its pods get no stable DNS names"
            : null;

    // Of several objects with the name (overlays) one that fits is enough.
    private static string? Judge(ResourceSet resources, Workload workload, ImmutableArray<ServiceView> services)
    {
        string? reason = null;
        foreach (ServiceView service in services)
        {
            string? wrong = Judge(resources, workload, service);
            if (wrong is null)
                return null;
            reason ??= wrong;
        }

        return reason;
    }

    private static string? Judge(ResourceSet resources, Workload workload, ServiceView service)
    {
        if (service.Resource.IsPartial)
            return null;
        if (service.Resource.Spec.Get("clusterIP") is null || service.Resource.Spec.GetString("clusterIP") is { Value: not "None" } address && !TemplateMarkers.IsTemplated(address.Value))
            return "is not headless, so its name leads to any of the pods, and a DNS name for each pod is not promised";
        if (service.Selector.MayAccept(workload.TemplateLabels) || IsToldAtTheService(resources, service))
            return null;
        return service.Selector.IsEmpty
            ? "has no selector, so its pods get no stable DNS names"
            : $"does not select its pods ({service.Selector.MatchLabels}), so they get no stable DNS names";
    }

    // A selector that accepts nothing at all is ML5001.
    private static bool IsToldAtTheService(ResourceSet resources, ServiceView service) =>
        !service.Selector.IsEmpty && resources.IsCompleteFor(service.Resource, "Deployment") && resources.WorkloadsSelectedBy(service, NamespaceMatch.SameOrUnnamed).IsEmpty;
}
