using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;

namespace ManifestLint.Rules;

public sealed class RatioOffTargetRule : Rule
{
    private static readonly NumberOption Tolerance = new(
        "tolerance",
        Default: 5,
        Minimum: 0,
        Maximum: 50,
        "How many points the canary's share of the pods may be off the weight that was asked for");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6022",
        name: "ratio-off-target",
        title: "The number of canary pods is not the share that was asked for",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [Tolerance];

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        if (set.Strategy != ReleaseStrategy.Canary || set.HasRouter || set.Canary is not { } canary || set.Stable is not { } stable)
            return;
        if (ReadNumber(set, ReleaseAnnotations.Weight) is not { } asked || asked > CanarySplit.WholeWeight)
            return;
        if (resources.KnownPodsOf(canary) is not { Scaler: null } some || resources.KnownPodsOf(stable) is not { Scaler: null } most || HasScaler(resources, set))
            return;
        if ((some.IsParked && most.IsParked) || resources.FindServicesWithoutCanary(set).Count > 0)
            return;

        int weight = (int)asked;
        var split = new CanarySplit(some.Count, most.Count);
        long total = ReadNumber(set, ReleaseAnnotations.TotalReplicas) ?? split.Total;
        int tolerance = context.GetOption(Tolerance);
        bool isOff = Math.Abs(split.EffectiveWeight - weight) > tolerance || (weight is > 0 and < CanarySplit.WholeWeight && (some.IsParked || most.IsParked));
        if (!isOff && split.Total >= total)
            return;

        CanarySplit better = CanarySplit.Of(total, weight);
        context.Report(
            canary.Resource,
            canary.PlaceOfReplicas(some),
            Describe(canary, split, weight, total, isOff) + Remedy(split, better, weight, tolerance),
            better == split ? null : SetSplit(canary, stable, split, better));
    }

    // ML6018 speaks of those that are scaled.
    private static bool HasScaler(ResourceSet resources, ReleaseSet set) => resources.ScalersOf(set.Pair.First).Any() || resources.ScalersOf(set.Pair.Second).Any();

    private static long? ReadNumber(ReleaseSet set, string annotation) =>
        set.GetAnnotation(annotation) is { } text && int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string Describe(Workload canary, CanarySplit split, int weight, long total, bool isOff)
    {
        string share = FormattableString.Invariant($"{canary} has {split.Canary} of {split.Total} {(split.Total == 1 ? "pod" : "pods")}, {split.EffectiveText} % of the requests");
        if (!isOff)
            return FormattableString.Invariant($"{share} as asked for, but {total} pods were asked for");

        string pods = split.Total < total ? FormattableString.Invariant($"; {total} pods were asked for") : "";
        return FormattableString.Invariant($"{share} and not the {weight} % asked for{pods}");
    }

    // Few pods cannot make every share.
    private static string Remedy(CanarySplit split, CanarySplit better, int weight, int tolerance)
    {
        if (Math.Abs(better.EffectiveWeight - weight) <= tolerance)
            return "";

        string limit = better == split ? "" : $" than {better.EffectiveText} %";
        return FormattableString.Invariant($"; {better.Total} pods come no nearer{limit}, {CanarySplit.SmallestTotal(weight, tolerance, better.Total)} do");
    }

    private static CodeFix? SetSplit(Workload canary, Workload stable, CanarySplit split, CanarySplit better)
    {
        bool isStableRight = better.Stable == split.Stable;
        if (!isStableRight && canary.Resource.File != stable.Resource.File)
            return null;

        string title = FormattableString.Invariant($"Set replicas to {better.Canary} for the canary and {better.Stable} for the stable side");
        if (isStableRight || canary.Resource.Document == stable.Resource.Document)
            return CodeFix.Unsafe(title, canary.Resource.Root, editor => SetReplicas(isStableRight ? editor : SetReplicas(editor, stable, better.Stable), canary, better.Canary));

        return CodeFix.Unsafe(title, () =>
        {
            YamlEditor one = SetReplicas(YamlEditor.Of(canary.Resource.Document), canary, better.Canary);
            YamlEditor other = SetReplicas(YamlEditor.Of(stable.Resource.Document), stable, better.Stable);
            return one.Refusal is null && other.Refusal is null ? [.. one.Changes.Concat(other.Changes).OrderBy(change => change.Span.Start)] : [];
        });
    }

    private static YamlEditor SetReplicas(YamlEditor editor, Workload side, long replicas) =>
        side.WrittenReplicas?.Value == replicas ? editor : editor.SetInSpec(side, "replicas", replicas);
}
