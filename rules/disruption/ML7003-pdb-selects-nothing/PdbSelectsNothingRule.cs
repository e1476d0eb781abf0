using System.Collections.Immutable;
using System.IO.Enumeration;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class PdbSelectsNothingRule : Rule
{
    private static readonly ListOption ExternalWorkloads = new(
        "externalWorkloads", [], "names of PodDisruptionBudgets, or key=value pairs of their selectors, whose pods are made elsewhere; * stands for any text");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7003",
        name: "pdb-selects-nothing",
        title: "A PodDisruptionBudget protects no pod",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [ExternalWorkloads];

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (resources.DisruptionBudgetOf(resource) is not { Resource.IsPartial: false } budget || IsMadeElsewhere(context, budget))
            return;

        Selector selector = budget.Selector;
        if (resource.Spec.Get("selector") is null)
            context.Report(PlaceOf(resource), $"{resource} has no selector, so it protects no pod");
        else if (selector is { Mapping.Entries.IsEmpty: true } && !budget.SelectsEveryPod)
            context.Report(selector.Mapping, $"An empty selector in {resource.ApiVersion} takes no pod, so nothing is protected; in policy/v1 it takes every pod of the namespace");
        else if (!selector.IsEmpty && selector.IsKnown && resources.WorkloadsOf(budget, NamespaceMatch.SameOrUnnamed).IsEmpty)
            AnalyzeUnmatched(context, budget);
    }

    private static void AnalyzeUnmatched(ResourceContext context, DisruptionBudgetView budget)
    {
        (Resource resource, ResourceSet resources, _) = context;
        Selector selector = budget.Selector;
        bool mayBeMeant = UnmatchedSelectors.MayAcceptUnknown(resource, selector, resources) || RunTimeLabels.MaySatisfy(resource, selector, resources);
        if (mayBeMeant || UnmatchedSelectors.IsMeantForMismatch(resource, selector, resources))
            return;

        bool isComplete = resources.IsCompleteFor(resource, "Deployment");
        ImmutableArray<NearMiss> misses = [.. NearMiss.Find(resource, selector, resources).Where(miss => miss.Workload.IsLongRunning && (isComplete || IsCertain(resource, miss)))];
        if (misses.IsEmpty && (!isComplete || Operators.MayMakeMore(resources, resource) || KustomizedLabels.MayAddSelectors(resources)))
            return;

        string space = resource.Namespace is { Length: > 0 } name ? $" of namespace {name}" : "";
        string near = misses is [var closest, ..] ? $"; closest is {closest.Workload} with {closest.ActualKey}: {closest.ActualValue}" : "";
        context.Report(
            misses is [var first, ..] ? first.Node : PlaceOf(resource),
            $"Selector {selector} matches no pod{space} in the given manifests, so nothing is protected{near}",
            misses is [var only] ? only.UseTemplateLabel() : null);
    }

    // Where not everything was read, another workload may have the labels: a name or a slip has to tell, and v1 beside v2 is none.
    private static bool IsCertain(Resource resource, NearMiss miss) =>
        miss.Workload.Name == resource.Name || (miss.IsSlip && WithoutDigits(miss.Pair.Value.Value) != WithoutDigits(miss.ActualValue));

    private static string WithoutDigits(string value) => string.Concat(value.Where(character => !char.IsAsciiDigit(character)));

    private static bool IsMadeElsewhere(ResourceContext context, DisruptionBudgetView budget)
    {
        foreach (string pattern in context.GetOption(ExternalWorkloads))
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, budget.Resource.Name, ignoreCase: false)
                || budget.Selector.MatchLabels.Pairs.Any(pair => FileSystemName.MatchesSimpleExpression(pattern, $"{pair.Key}={pair.Value.Value}", ignoreCase: false)))
            {
                return true;
            }
        }

        return false;
    }

    private static YamlNode PlaceOf(Resource resource) =>
        resource.Spec?.Find("selector")?.Key ?? resource.Root.Find("spec")?.Key ?? resource.Root.Find("kind")!.Key;
}
