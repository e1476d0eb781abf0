using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class WorkerSlotsBothConsumeRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6024",
        name: "worker-slots-both-consume",
        title: "Both sides of a release without Service take work at once",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterReleaseSetAction(set =>
        {
            if (FindConsumers(set.Set.Sides, set.Resources) is [.., var last] consumers)
                set.Report(last.Resource, last.PlaceOfReplicas(set.Resources.ReplicasOf(last)), Describe(consumers));
        });
        context.RegisterReleaseFamilyAction(family =>
        {
            if (FindConsumers(family.Family.Sides, family.Resources) is [.., var last] consumers)
                family.Report(last.Resource, last.PlaceOfReplicas(family.Resources.ReplicasOf(last)), Describe(consumers));
        });
    }

    // The sides with pods, in the order of the files; empty when fewer than two have any, or requests reach one of them.
    private static List<Workload> FindConsumers(IReadOnlyList<Workload> sides, ResourceSet resources)
    {
        foreach (Workload side in sides)
        {
            if (!resources.ServicesSelecting(side, NamespaceMatch.SameOrUnnamed).IsEmpty || !resources.IsCompleteFor(side.Resource, "Service") || MayAnswer(side))
                return [];
        }

        List<Workload> running = [.. sides.Where(resources.HasPods)];
        running.Sort((left, right) => ResourceOrder.Compare(left.Resource, right.Resource));
        return running.Count > 1 ? running : [];
    }

    private static bool MayAnswer(Workload side)
    {
        if (!side.HasOwnTemplate || side.PodSpec.Containers.IsEmpty)
            return true;

        foreach (ContainerView container in side.PodSpec.AllRunning)
        {
            if (!container.Ports.IsEmpty || container.Mapping.Get("readinessProbe") is not null)
                return true;
        }

        return false;
    }

    private static string Describe(List<Workload> consumers)
    {
        bool areTwo = consumers.Count == 2;
        string sides = areTwo ? $"{consumers[0]} and {consumers[1]}" : WorkloadText.List(consumers);
        return $"{sides} have no Service: {(areTwo ? "both" : "all")} take work at once, and no switch can hold {consumers[^1]} back";
    }
}
