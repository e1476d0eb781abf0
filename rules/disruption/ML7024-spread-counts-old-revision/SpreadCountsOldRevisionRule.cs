using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SpreadCountsOldRevisionRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7024",
        name: "spread-counts-old-revision",
        title: "A spread constraint counts the pods of the old revision during a rollout",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!workload.IsDeploymentLike || workload is not { HasOwnTemplate: true, IsLongRunning: true, IsPartial: false, OwningRollout: null })
            return;
        if (workload.PodSpec.Mapping?.Get("topologySpreadConstraints") is not YamlSequence || resources.ReplicasOf(workload) is not { Count: >= 2, IsAssumed: false } replicas)
            return;
        if (resources.RolloutOf(workload) is not { Mode: RolloutMode.Rolling, IsKnown: true, Surge: >= 1 })
            return;

        string hash = HashLabelOf(workload);
        foreach (SpreadConstraint constraint in workload.PodSpec.SpreadConstraints)
        {
            if (CountsBothRevisions(constraint, workload, hash))
                Report(context, constraint, replicas, hash);
        }
    }

    // The label that each controller writes on the pods of one revision.
    private static string HashLabelOf(Workload workload) => workload.Kind switch
    {
        WorkloadKind.Rollout => "rollouts-pod-template-hash",
        WorkloadKind.DeploymentConfig => "deployment",
        _ => "pod-template-hash",
    };

    private static bool CountsBothRevisions(SpreadConstraint constraint, Workload workload, string hash)
    {
        if (constraint is not { IsRequired: true, MaxSkew.Value: 1 } || constraint.Selector is not { IsEmpty: false } selector || !selector.Accepts(workload.TemplateLabels))
            return false;
        return constraint.Mapping.Get("matchLabelKeys") is null or YamlSequence && !constraint.MatchLabelKeys.Contains(hash);
    }

    private static void Report(WorkloadContext context, SpreadConstraint constraint, Replicas replicas, string hash)
    {
        string domain = constraint.TopologyKey?.Value ?? "topology";
        context.Report(
            constraint.Mapping.Entries[0].Key,
            $"Old and new pods count together, so after a rollout the {replicas.Count} new ones of {context.Workload} may be skewed, and a full {domain} domain blocks the surge pod",
            constraint.AddMatchLabelKey(hash));
    }
}
