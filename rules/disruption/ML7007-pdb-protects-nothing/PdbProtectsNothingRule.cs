using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class PdbProtectsNothingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7007",
        name: "pdb-protects-nothing",
        title: "A PodDisruptionBudget lets all pods be evicted together",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (resources.DisruptionBudgetOf(resource) is not { Policy: (var field, var written) } budget)
            return;

        DisruptionArithmetic numbers = resources.DisruptionOf(budget);
        if (numbers is not { IsKnown: true, Pods: >= 2, CoversEvictedPods: true } || numbers.Allowed < numbers.Pods)
            return;
        // Members of a quorum bear far less (ML3017).
        if (numbers.FindQuorum(resources) is { } quorum && resources.ReplicasOf(quorum).Count >= 2)
            return;

        bool isAtMinimumOnly = numbers.AllowedAtMaximum < numbers.MaximumPods;
        context.Report(
            written.Node,
            $"{field} {written.Value} lets all {numbers.DescribePods()} be evicted together",
            BudgetPolicy.AllowOne(numbers, resources),
            isAtMinimumOnly ? DiagnosticSeverity.Info : null);
    }
}
