using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class NoRollbackHistoryRule : Rule
{
    private const string Limit = "revisionHistoryLimit";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3012",
        name: "no-rollback-history",
        title: "No old revision is kept, so nothing can be rolled back to",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (!KeepsRevisions(workload.Kind) || workload.OwningRollout is not null || workload.Spec.GetInteger(Limit) is not { Value: 0 } limit)
            return;

        YamlPath path = YamlPath.Of(workload.Resource.Root) / "spec" / Limit;
        context.Report(
            limit.Node,
            "revisionHistoryLimit 0 deletes every old revision, so rollout undo has nothing to return to",
            CodeFix.Safe("Set revisionHistoryLimit to 3", workload.Resource.Root, editor => editor.Set(path, YamlValue.Integer(3))));
    }

    private static bool KeepsRevisions(WorkloadKind kind) =>
        kind is WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet or WorkloadKind.Rollout or WorkloadKind.DeploymentConfig;
}
