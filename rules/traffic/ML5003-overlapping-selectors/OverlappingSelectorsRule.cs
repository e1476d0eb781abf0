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
        if (!IsJudged(workload))
            return;

        foreach (Workload other in resources.OthersSelectedBy(workload))
        {
            if (IsJudged(other) && Compare(other, workload) < 0 && !IsSame(workload, other) && other.Selector.Accepts(workload.TemplateLabels) && !ReleasePair.IsPair(workload, other) && !IsFlaggerPair(resources, workload, other))
                Report(context, workload, other);
        }
    }

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

    private static bool IsJudged(Workload workload) =>
        workload is { IsLongRunning: true, IsPartial: false, IsOwned: false, OwningRollout: null } && !workload.Selector.IsEmpty && workload.Kind is not WorkloadKind.Pod;

    // A Rollout and the Deployment that it takes the place of, or one object in two overlays.
    private static bool IsSame(Workload workload, Workload other) =>
        workload.TemplateSource == other.TemplateSource
        || (workload.Resource.Kind == other.Resource.Kind && workload.Resource.Group == other.Resource.Group && workload.Name == other.Name && workload.Namespace == other.Namespace);

    // Flagger runs the pods of <target>-primary beside the target and shifts traffic itself.
    private static bool IsFlaggerPair(ResourceSet resources, Workload workload, Workload other) =>
        resources.OfKind(workload.Resource, "Canary").Any(canary => canary.Group == "flagger.app"
            && canary.Spec.GetMapping("targetRef").GetString("name")?.Value is { } target
            && ((workload.Name == target && other.Name == target + "-primary") || (other.Name == target && workload.Name == target + "-primary")));

    private static int Compare(Workload left, Workload right)
    {
        int order = string.CompareOrdinal(left.Resource.File.Path, right.Resource.File.Path);
        return order != 0 ? order : left.Resource.Root.Span.CompareTo(right.Resource.Root.Span);
    }
}
