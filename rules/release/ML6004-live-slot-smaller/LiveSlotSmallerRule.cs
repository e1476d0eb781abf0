using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class LiveSlotSmallerRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6004",
        name: "live-slot-smaller",
        title: "The side that serves has fewer pods than the idle one",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        if (set.Strategy != ReleaseStrategy.BlueGreen || set.HasRouter)
            return;
        if (set.PublicServices.FirstOrDefault(service => set.SideOf(service) is not null && SlotSelection.IsForRequests(set, service)) is not { } service || set.SideOf(service) is not { } live)
            return;

        Workload other = set.Pair.OtherThan(live);
        if (resources.KnownPodsOf(live) is not { IsParked: false } mine || resources.KnownPodsOf(other) is not { } its || mine.Count >= its.Count)
            return;

        bool isScaled = mine.Source == ReplicaSource.HorizontalPodAutoscaler;
        (Resource resource, YamlNode place) = isScaled ? (service.Resource, SlotSelection.PlaceOfSlot(set, service)) : (live.Resource, live.PlaceOfReplicas(mine));
        long percent = (long)((Int128)100 * mine.Count / its.Count);
        context.Report(
            resource,
            place,
            FormattableString.Invariant($"Service '{service.Name}' selects {set.Pair.SlotOf(live)} with {SidePods.Describe(mine)} while {set.Pair.SlotOf(other)} has {SidePods.Describe(its)}: ")
                + FormattableString.Invariant($"after the switch {percent} % of the capacity serves"),
            isScaled ? null : Raise(live, its.Count));
    }

    private static CodeFix Raise(Workload live, long replicas) => CodeFix.Unsafe(
        FormattableString.Invariant($"Set replicas to {replicas}"),
        live.Resource.Root,
        editor => editor.SetInSpec(live, "replicas", replicas));
}
