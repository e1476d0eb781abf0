using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class SurgeExceedsQuotaRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3009",
        name: "surge-exceeds-quota",
        title: "A ResourceQuota has no room for the pods of a rollout",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        bool hasReplicas = workload.IsDeploymentLike || workload.Kind is WorkloadKind.StatefulSet or WorkloadKind.ReplicaSet or WorkloadKind.ReplicationController;
        if (!hasReplicas || workload is not { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true, OwningRollout: null } || !resources.QuotasOf(workload).Any())
            return;

        Replicas replicas = resources.ReplicasOf(workload);
        RolloutArithmetic rollout = resources.RolloutOf(workload);
        bool isRolling = rollout.Mode == RolloutMode.Rolling;
        if (replicas is { IsParked: true } or { IsAssumed: true } || (isRolling && (!rollout.IsKnown || rollout.AreBothZero)))
            return;

        long surge = isRolling ? rollout.Surge : 0;
        ImmutableArray<Shortage> shortages = FindShortages(context, replicas.Count, replicas.Count + surge);
        if (shortages.IsEmpty)
            return;

        bool isShortAlready = surge == 0 || shortages.Any(shortage => shortage.Need(replicas.Count) > shortage.Hard.Value);
        long pods = isShortAlready ? replicas.Count : replicas.Count + surge;
        context.Report(
            (isShortAlready ? null : rollout.WrittenSurge?.Node) ?? workload.PlaceOfReplicas(replicas),
            Describe(workload, rollout, [.. shortages.Where(shortage => shortage.Need(pods) > shortage.Hard.Value)], replicas.Count, surge, isShortAlready),
            related: [.. shortages.Select(shortage => shortage.Quota.Locate(shortage.Hard))]);
    }

    private static ImmutableArray<Shortage> FindShortages(WorkloadContext context, long replicas, long total)
    {
        PodSpecView pod = context.Workload.PodSpec;
        LimitRangeDefaults defaults = context.Resources.LimitRangeDefaultsOf(context.Workload);
        ImmutableArray<Shortage> shortages = [];
        foreach (ResourceQuotaView quota in context.Resources.QuotasOf(context.Workload))
        {
            if (quota.HasScopes)
                continue;
            foreach (string counted in QuotaNeeds.Counted)
            {
                if (quota.Hard(counted) is not { } hard || QuotaNeeds.AmountOf(pod, counted, defaults) is not { } each)
                    continue;
                var shortage = new Shortage(quota, hard, each);
                if (shortage.Need(Math.Max(replicas, total)) > hard.Value)
                    shortages = shortages.Add(shortage);
            }
        }

        return shortages;
    }

    private static string Describe(Workload workload, RolloutArithmetic rollout, ImmutableArray<Shortage> shortages, long replicas, long surge, bool isShortAlready)
    {
        long pods = isShortAlready ? replicas : replicas + surge;
        string who = replicas == 1 ? $"1 replica of {workload}" : $"{replicas} replicas of {workload}";
        string need = string.Join(" and ", shortages.Select(shortage => $"{ResourceGaps.KeyOf(shortage.Hard)} {shortage.Need(pods)} where {shortage.Quota} allows {shortage.Hard.Value}"));
        if (isShortAlready)
            return $"{who} need{(replicas == 1 ? "s" : "")} {need}: even without surge some pods are refused";

        bool isFull = shortages.Any(shortage => shortage.Need(replicas + 1) > shortage.Hard.Value);
        string hangs = isFull && rollout.Unavailable == 0 ? ", and maxUnavailable 0 makes the rollout hang" : "";
        return $"{who} and {surge} surge need {need}: surge pods are refused{hangs}";
    }

    private readonly record struct Shortage(ResourceQuotaView Quota, Located<Quantity> Hard, Quantity Each)
    {
        public Quantity Need(long pods) => Each * pods;
    }
}
