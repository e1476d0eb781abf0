using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class LiveSlotParkedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6003",
        name: "live-slot-parked",
        title: "A Service selects the side of a release that has no pods",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        if (set.HasRouter)
            return;

        foreach (ServiceView service in set.PublicServices)
        {
            if (set.SideOf(service) is not { } live || !resources.IsParked(live) || !SlotSelection.IsForRequests(set, service))
                continue;

            Workload other = set.Pair.OtherThan(live);
            if (!resources.HasPods(other) || HasOtherEndpoints(resources, service))
                continue;

            ScalerView? scaler = resources.ActiveScalersOf(live).FirstOrDefault();
            string note = scaler is null ? "" : $"; replicas 0 switches {scaler} off";
            context.Report(
                service.Resource,
                SlotSelection.PlaceOfSlot(set, service),
                $"Service '{service.Name}' selects {set.Pair.SlotOf(live)}, and {live} has 0 replicas while {other} has {SidePods.Describe(resources.ReplicasOf(other))}: "
                    + $"there is no endpoint, so connections are refused{note}",
                SlotSelection.SwitchTo(set, service, other),
                related: resources.ReplicasOf(live).Node is { } parked ? [new RelatedLocation(new Location(live.Resource.File, parked.Span), $"{live} is parked")] : default);
        }
    }

    // Endpoints that somebody writes, or pods of a workload that is no side.
    private static bool HasOtherEndpoints(ResourceSet resources, ServiceView service) =>
        resources.WorkloadsSelectedBy(service, NamespaceMatch.SameOrUnnamed).Any(workload => !resources.IsParked(workload)) || resources.HasOwnEndpoints(service);
}
