using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SlotLabelsDifferRule : Rule
{
    private static readonly ListOption IgnoreLabels = new("ignoreLabels", [], "keys of labels that may differ between the two sides");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6006",
        name: "slot-labels-differ",
        title: "The pods of the two sides of a release differ in more labels than the slot",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override ImmutableArray<RuleOption> Options => [IgnoreLabels];

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        ReleasePair pair = context.Set.Pair;
        (Workload first, Workload second) = (pair.First, pair.Second);
        if (!first.HasOwnTemplate || !second.HasOwnTemplate || first.TemplateLabels.HasUnknownPairs || second.TemplateLabels.HasUnknownPairs)
            return;

        string[] keys = [.. KeysOf(first).Concat(KeysOf(second)).Distinct(StringComparer.Ordinal).Where(key => Differs(context, key))];
        if (keys.Length == 0)
            return;

        // A label that a selector asks for is told by ML6007, at that selector.
        HashSet<string> told = [.. OneSidedSelector.Find(pair, context.Set.Strategy, context.Resources).Select(selector => selector.Key)];
        keys = [.. keys.Where(key => !told.Contains(key) && !pair.IsKeptApartBy(key))];
        if (keys.Length > 0)
            Report(context, keys);
    }

    private static IEnumerable<string> KeysOf(Workload side) => side.TemplateLabels.Pairs.Select(label => label.Key);

    private static bool Differs(ReleaseSetContext context, string key)
    {
        ReleasePair pair = context.Set.Pair;
        (string? mine, string? its) = (pair.First.TemplateLabels[key], pair.Second.TemplateLabels[key]);
        return mine != its
            && !pair.SlotKeys.Contains(key)
            && !IsFree(key, mine)
            && !IsFree(key, its)
            && !context.GetOption(IgnoreLabels).Contains(key);
    }

    private static bool IsFree(string key, string? value) => value is not null && (SlotLabels.ChangesWithRelease(key, value) || TemplateMarkers.IsTemplated(value));

    private static void Report(ReleaseSetContext context, string[] keys)
    {
        ReleasePair pair = context.Set.Pair;
        (Workload side, YamlNode node) = PlaceOf(pair, keys[0]);
        string verb = keys.Length == 1 ? "a policy that uses it" : "a policy that uses one of them";
        context.Report(
            side.Resource,
            node,
            $"The pods of {pair.First} and {pair.Second} also differ in {string.Join(", ", keys.Select(key => Describe(pair, key)))}; {verb} covers one side only");
    }

    // The value in the side that changes it, else the labels of the side that lacks it.
    private static (Workload Side, YamlNode Node) PlaceOf(ReleasePair pair, string key)
    {
        if (pair.First.TemplateLabels[key] is null)
            return (pair.First, LabelsKeyOf(pair.First));
        return (pair.Second, pair.Second.TemplateLabels.Find(key)?.Value.Node ?? LabelsKeyOf(pair.Second));
    }

    private static YamlNode LabelsKeyOf(Workload side) => side.TemplateMetadata!.Find("labels")!.Key;

    private static string Describe(ReleasePair pair, string key) => (pair.First.TemplateLabels[key], pair.Second.TemplateLabels[key]) switch
    {
        ({ } mine, { } its) => $"{key} ({mine}, {its})",
        ({ } mine, null) => $"{key} ({mine}, none)",
        (_, var its) => $"{key} (none, {its})",
    };
}
