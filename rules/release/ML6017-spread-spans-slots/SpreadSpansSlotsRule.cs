using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class SpreadSpansSlotsRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6017",
        name: "spread-spans-slots",
        title: "A spread constraint counts both sides of a release",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        if (set.Sides.All(side => side.PodSpec.Mapping.Get("topologySpreadConstraints") is null) || set.Sides.All(side => resources.ReplicasOf(side).Maximum < 2))
            return;

        foreach (Workload side in set.Sides)
        {
            if (!side.HasOwnTemplate)
                continue;
            foreach (SpreadConstraint constraint in side.PodSpec.SpreadConstraints)
            {
                if (CountsBoth(constraint, set))
                    Report(context, side, constraint);
            }
        }
    }

    private static bool CountsBoth(SpreadConstraint constraint, ReleaseSet set) =>
        constraint.IsRequired
        && set.Sides.All(side => constraint.CountsPodsWith(side.TemplateLabels))
        && !constraint.MatchLabelKeys.Any(set.Pair.TellsSidesApart);

    private static void Report(ReleaseSetContext context, Workload side, SpreadConstraint constraint)
    {
        ReleaseSet set = context.Set;
        string place = PlaceOf(constraint);
        string effect = set.Strategy == ReleaseStrategy.Canary
            ? $"so when one side goes, the pods that are left may lie unevenly over the {place}s"
            : $"so after the switch the live pods may lie {(place == "node" ? "on" : "in")} one {place}";
        context.Report(
            side.Resource,
            constraint.Mapping.Find("labelSelector")!.Key,
            $"The spread of {side} over {place}s counts {set.Pair.OtherThan(side)} too, {effect}",
            CreateFix(set, constraint));
    }

    private static string PlaceOf(SpreadConstraint constraint) => constraint.TopologyKey?.Value switch
    {
        "topology.kubernetes.io/zone" or "failure-domain.beta.kubernetes.io/zone" => "zone",
        PodPlacement.Hostname => "node",
        { Length: > 0 } key => $"{key} domain",
        _ => "domain",
    };

    // A key may not stand both in the selector and in matchLabelKeys (ValidateMatchLabelKeysInTopologySpread). A selector that means every pod of the namespace
    // would mean something else with one label more.
    private static CodeFix? CreateFix(ReleaseSet set, SpreadConstraint constraint) =>
        set.SlotKey is { } key && constraint.Selector is { IsEmpty: false } selector && !selector.MatchExpressions.Any(row => row.Key == key)
            ? constraint.AddMatchLabelKey(key)
            : null;
}
