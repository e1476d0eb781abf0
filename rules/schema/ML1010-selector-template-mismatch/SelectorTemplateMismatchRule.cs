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
        if (workload.IsPartial || !HasSelectorToMatch(workload) || workload.TemplateSource != workload.Resource || workload.Selector.MayAccept(workload.TemplateLabels))
            return;

        ImmutableArray<Label> pairs = [.. workload.Selector.MatchLabels.Pairs.Where(pair => !workload.TemplateLabels.Contains(pair.Key, pair.Value.Value))];
        ImmutableArray<SelectorRequirement> requirements = [.. workload.Selector.MatchExpressions.Where(requirement => !requirement.Accepts(workload.TemplateLabels))];
        if (pairs.IsEmpty && requirements.IsEmpty)
            return;

        (string wanted, string key, YamlNode node) = pairs is [var pair, ..]
            ? ($"{pair.Key}={pair.Value.Value}", pair.Key, pair.Value.Node)
            : (Describe(requirements[0]), requirements[0].Key, (YamlNode)requirements[0].Mapping);
        Label? actual = workload.TemplateLabels.Find(key);
        string has = actual is { } label ? $"{key}={label.Value.Value}" : $"no label {key}";
        ImmutableArray<RelatedLocation> related = actual is { } found
            ? [new RelatedLocation(new Location(workload.Resource.File, found.Value.Span), "the label of the pod template")]
            : [];
        context.Report(
            node,
            $"The selector wants {wanted}, but the pod template has {has}; {Rejection(workload)}",
            pairs.Length + requirements.Length == 1 && pairs.Length == 1 ? SetTemplateLabel(workload, pairs[0]) : null,
            related: related);
    }

    private static bool HasSelectorToMatch(Workload workload) => workload.Kind switch
    {
        WorkloadKind.Job => workload.Spec.GetBoolean("manualSelector")?.Value == true,
        WorkloadKind.Pod or WorkloadKind.CronJob or WorkloadKind.KnativeService => false,
        _ => !workload.Selector.IsEmpty,
    };

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

    private static CodeFix? SetTemplateLabel(Workload workload, Label pair) => workload.Template is not { } template ? null
        : CodeFix.Unsafe(
            $"Set the template label {pair.Key} to {pair.Value.Value}",
            template,
            editor => editor.Set(YamlPath.Of(template) / "metadata" / "labels" / pair.Key, YamlValue.String(pair.Value.Value)));
}
