using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ServiceMixesWorkloadsRule : Rule
{
    private const string PoolLabel = "manifestlint.dev/pool";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5006",
        name: "service-mixes-workloads",
        title: "One port of a Service leads to pods of different applications",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        (ServiceView service, ResourceSet resources, _) = context;
        if (service.Resource.IsPartial || service.IsHeadless)
            return;

        ImmutableArray<Workload> selected = resources.WorkloadsSelectedBy(service);
        if (selected.Length < 2)
            return;

        List<Workload> running = [.. selected.Where(workload => IsRunning(resources, workload))];
        if (running.Count < 2 || running.TrueForAll(workload => IsMeantFor(service, workload)))
            return;

        foreach (ServicePort port in service.Ports)
        {
            if (FindMix(resources, port, running) is not var (first, second))
                continue;

            // ML6030 names the label that is missing.
            if (!resources.IsBareSlot(service))
                Report(context, port, first, second);
            return;
        }
    }

    private static bool IsRunning(ResourceSet resources, Workload workload) =>
        workload is { IsLongRunning: true, IsPartial: false, IsOwned: false, OwningRollout: null } && !resources.ReplicasOf(workload).IsParked;

    private static bool IsMeantFor(ServiceView service, Workload workload) =>
        (workload.TemplateLabels[PoolLabel] is not null || workload.Resource.GetLabel(PoolLabel) is not null)
        && service.Ports.All(port => port.ResolveIn(workload.PodSpec) is not null);

    // Pods without the port's name get no connections for it, and a metrics port is for a monitoring system, which asks every pod. One workload stands for
    // all with its images.
    private static (Workload First, Workload Second)? FindMix(ResourceSet resources, ServicePort port, List<Workload> running)
    {
        var byImages = new List<(Workload Workload, string Images)>();
        foreach (Workload workload in running)
        {
            if (port.ResolveIn(workload.PodSpec) is not { IsMetrics: false } || ImagesOf(workload) is not { } images || byImages.Exists(other => other.Images == images))
                continue;

            foreach ((Workload other, _) in byImages)
            {
                if (WorkloadOverlap.AreUnrelated(resources, workload, other) && !WorkloadOverlap.IsMutual(resources, workload, other))
                    return (other, workload);
            }

            byImages.Add((workload, images));
        }

        return null;
    }

    // Null when one is not known.
    private static string? ImagesOf(Workload workload)
    {
        List<string?> images = [.. workload.PodSpec.AppContainers.Select(container => container.ImageReference?.Repository).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return images.Count == 0 || images.Contains(null) ? null : string.Join(" and ", images);
    }

    private static void Report(ServiceContext context, ServicePort port, Workload first, Workload second)
    {
        ServiceView service = context.Service;
        string at = service.Ports.Length > 1 && port.Port is { } number ? FormattableString.Invariant($" port {number.Value}") : "";
        context.Report(
            service.Resource.Spec!.Find("selector")!.Key,
            $"Service '{service.Name}'{at} balances over {first} and {second}, which run different images ({ImagesOf(first)}, {ImagesOf(second)}), so requests for one reach the other{Lacking(service, first, second)}",
            related: [.. ((Workload[])[first, second]).Where(workload => workload.Resource.NameNode is not null).Select(PlaceOf)]);
    }

    private static RelatedLocation PlaceOf(Workload workload) =>
        new(new Location(workload.Resource.File, workload.Resource.NameNode!.Value.Span), $"{workload} has the labels of the selector");

    private static string Lacking(ServiceView service, Workload first, Workload second)
    {
        foreach (ServicePort port in service.Ports)
        {
            foreach (Workload workload in (Workload[])[first, second])
            {
                if (port.Target is { Value.Name: { } name } && port.ResolveIn(workload.PodSpec) is null)
                    return $"; {workload} has no port '{name}'";
            }
        }

        return "";
    }
}
