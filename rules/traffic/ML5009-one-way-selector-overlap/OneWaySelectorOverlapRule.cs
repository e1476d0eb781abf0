using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class OneWaySelectorOverlapRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5009",
        name: "one-way-selector-overlap",
        title: "A workload's selector also accepts the pods of another one",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!WorkloadOverlap.IsJudged(workload))
            return;

        // Where each accepts the other, ML5003 speaks.
        List<Workload>? others = null;
        foreach (Workload other in resources.OthersSelectedBy(workload))
        {
            if (WorkloadOverlap.IsJudged(other) && !other.Selector.Accepts(workload.TemplateLabels) && WorkloadOverlap.AreUnrelated(resources, workload, other))
                (others ??= []).Add(other);
        }

        if (others is not null)
            Report(context, others);
    }

    private static void Report(WorkloadContext context, List<Workload> others)
    {
        Workload workload = context.Workload;
        string scaler = context.Resources.ScalersOf(workload).FirstOrDefault() is { } found ? $"{found}" : $"an autoscaler of {workload}";
        string labels = workload.Selector.MatchLabels.IsEmpty ? "" : $" ({workload.Selector.MatchLabels})";
        Workload first = others[0];
        YamlNode otherPlace = first.Resource.Spec!.Find("selector")!.Key;
        context.Report(
            workload.Resource.Spec!.Find("selector")!.Key,
            $"Selector of {workload} also accepts the pods of {WorkloadText.List(others)}, so {scaler} counts them too, and so does a disruption budget or Service with the same labels{labels}",
            related: [new RelatedLocation(new Location(first.Resource.File, otherPlace.Span), $"the selector of {first} asks for more")]);
    }
}
