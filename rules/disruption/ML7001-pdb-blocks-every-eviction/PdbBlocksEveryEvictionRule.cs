using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class PdbBlocksEveryEvictionRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7001",
        name: "pdb-blocks-every-eviction",
        title: "A PodDisruptionBudget allows no eviction at all",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (resources.DisruptionBudgetOf(resource) is not { Policy: (var field, var written) } budget || BlockedEvictions.Find(budget, resources) is not { } numbers)
            return;

        bool isCounted = numbers is { IsKnown: true, Pods: > 0 };
        string over = isCounted ? $" over {numbers.DescribePods()}" : "";
        string way = isCounted && numbers.MaximumPods == 1 ? "; with one replica the only ways out are 2 replicas or maxUnavailable 1" : "";
        context.Report(
            written.Node,
            $"{field} {written.Value}{over} allows 0 evictions, so node drains, upgrades and autoscaler scale-down wait for ever{way}",
            isCounted && numbers.Pods >= 2 ? BudgetPolicy.AllowOne(numbers, resources) : null);
    }
}
