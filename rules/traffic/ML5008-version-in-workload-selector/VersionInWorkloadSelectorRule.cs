using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class VersionInWorkloadSelectorRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5008",
        name: "version-in-workload-selector",
        title: "A workload selects its pods by a label that every release changes",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        // The selector of a ReplicationController or DeploymentConfig may change; that of a Rollout's Deployment is judged there.
        bool isFixed = workload.Kind is WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet or WorkloadKind.ReplicaSet or WorkloadKind.Rollout or WorkloadKind.CloneSet;
        if (!isFixed || workload.IsPartial || workload.Spec.GetMapping("selector") is null)
            return;

        // A template without the selector's labels is refused at once (ML1010).
        foreach (Label pair in workload.Selector.MatchLabels.Pairs)
        {
            if (ReleaseLabels.AreTiedToRelease(workload, pair.Key, pair.Value.Value) && workload.TemplateLabels.Contains(pair.Key, pair.Value.Value))
                context.Report(pair.Entry, Describe(workload, pair.Key, pair.Value.Value));
        }

        foreach (SelectorRequirement row in workload.Selector.MatchExpressions)
        {
            if (row is { Operator: SelectorOperator.In, Values: [var only] } && ReleaseLabels.AreTiedToRelease(workload, row.Key, only.Value) && workload.TemplateLabels.Contains(row.Key, only.Value))
                context.Report(only.Node, Describe(workload, row.Key, only.Value));
        }
    }

    private static string Describe(Workload workload, string key, string value)
    {
        string consequence = workload.Kind switch
        {
            WorkloadKind.Rollout => $"the first release with another {key} is refused, and before Argo Rollouts 1.9 it leaves the old ReplicaSets running without an owner",
            WorkloadKind.CloneSet => $"the first release with another {key} is refused",
            _ => $"the first release with another {key} is refused (\"field is immutable\")",
        };
        return $"{workload} selects {key}: {value}; the selector is immutable, so {consequence}";
    }
}
