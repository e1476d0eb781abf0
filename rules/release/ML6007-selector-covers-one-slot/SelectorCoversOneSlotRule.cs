using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SelectorCoversOneSlotRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6007",
        name: "selector-covers-one-slot",
        title: "A selector that does not name the slot still accepts one side of a release only",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterReleaseSetAction(AnalyzeSet);
        context.RegisterReleaseFamilyAction(AnalyzeFamily);
    }

    private static void AnalyzeSet(ReleaseSetContext context)
    {
        foreach (OneSidedSelector selector in OneSidedSelector.Find(context.Set.Pair, context.Set.Strategy, context.Resources))
            context.Report(selector.Resource, selector.Node, Describe(selector), AddLabel(selector, context.Set.Pair, context.Resources));
    }

    // Of a side that several others leave behind, once.
    private static void AnalyzeFamily(ReleaseFamilyContext context)
    {
        var seen = new HashSet<(Resource, Workload)>();
        for (int i = 0; i < context.Family.Sides.Length; i++)
        {
            foreach (Workload other in context.Family.Sides.Skip(i + 1))
            {
                if (ReleasePair.Find(context.Family.Sides[i], other) is not { } pair)
                    continue;

                foreach (OneSidedSelector selector in OneSidedSelector.Find(pair, pair.NamedStrategy, context.Resources))
                {
                    if (seen.Add((selector.Resource, selector.Missed)))
                        context.Report(selector.Resource, selector.Node, Describe(selector), AddLabel(selector, pair, context.Resources));
                }
            }
        }
    }

    private static string Describe(OneSidedSelector selector)
    {
        string reason = (selector.Value, selector.Missed.TemplateLabels[selector.Key]) switch
        {
            (null, _) => $"whose labels do not fulfil {selector.Asked}",
            (_, { } actual) => $"which has {selector.Key}: {actual} in the place of {selector.Asked}",
            _ => $"which has no {selector.Asked}",
        };
        string consequence = selector.Resource.Kind switch
        {
            "Service" => "it leads to no pod of that side",
            "PodDisruptionBudget" => "a drain may evict all pods of that side at once",
            "PodMonitor" => "that side is not measured",
            _ => "its rules do not hold for that side",
        };
        return $"{selector.Resource} covers {selector.Covered} but not {selector.Missed}, {reason}: {consequence}";
    }

    private static CodeFix? AddLabel(OneSidedSelector selector, ReleasePair pair, ResourceSet resources)
    {
        (string key, Workload missed) = (selector.Key, selector.Missed);
        if (selector is not { IsOnlyGap: true, Value: { } value } || missed.TemplateLabels[key] is not null || !missed.HasOwnTemplate || missed.Resource.File != selector.Resource.File)
            return null;
        if (SlotLabels.ChangesWithRelease(key, value) || pair.IsKeptApartBy(key) || !resources.MayGain(missed, key, value))
            return null;

        YamlMapping template = missed.Template!;
        return CodeFix.Unsafe(
            $"Label the pods of {missed.Name} with {key}: {value}",
            template,
            editor => editor.Set(YamlPath.Of(template) / "metadata" / "labels" / key, YamlValue.String(value)));
    }
}
