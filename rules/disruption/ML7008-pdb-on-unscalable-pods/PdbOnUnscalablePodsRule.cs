using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class PdbOnUnscalablePodsRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7008",
        name: "pdb-on-unscalable-pods",
        title: "A PodDisruptionBudget cannot be computed for its pods",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        // Where no eviction is wanted, none is what comes out.
        if (resources.DisruptionBudgetOf(resource) is not { NeedsScale: true, Policy: (var field, var written) } budget || BlockedEvictions.IsLiteral(field, written.Value))
            return;

        ImmutableArray<Workload> workloads = resources.DisruptionOf(budget).Workloads;
        if (workloads.All(DisruptionArithmetic.HasScale))
            return;

        string policy = $"{field} {written.Value}";
        Workload? failing = workloads.FirstOrDefault(workload => !DisruptionArithmetic.HasScale(workload) && workload.Kind != WorkloadKind.Pod);
        bool areAllDaemons = workloads.All(workload => workload.Kind == WorkloadKind.DaemonSet);
        if (failing is not null)
        {
            string use = areAllDaemons ? "; drains leave DaemonSet pods alone, so it has no use" : "";
            context.Report(
                written.Node,
                $"{policy} needs a controller with a scale, {failing} has none: the budget fails to sync and allows 0 evictions{use}",
                severity: areAllDaemons ? DiagnosticSeverity.Info : null);
            return;
        }

        ImmutableArray<Workload> bare = workloads.RemoveAll(DisruptionArithmetic.HasScale);
        context.Report(written.Node, bare.Length == workloads.Length
            ? $"{policy} needs a controller with a scale, {bare[0]} has none: the budget allows 0 evictions"
            : $"{policy} does not count {bare[0]}, which has no controller: {(bare.Length == 1 ? "1 pod" : $"{bare.Length} pods")} more may be evicted than it says");
    }
}
