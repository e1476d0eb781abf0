using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class QuorumScaledInParallelRule : Rule
{
    private static readonly ListOption QuorumImages = QuorumText.ImagesOption;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3016",
        name: "quorum-scaled-in-parallel",
        title: "Members of a quorum are removed together when the set is scaled down",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override ImmutableArray<RuleOption> Options => [QuorumImages];

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.Kind != WorkloadKind.StatefulSet || workload.Spec.GetString("podManagementPolicy") is not { Value: "Parallel" } policy)
            return;
        if (context.Resources.ReplicasOf(workload) is not { Count: >= 3 } replicas || QuorumMembers.Find(workload.PodSpec, context.GetOption(QuorumImages)) is not { } member)
            return;

        long tolerated = QuorumMembers.Tolerated(replicas.Count);
        context.Report(
            policy.Node,
            $"Parallel removes all surplus {QuorumText.NameOf(member)} members of {workload} together when it is scaled down, and to lose more than {tolerated} of {replicas.Count} loses the quorum");
    }
}
