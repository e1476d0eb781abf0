using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SlotSelectorsOverlapRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6001",
        name: "slot-selectors-overlap",
        title: "A side of a release also selects the pods of the other side",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterReleaseSetAction(set =>
        {
            if (FindWide(set.Set.Pair, set.Resources) is { } wide)
                set.Report(wide.Resource, PlaceOf(wide), Describe(wide, [set.Set.Pair], set.Resources), AddSlot(set.Set.Pair, wide), related: [Point(set.Set.Pair.OtherThan(wide))]);
        });
        context.RegisterReleaseFamilyAction(family =>
        {
            foreach ((Workload wide, List<ReleasePair> pairs) in FindWide(family.Family, family.Resources))
                family.Report(wide.Resource, PlaceOf(wide), Describe(wide, pairs, family.Resources), AddSlot(pairs[0], wide), related: [.. pairs.Select(pair => Point(pair.OtherThan(wide)))]);
        });
    }

    // Two sides of a family that are no pair, though each is one with a third, are ML5003's.
    private static List<(Workload Wide, List<ReleasePair> Pairs)> FindWide(ReleaseFamily family, ResourceSet resources)
    {
        var found = new List<(Workload Wide, List<ReleasePair> Pairs)>();
        for (int i = 0; i < family.Sides.Length; i++)
        {
            for (int j = i + 1; j < family.Sides.Length; j++)
            {
                if (ReleasePair.Find(family.Sides[i], family.Sides[j]) is not { } pair || FindWide(pair, resources) is not { } wide)
                    continue;
                int known = found.FindIndex(entry => entry.Wide == wide);
                if (known < 0)
                    found.Add((wide, [pair]));
                else
                    found[known].Pairs.Add(pair);
            }
        }

        return found;
    }

    // The side whose selector accepts the other one's pods; the later side when both do.
    private static Workload? FindWide(ReleasePair pair, ResourceSet resources)
    {
        bool isFirstWide = SelectsBoth(pair.First, pair.Second);
        bool isSecondWide = SelectsBoth(pair.Second, pair.First);
        if (!isFirstWide && !isSecondWide)
            return null;
        if (!WorkloadOverlap.IsJudged(pair.First) || !WorkloadOverlap.IsJudged(pair.Second) || resources.AreTargetAndPrimary(pair.First, pair.Second))
            return null;

        bool isSecondLater = ResourceOrder.Compare(pair.First.Resource, pair.Second.Resource) < 0;
        return isFirstWide && !(isSecondWide && isSecondLater) ? pair.First : pair.Second;
    }

    private static string Describe(Workload wide, List<ReleasePair> pairs, ResourceSet resources)
    {
        string lack = pairs[0].SlotKeys is [var key, ..] ? $"lacks {key}: {pairs[0].LabelOf(wide)}" : "lacks a slot label";
        bool doBothScale = resources.ActiveScalersOf(wide).Any() && pairs.Exists(pair => resources.ActiveScalersOf(pair.OtherThan(wide)).Any());
        return $"{wide} also selects the pods of {WorkloadText.List([.. pairs.Select(pair => pair.OtherThan(wide))])}: its selector ({wide.Selector}) {lack}, "
            + $"so autoscaling and adoption mix the sides{(doBothScale ? "; both have an autoscaler, which stops with AmbiguousSelector" : "")}";
    }

    private static RelatedLocation Point(Workload other) => new(new Location(other.Resource.File, PlaceOf(other).Span), $"the selector of {other}");

    // A selector that does not accept its own pods is refused by the API server, which another rule reports.
    private static bool SelectsBoth(Workload side, Workload other) => side.HasOwnTemplate && side.Selector.Accepts(other.TemplateLabels) && side.Selector.Accepts(side.TemplateLabels);

    private static YamlNode PlaceOf(Workload workload)
    {
        YamlEntry selector = workload.Resource.Spec!.Find("selector")!;
        return workload.Selector.Mapping?.Find("matchLabels")?.Key ?? selector.Key;
    }

    private static CodeFix? AddSlot(ReleasePair pair, Workload wide)
    {
        if (pair.SlotKeys is not [var key, ..])
            return null;

        bool isPlainMap = wide.Kind is WorkloadKind.ReplicationController or WorkloadKind.DeploymentConfig;
        string slot = pair.LabelOf(wide);
        YamlPath selector = YamlPath.Of(wide.Resource.Root) / "spec" / "selector";
        return CodeFix.Unsafe(
            $"Add {key}: {slot} to the selector",
            wide.Resource.Root,
            editor => editor.Set((isPlainMap ? selector : selector / "matchLabels") / key, YamlValue.String(slot)));
    }
}
