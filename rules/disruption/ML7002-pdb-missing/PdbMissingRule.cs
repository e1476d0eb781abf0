using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;

namespace ManifestLint.Rules;

public sealed class PdbMissingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7002",
        name: "pdb-missing",
        title: "No PodDisruptionBudget covers a workload that takes requests",
        severity: DiagnosticSeverity.Info,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!IsScaled(workload) || workload is not { IsPartial: false, IsLongRunning: true, OwningRollout: null } || !resources.IsCompleteFor(workload.Resource, "PodDisruptionBudget"))
            return;

        Replicas replicas = resources.ReplicasOf(workload);
        if (replicas is not { Count: >= 2, IsAssumed: false } || workload.Resource.NameNode is not { } name || !resources.IsServed(workload))
            return;
        if (!resources.DisruptionBudgetsOf(workload, NamespaceMatch.SameOrUnnamed).IsEmpty || MayBeMeant(workload, resources))
            return;

        context.Report(
            name.Node,
            $"No PodDisruptionBudget in the given manifests covers {workload}: drains of nodes may evict {PodCount.All(replicas.Count)} together",
            CanBeAdded(workload, resources) ? AddBudget(workload) : null);
    }

    private static bool IsScaled(Workload workload) => workload.Kind is WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.Rollout
        or WorkloadKind.CloneSet or WorkloadKind.DeploymentConfig or WorkloadKind.ReplicaSet;

    // A budget that selects nothing is ML7003's: it comes near to this workload, is a template yet, or gets its labels from kustomize.
    private static bool MayBeMeant(Workload workload, ResourceSet resources)
    {
        foreach (DisruptionBudgetView budget in resources.DisruptionBudgetsWithoutPods(workload.Resource))
        {
            if (!NearMiss.IsNear(budget.Resource, workload))
                continue;
            if (NearMiss.Of(budget.Resource, budget.Selector, workload) is not null || budget.Selector.MayAccept(workload.TemplateLabels) || KustomizedLabels.MayAddSelectors(resources))
                return true;
        }

        return false;
    }

    // Another object of the name would be overwritten, and pods of two workloads under one selector would get two budgets (ML7004). A quorum of two bears no
    // eviction (ML3017).
    private static bool CanBeAdded(Workload workload, ResourceSet resources)
    {
        bool isNameTaken = resources.Named(workload.Resource, workload.Name).Any(other =>
            other != workload.Resource && (other.Kind == "PodDisruptionBudget" || (resources.WorkloadOf(other) is { OwningRollout: null } same && IsScaled(same))));
        bool isQuorumOfTwo = workload.Kind == WorkloadKind.StatefulSet && QuorumMembers.Tolerated(resources.ReplicasOf(workload).Count) == 0
            && (QuorumMembers.Find(workload.PodSpec, QuorumMembers.Images) ?? QuorumMembers.FindKafkaController(workload.PodSpec)) is not null;
        return !isNameTaken && !isQuorumOfTwo && !TemplateMarkers.IsTemplated(workload.Name) && resources.OthersSelectedBy(workload).IsEmpty;
    }

    private static CodeFix? AddBudget(Workload workload)
    {
        if (workload.ToLabelSelector() is not { } selector)
            return null;

        YamlMappingValue metadata = YamlValue.Map(("name", YamlValue.String(workload.Name)));
        if (workload.Namespace is { } space)
            metadata = metadata.With("namespace", YamlValue.String(space));
        return AddedManifest.Behind(
            workload.Resource,
            $"Add PodDisruptionBudget '{workload.Name}' with maxUnavailable 1",
            YamlValue.Map(
                ("apiVersion", "policy/v1"),
                ("kind", "PodDisruptionBudget"),
                ("metadata", metadata),
                ("spec", YamlValue.Map(("maxUnavailable", 1), ("selector", selector)))));
    }
}
