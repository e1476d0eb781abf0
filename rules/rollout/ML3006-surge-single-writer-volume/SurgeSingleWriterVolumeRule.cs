using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class SurgeSingleWriterVolumeRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3006",
        name: "surge-single-writer-volume",
        title: "The surge pod needs a volume that the old pod holds",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!workload.IsDeploymentLike || workload is not { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true, OwningRollout: null })
            return;
        if (workload.PodSpec.Mapping.Get("volumes") is null || resources.FindWrittenClaim(workload) is not { } claim)
            return;

        // Several replicas fail without a rollout too, which ML3021 says.
        RolloutArithmetic rollout = resources.RolloutOf(workload);
        if (rollout is not { Mode: RolloutMode.Rolling, IsKnown: true, AreBothZero: false, Surge: >= 1, Replicas: 1 })
            return;

        bool isOneNode = !claim.IsForOnePod && (workload.PodSpec.FindPinnedNode() is not null || workload.PodSpec.IsKeptTogether());
        if (isOneNode)
        {
            context.Report(
                rollout.WrittenSurge?.Node ?? claim.Name.Node,
                $"The surge pod of {workload} starts on the node of the old pod, so for a while two pods write to claim '{claim.Name.Value}'",
                severity: DiagnosticSeverity.Info);
            return;
        }

        string hangs = rollout.Unavailable == 0 ? ", and maxUnavailable resolves to 0, so the rollout hangs" : "";
        string waits = claim.IsForOnePod
            ? $"Claim '{claim.Name.Value}' is ReadWriteOncePod, so the surge pod of {workload} cannot be scheduled while the old pod runs"
            : $"The surge pod of {workload} needs claim '{claim.Name.Value}' (ReadWriteOnce) that the old pod still holds: on another node it waits with a Multi-Attach error";
        context.Report(
            rollout.WrittenSurge?.Node ?? claim.Name.Node,
            $"{waits}{hangs}; to stop the old pod first is the outage that this volume forces",
            CodeFix.Unsafe("Set maxSurge to 0 and maxUnavailable to 1", workload.Resource.Root, editor => editor.SetRolling(workload, rollout, surge: 0, unavailable: 1)));
    }
}
