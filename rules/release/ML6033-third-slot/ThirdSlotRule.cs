using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ThirdSlotRule : Rule
{
    private const int SidesOfSwitch = 2;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6033",
        name: "third-slot",
        title: "More than two sides of a blue-green release run",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterReleaseSetAction(set =>
        {
            if (set.Set is { Strategy: ReleaseStrategy.BlueGreen, SlotKey: { } key, HasRouter: false })
                Analyze([.. set.Set.Sides, .. FindFurtherColours(set.Set, key, set.Resources)], set.Resources, (last, message) => set.Report(last.Resource, last.PlaceOfReplicas(set.Resources.ReplicasOf(last)), message));
        });
        context.RegisterReleaseFamilyAction(family =>
        {
            if (IsBlueGreen(family.Family))
                Analyze([.. family.Family.Sides], family.Resources, (last, message) => family.Report(last.Resource, last.PlaceOfReplicas(family.Resources.ReplicasOf(last)), message));
        });
    }

    private static void Analyze(List<Workload> sides, ResourceSet resources, Action<Workload, string> report)
    {
        if (sides.Count <= SidesOfSwitch)
            return;

        List<Workload> running = [.. sides.Where(resources.HasPods)];
        if (running.Count <= SidesOfSwitch)
            return;

        running.Sort((left, right) => ResourceOrder.Compare(left.Resource, right.Resource));
        report(running[^1], FormattableString.Invariant($"{running.Count} sides of one blue-green release run ({WorkloadText.List(running)}), and a switch has two"));
    }

    // Colours that the words do not know, told by the label that tells blue from green.
    private static IEnumerable<Workload> FindFurtherColours(ReleaseSet set, string key, ResourceSet resources)
    {
        if (set.Pair.SharedIdentity is not var (identityKey, identity))
            yield break;

        foreach (Workload other in resources.WorkloadsLabelled(set.Pair.First.Resource, identityKey, identity))
        {
            if (other is { IsPartial: false, IsOwned: false, IsLongRunning: true } && set.Sides.All(side => ReleasePair.Find(side, other, key) is not null))
                yield return other;
        }
    }

    private static bool IsBlueGreen(ReleaseFamily family) =>
        family.Sides.Skip(1).Any(side => ReleasePair.Find(family.Sides[0], side)?.NamedStrategy == ReleaseStrategy.BlueGreen);
}
