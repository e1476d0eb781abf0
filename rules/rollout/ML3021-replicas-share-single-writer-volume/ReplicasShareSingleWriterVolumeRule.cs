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
        bool isJudged = workload is { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true, OwningRollout: null } && (workload.IsDeploymentLike || workload.Kind == WorkloadKind.ReplicaSet);
        if (!isJudged || workload.PodSpec.Mapping.Get("volumes") is null || resources.ReplicasOf(workload) is not { Count: >= 2, IsAssumed: false } replicas)
            return;
        if (resources.FindWrittenClaim(workload) is not { } claim)
            return;

        bool isOneNode = workload.PodSpec.FindPinnedNode() is not null || workload.PodSpec.IsKeptTogether();
        if (isOneNode && !claim.IsForOnePod)
            return;

        string wait = claim.IsForOnePod
            ? $"the scheduler starts one pod and leaves {replicas.Count - 1} pending"
            : "pods on other nodes stay pending with a Multi-Attach error";
        context.Report(claim.Name.Node, $"{replicas.Count} replicas of {workload} mount claim '{claim.Name.Value}' ({claim.AccessMode}): {wait}");
    }
}
