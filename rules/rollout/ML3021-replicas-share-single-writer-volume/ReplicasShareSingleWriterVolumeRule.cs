using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ReplicasShareSingleWriterVolumeRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3021",
        name: "replicas-share-single-writer-volume",
        title: "Several replicas write to a volume that one node or one pod may have",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (resources.FindClaimOfReplicas(workload) is not { } claim)
            return;

        long replicas = resources.ReplicasOf(workload).Count;
        string wait = claim.IsForOnePod
            ? $"the scheduler starts one pod and leaves {replicas - 1} pending"
            : "pods on other nodes stay pending with a Multi-Attach error";
        context.Report(claim.Name.Node, $"{replicas} replicas of {workload} mount claim '{claim.Name.Value}' ({claim.AccessMode}): {wait}");
    }
}
