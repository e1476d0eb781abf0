using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SelectorTemplateMismatchRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1010",
        name: "selector-template-mismatch",
        title: "The selector of a workload does not accept its own pods",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.IsPartial || workload.Selector.IsEmpty || !workload.HasOwnTemplate || workload.Selector.MayAccept(workload.TemplateLabels))
            return;

        // Labels that cannot be read are a finding of their own.
        if (workload.TemplateMetadata.Get("labels") is not (null or YamlMapping))
            return;

        ImmutableArray<Label> pairs = [.. workload.Selector.MatchLabels.Pairs.Where(pair => !workload.TemplateLabels.Contains(pair.Key, pair.Value.Value))];
        ImmutableArray<SelectorRequirement> requirements = [.. workload.Selector.MatchExpressions.Where(requirement => !requirement.Accepts(workload.TemplateLabels))];
        if (pairs.IsEmpty && requirements.IsEmpty)
            return;

        IEnumerable<string> wanted = pairs.Select(pair => $"{pair.Key}={pair.Value.Value}").Concat(requirements.Select(Describe));
        IEnumerable<string> keys = pairs.Select(pair => pair.Key).Concat(requirements.Select(requirement => requirement.Key));
        ImmutableArray<Label> actual = [.. keys.Select(workload.TemplateLabels.Find).OfType<Label>()];
        context.Report(
            pairs is [var first, ..] ? first.Entry : requirements[0].Mapping,
            $"The selector wants {string.Join(" and ", wanted)}, but the pod template has {string.Join(" and ", keys.Select(key => DescribeActual(workload, key)))}; {Rejection(workload)}",
            requirements.IsEmpty && pairs is [var only] ? Mend(workload, only, context.Resources) : null,
            related: [.. actual.Select(label => new RelatedLocation(new Location(workload.Resource.File, label.Value.Span), "the label of the pod template"))]);
    }

    private static string DescribeActual(Workload workload, string key) =>
        workload.TemplateLabels.Find(key) is { } label ? $"{key}={label.Value.Value}" : $"no label {key}";

    private static string Rejection(Workload workload) => workload.Kind is WorkloadKind.Rollout or WorkloadKind.CloneSet
        ? "its controller cannot create pods from it"
        : "the API server rejects it";

    private static string Describe(SelectorRequirement requirement) => requirement.Operator switch
    {
        SelectorOperator.In => $"{requirement.Key} in ({string.Join(", ", requirement.Values.Select(value => value.Value))})",
        SelectorOperator.NotIn => $"{requirement.Key} not in ({string.Join(", ", requirement.Values.Select(value => value.Value))})",
        SelectorOperator.Exists => $"a label {requirement.Key}",
        _ => $"no label {requirement.Key}",
    };

    // Where Services already reach the pods by the label, the label is right and the selector is not: no live object can have it.
    private static CodeFix? Mend(Workload workload, Label pair, ResourceSet resources) =>
        workload.TemplateLabels.Find(pair.Key) is { } actual
            && resources.ServicesSelecting(workload).Any(service => service.Selector.MatchLabels.Contains(pair.Key, actual.Value.Value))
            ? CodeFix.Unsafe($"Select {pair.Key}: {actual.Value.Value}", pair.Entry, editor => editor.SetScalar(YamlPath.Of(pair.Entry), YamlValue.String(actual.Value.Value)))
            : SetTemplateLabel(workload, pair);

    private static CodeFix? SetTemplateLabel(Workload workload, Label pair) => workload.Template is not { } template ? null
        : CodeFix.Unsafe(
            $"Set the template label {pair.Key} to {pair.Value.Value}",
            template,
            editor => editor.Set(YamlPath.Of(template) / "metadata" / "labels" / pair.Key, YamlValue.String(pair.Value.Value)));
}
