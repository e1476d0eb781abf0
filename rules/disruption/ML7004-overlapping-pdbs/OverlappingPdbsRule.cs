using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class OverlappingPdbsRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7004",
        name: "overlapping-pdbs",
        title: "Two PodDisruptionBudgets are for the same pods",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (resources.DisruptionBudgetOf(resource) is not { } budget)
            return;

        foreach (IGrouping<string, (Workload Workload, ImmutableArray<DisruptionBudgetView> Budgets)> set in FindShared(budget, resources))
        {
            (Workload workload, ImmutableArray<DisruptionBudgetView> budgets) = set.First();
            int more = set.Count() - 1;
            string others = more == 0 ? "" : $", as {(more == 1 ? "is 1 more workload" : $"are {more} more workloads")}";
            string names = string.Join(", ", budgets.SkipLast(1).Select(other => $"'{other.Resource.Name}'")) + $" and '{resource.Name}'";
            context.Report(
                PlaceOf(resource),
                $"{workload} is matched by PodDisruptionBudgets {names}{others}: the eviction API refuses such pods, so a drain of their node fails",
                related: [.. budgets.SkipLast(1).Select(other => new RelatedLocation(new Location(other.Resource.File, PlaceOf(other.Resource).Span), $"the selector of {other}"))]);
        }
    }

    // The workloads that several budgets are for, the given one being the last of them, by the names of these budgets.
    private static IEnumerable<IGrouping<string, (Workload Workload, ImmutableArray<DisruptionBudgetView> Budgets)>> FindShared(DisruptionBudgetView budget, ResourceSet resources) =>
        resources.WorkloadsOf(budget)
            .Select(workload => (Workload: workload, Budgets: SharedBudgets.Of(workload, resources)))
            .Where(shared => shared.Budgets.Length >= 2 && shared.Budgets[^1] == budget)
            .GroupBy(shared => string.Join(' ', shared.Budgets.Select(other => other.Resource.Name)), StringComparer.Ordinal);

    private static YamlNode PlaceOf(Resource resource) => resource.Spec?.Find("selector")?.Key ?? resource.Root;
}
