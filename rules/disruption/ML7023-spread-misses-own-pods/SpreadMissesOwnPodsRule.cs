using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SpreadMissesOwnPodsRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7023",
        name: "spread-misses-own-pods",
        title: "A spread constraint counts other pods than its own",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!DisruptionArithmetic.HasScale(workload) || workload is not { HasOwnTemplate: true, IsLongRunning: true, IsPartial: false })
            return;
        if (workload.PodSpec.Mapping?.Get("topologySpreadConstraints") is not YamlSequence || resources.PodsOf(workload).IsParked || IsMislabelled(workload))
            return;

        foreach (SpreadConstraint constraint in workload.PodSpec.SpreadConstraints)
        {
            if (!constraint.CountsPodsWith(workload.TemplateLabels) && !constraint.Mapping.Entries.IsEmpty)
                AnalyzeConstraint(context, constraint);
        }
    }

    // The template lacks what its own selector asks for; mending that (ML1010) may mend the constraint.
    private static bool IsMislabelled(Workload workload) => !workload.Selector.IsEmpty && !workload.Selector.Accepts(workload.TemplateLabels);

    private static void AnalyzeConstraint(WorkloadContext context, SpreadConstraint constraint)
    {
        Workload workload = context.Workload;
        string over = constraint.TopologyKey is { } key ? $" over {key.Value}" : "";
        if (constraint.Mapping.Get("labelSelector") is not { } written)
        {
            context.Report(
                constraint.Mapping.Entries[0].Key,
                $"Spread constraint{over} has no labelSelector and counts no pod, so the pods of {workload} are not spread",
                CountOwn(workload, constraint));
            return;
        }

        Selector selector = constraint.Selector;
        if (written is not YamlMapping || !selector.IsKnown || selector.MayAccept(workload.TemplateLabels))
            return;

        Label? differing = FindOnlyDifference(selector, workload.TemplateLabels);
        Label? actual = differing is { } pair ? workload.TemplateLabels.Find(pair.Key) : null;
        if (actual is null && KustomizedLabels.MayAddSelectors(context.Resources))
            return;

        string own = actual is { } label ? $" (it has {label.Describe()})" : "";
        context.Report(
            actual is null ? constraint.Mapping.Find("labelSelector")!.Key : differing!.Value.Value.Node,
            $"Spread constraint{over} counts pods with {selector}, which the template of {workload} does not have{own}, so its own pods are not spread",
            actual is { } wanted ? CountBy(differing!.Value, wanted) : CountOwn(workload, constraint));
    }

    private static Label? FindOnlyDifference(Selector selector, Labels labels)
    {
        if (selector.MatchExpressions.Any(row => !row.Accepts(labels)))
            return null;

        Label[] differing = [.. selector.MatchLabels.Pairs.Where(pair => !labels.Contains(pair.Key, pair.Value.Value))];
        return differing is [var only] ? only : null;
    }

    private static CodeFix CountBy(Label pair, Label actual) => CodeFix.Unsafe(
        $"Count pods with {actual.Describe()}",
        pair.Entry,
        editor => editor.SetScalar(YamlPath.Of(pair.Entry), YamlValue.String(actual.Value.Value)));

    private static CodeFix? CountOwn(Workload workload, SpreadConstraint constraint) => workload.ToLabelSelector() is { } selector
        ? CodeFix.Unsafe($"Count pods with {workload.Selector}", constraint.Mapping, editor => editor.Set(YamlPath.Of(constraint.Mapping) / "labelSelector", selector))
        : null;
}
