using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class PdbSelectsWholeNamespaceRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7006",
        name: "pdb-selects-whole-namespace",
        title: "A PodDisruptionBudget takes every pod of its namespace",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (resources.DisruptionBudgetOf(resource) is not { SelectsEveryPod: true, Selector.Mapping: { } selector } budget)
            return;
        // Another key is a misspelt matchLabels, or labels without it, which a schema rule reports.
        if (selector.Entries.Any(entry => entry.KeyText is not ("matchLabels" or "matchExpressions")))
            return;

        ImmutableArray<Workload> workloads = resources.DisruptionOf(budget).Workloads;
        bool isOneWorkload = workloads.Length <= 1 && resources.IsCompleteFor(resource, "Deployment");
        if (isOneWorkload || workloads.Any(workload => SharedBudgets.Of(workload, resources).Length >= 2))
            return;

        string space = resource.Namespace is { Length: > 0 } name ? $"namespace {name}" : "the namespace";
        string count = workloads.Length >= 2 ? $" ({workloads.Length} workloads in the given manifests)" : "";
        context.Report(selector, $"An empty selector takes every pod of {space} into one budget, Jobs and unrelated workloads too{count}");
    }
}
