using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class PinnedToOneNodeRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7022",
        name: "pinned-to-one-node",
        title: "All replicas must run on one node",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (!DisruptionArithmetic.HasScale(workload) || workload is not { HasOwnTemplate: true, IsLongRunning: true })
            return;
        if (workload.PodSpec.FindPinnedNode() is not { } node || TemplateMarkers.IsTemplated(node.Value) || context.Resources.PodsOf(workload) is not { Count: >= 2, IsAssumed: false } replicas)
            return;

        context.Report(node.Node, $"All {replicas.Count} replicas of {workload} must run on node {node.Value}, one drain or failure stops them together");
    }
}
