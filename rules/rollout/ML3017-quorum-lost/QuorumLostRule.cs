using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class QuorumLostRule : Rule
{
    private static readonly ListOption QuorumImages = QuorumText.ImagesOption;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3017",
        name: "quorum-lost",
        title: "More members of a quorum may stop together than the majority survives",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [QuorumImages];

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterWorkloadAction(AnalyzeWorkload);
        context.RegisterResourceAction(AnalyzeBudget);
    }

    private static void AnalyzeWorkload(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!IsJudged(workload) || resources.ReplicasOf(workload) is not { Count: >= 2, IsAssumed: false } replicas || FindMember(workload, context.GetOption(QuorumImages)) is not { } member)
            return;

        RolloutArithmetic rollout = resources.RolloutOf(workload);
        bool isReplaced = rollout is { Mode: RolloutMode.Rolling, IsKnown: true, AreBothZero: false };
        long stopped = isReplaced ? StatefulSetUpdates.PodsAtOnce(rollout, context.Target) : 0;
        if (replicas.Count == 2 && (stopped > 0 || resources.DisruptionBudgetsOf(workload).Any(budget => budget.AllowedDisruptions(2) > 0)))
            context.Report(workload.PlaceOfReplicas(replicas), $"With 2 {QuorumText.NameOf(member)} members in {workload} any one stop, an update too, loses the majority: use 3");
        else if (rollout.WrittenUnavailable is { } written && stopped > QuorumMembers.Tolerated(replicas.Count))
            context.Report(written.Node, Describe($"maxUnavailable {written.Value}", stopped, replicas.Count, member, workload), SetOne(written.Node));
    }

    private static void AnalyzeBudget(ResourceContext context)
    {
        if (context.Resource.IsPartial || context.Resources.DisruptionBudgetOf(context.Resource) is not { } budget || (budget.MaxUnavailable ?? budget.MinAvailable) is not { } written)
            return;

        ImmutableArray<Workload> workloads = context.Resources.WorkloadsOf(budget);
        if (!workloads.Any(IsJudged))
            return;

        ImmutableArray<Replicas> replicas = [.. workloads.Select(context.Resources.ReplicasOf)];
        if (replicas.Any(count => count.IsAssumed) || budget.AllowedDisruptions(replicas.Sum(count => count.Count)) is not { } allowed)
            return;

        for (int i = 0; i < workloads.Length; i++)
        {
            long members = replicas[i].Count;
            if (members < 3 || Math.Min(allowed, members) <= QuorumMembers.Tolerated(members) || !IsJudged(workloads[i]) || FindMember(workloads[i], context.GetOption(QuorumImages)) is not { } member)
                continue;

            string field = budget.MaxUnavailable is null ? "minAvailable" : "maxUnavailable";
            context.Report(
                written.Node,
                Describe($"{field} {written.Value}", Math.Min(allowed, members), members, member, workloads[i]),
                field == "maxUnavailable" ? SetOne(written.Node) : KeepAllButOne(written.Node));
            return;
        }
    }

    private static bool IsJudged(Workload workload) => workload is { Kind: WorkloadKind.StatefulSet, IsPartial: false, IsLongRunning: true };

    private static ContainerView? FindMember(Workload workload, ImmutableArray<string> images) =>
        QuorumMembers.Find(workload.PodSpec, images) ?? QuorumMembers.FindKafkaController(workload.PodSpec);

    private static string Describe(string source, long stopped, long members, ContainerView member, Workload workload) =>
        $"{source} lets {stopped} of {members} {QuorumText.NameOf(member)} members of {workload} stop together, a majority survives at most {QuorumMembers.Tolerated(members)}";

    private static CodeFix SetOne(YamlNode node) => CodeFix.Unsafe("Set maxUnavailable to 1", node, editor => editor.Set(YamlPath.Of(node), YamlValue.Integer(1)));

    private static CodeFix KeepAllButOne(YamlNode node)
    {
        YamlPath path = YamlPath.Of(node);
        return CodeFix.Unsafe(
            "Write maxUnavailable: 1 instead",
            node,
            editor => editor.RenameKey(path, "maxUnavailable").Set(path.Parent / "maxUnavailable", YamlValue.Integer(1)));
    }
}
