using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class QuotaNeedsResourcesRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7030",
        name: "quota-needs-resources",
        title: "A ResourceQuota counts what a container does not give",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!resources.QuotasOf(workload).Any() || workload is not { IsPartial: false, HasOwnTemplate: true } || workload.Kind == WorkloadKind.KnativeService)
            return;
        if (resources.ReplicasOf(workload).IsParked)
            return;

        foreach (ContainerView container in workload.PodSpec.All)
        {
            if (resources.FindRefusals(container) is not { IsEmpty: false } refusals)
                continue;

            string quotas = string.Join(" and ", refusals.GroupBy(refusal => refusal.Quota).Select(quota => $"{quota.Key} counts {string.Join(", ", quota.Select(refusal => ResourceGaps.KeyOf(refusal.Hard)))}"));
            string sets = refusals.Length == 1 ? "sets none" : "sets none of them";
            context.Report(
                container.PlaceOfResources(),
                $"{quotas}, {container.Describe()} of {workload} {sets}: {Effect(workload)}",
                related: [.. refusals.Select(refusal => refusal.Quota.Locate(refusal.Hard))]);
        }
    }

    private static string Effect(Workload workload) => workload.Kind switch
    {
        WorkloadKind.Pod => "the API server refuses the Pod",
        WorkloadKind.Job or WorkloadKind.CronJob => "its pods are refused and the Job does not start",
        _ => "its pods are refused and the rollout does not start",
    };
}
