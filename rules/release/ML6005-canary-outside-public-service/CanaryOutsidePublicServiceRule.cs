using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class CanaryOutsidePublicServiceRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6005",
        name: "canary-outside-public-service",
        title: "A canary has pods that no client reaches",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        foreach (ServiceView service in resources.FindServicesWithoutCanary(set))
        {
            ImmutableArray<Label> slots = [.. SlotSelection.SlotPairsOf(set, service)];
            context.Report(
                service.Resource,
                slots[0].Entry,
                $"Service '{service.Name}' selects {slots[0].Describe()}, so {SidePods.Describe(set.Canary!.ToString(), resources.ReplicasOf(set.Canary))} gets no traffic; "
                    + "a canary by number of pods needs a selector of the labels that both sides share",
                SelectsOnlyTheSidesWithout(slots, service, set, resources) ? StopSelectingBy(slots) : null);
        }
    }

    private static bool SelectsOnlyTheSidesWithout(ImmutableArray<Label> slots, ServiceView service, ReleaseSet set, ResourceSet resources)
    {
        ImmutableArray<Label> rest = service.Selector.MatchLabels.Pairs.RemoveRange(slots);
        return rest is [var first, ..]
            && set.Sides.All(side => set.CouldSelect(service, side))
            && resources.WorkloadsLabelled(service.Resource, first.Key, first.Value.Value, NamespaceMatch.SameOrUnnamed)
                .All(other => set.Sides.Contains(other) || !rest.All(label => other.TemplateLabels.Contains(label.Key, label.Value.Value)));
    }

    private static CodeFix StopSelectingBy(ImmutableArray<Label> slots) => CodeFix.Unsafe(
        $"Remove {string.Join(" and ", slots.Select(slot => slot.Key))} from the selector",
        slots[0].Entry,
        editor => slots.Aggregate(editor, (edited, slot) => edited.RemoveEntry(YamlPath.Of(slot.Entry))));
}
