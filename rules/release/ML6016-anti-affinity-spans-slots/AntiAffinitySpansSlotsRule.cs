using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class AntiAffinitySpansSlotsRule : Rule
{
    // Two pods need two nodes, which every cluster has that keeps pods apart.
    private const int FewPods = 2;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6016",
        name: "anti-affinity-spans-slots",
        title: "Anti-affinity keeps the two sides of a release off each other's nodes",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        if (!set.Sides.Any(side => side.PodSpec.HasRequiredAntiAffinity()) || PodPlacement.AreOnDifferentNodes(set.Pair.First.PodSpec, set.Pair.Second.PodSpec))
            return;
        if (resources.PeakOf(set) is not { HasBothSides: true, Total: > FewPods } peak)
            return;

        foreach (Workload side in set.Sides)
        {
            if (side.HasOwnTemplate)
                AnalyzeSide(context, side, peak);
        }
    }

    private static void AnalyzeSide(ReleaseSetContext context, Workload side, ReleasePeak peak)
    {
        Workload other = context.Set.Pair.OtherThan(side);
        foreach (PodAffinityTerm term in side.PodSpec.AffinityTerms)
        {
            if (term is not { IsAnti: true, IsRequired: true } || term.TopologyKey?.Value != PodPlacement.Hostname || !term.MeansPodsOf(other))
                continue;
            if (term.MatchLabelKeys.Concat(term.MismatchLabelKeys).Any(context.Set.Pair.TellsSidesApart))
                continue;

            context.Report(
                side.Resource,
                term.Mapping.Find("labelSelector")!.Key,
                $"Anti-affinity of {side} also excludes nodes with pods of {other}: a release needs {peak.First} + {peak.Second} = {peak.Total} nodes, else pods of the second side stay pending",
                CountOwnSide(context.Set, side, term));
        }
    }

    // A selector that means every pod of the namespace would mean something else with one label in it.
    private static CodeFix? CountOwnSide(ReleaseSet set, Workload side, PodAffinityTerm term)
    {
        if (set.SlotKey is not { } key || term.Selector is not { IsEmpty: false, Mapping: { } selector })
            return null;

        string slot = set.Pair.LabelOf(side);
        return CodeFix.Unsafe(
            $"Count pods with {key}: {slot} only",
            selector,
            editor => editor.Set(YamlPath.Of(selector) / "matchLabels" / key, YamlValue.String(slot)));
    }
}
