using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class OverlappingSelectorsRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5003",
        name: "overlapping-selectors",
        title: "Two workloads accept each other's pods",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!WorkloadOverlap.IsJudged(workload))
            return;

        ImmutableArray<Workload> others = resources.OthersSelectedBy(workload);
        if (HasEarlierTwin(workload, others))
            return;

        foreach (Workload other in others)
        {
            if (ResourceOrder.Compare(other.Resource, workload.Resource) < 0 && WorkloadOverlap.IsMutual(resources, workload, other) && !HasEarlierTwin(other, others))
                Report(context, workload, other);
        }
    }

    // ML1011 reports an object that is written twice; the pair is reported once.
    private static bool HasEarlierTwin(Workload workload, ImmutableArray<Workload> others) =>
        others.Any(twin => twin.Resource.IsSameObject(workload.Resource) && ResourceOrder.Compare(twin.Resource, workload.Resource) < 0);

    // One finding a pair, at the later of the two.
    private static void Report(WorkloadContext context, Workload workload, Workload other)
    {
        bool bothScale = context.Resources.ScalersOf(workload).Any() && context.Resources.ScalersOf(other).Any();
        string scaling = bothScale ? "; both have an autoscaler, which stops with AmbiguousSelector" : "";
        YamlNode otherPlace = other.Resource.Spec!.Find("selector")!.Key;
        context.Report(
            workload.Resource.Spec!.Find("selector")!.Key,
            $"Selectors of {workload} and {other} accept each other's pods ({workload.Selector.MatchLabels}), so autoscalers, disruption budgets and Services count both{scaling}",
            related: [new RelatedLocation(new Location(other.Resource.File, otherPlace.Span), $"the selector of {other}")]);
    }
}
