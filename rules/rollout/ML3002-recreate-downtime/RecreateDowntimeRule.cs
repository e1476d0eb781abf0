using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class RecreateDowntimeRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3002",
        name: "recreate-downtime",
        title: "Recreate stops every pod behind a Service before a new one starts",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (workload.Kind is not (WorkloadKind.Deployment or WorkloadKind.DeploymentConfig) || workload.IsPartial || workload.OwningRollout is not null)
            return;

        YamlMapping? strategy = workload.Spec.GetMapping("strategy");
        bool isRefused = strategy.Get("rollingUpdate") is not null;
        if (strategy.GetString("type") is not { Value: "Recreate" } type || isRefused)
            return;

        Replicas replicas = resources.ReplicasOf(workload);
        if (resources.RequestServicesOf(workload) is not [var service, ..] || replicas.IsParked)
            return;

        string? need = FindNeed(resources, workload);
        string pods = PodCount.All(replicas.Count);
        string budget = workload.PodSpec.FindStartBudget() is { } start
            ? $"a new one, which has a start budget of {start.Seconds} s"
            : "a new one";
        string note = need is null ? "" : $"; needed here because {need} cannot be shared";
        context.Report(
            type.Node,
            $"Recreate stops {pods} and waits up to {workload.PodSpec.EffectiveGrace} s for the end before starting {budget}: "
                + $"Service '{service.Name}' has no ready endpoint meanwhile{note}",
            need is null && workload.Kind == WorkloadKind.Deployment && !HasUnseenClaim(resources, workload) && !workload.PodSpec.Containers.Any(ElectsLeader)
                ? RollInstead(strategy!)
                : null,
            need is null ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info);
    }

    private static string? FindNeed(ResourceSet resources, Workload workload)
    {
        if (resources.FindSingleWriterClaim(workload) is { } claim)
            return $"claim '{claim}'";
        if (workload.PodSpec.FindHostPort() is { } port)
            return $"hostPort {port.Value}";
        return workload.PodSpec.IsHostNetwork ? "the host network" : null;
    }

    // Most claims have one writer: a surge pod would wait for the old one, and the rollout for both.
    private static bool HasUnseenClaim(ResourceSet resources, Workload workload) => workload.PodSpec.Volumes.Any(volume => volume.Get("persistentVolumeClaim") is YamlMapping source
        && (source.GetString("claimName") is not { } claim || resources.Find(workload.Resource, "", "PersistentVolumeClaim", claim.Value) is null));

    // A surge pod that is ready only as the leader waits for the old one, and the rollout for it.
    private static bool ElectsLeader(ContainerView container) => container.Start.Words.Any(word => word.Value.Contains("leader-elect", StringComparison.Ordinal));

    private static CodeFix RollInstead(YamlMapping strategy)
    {
        YamlPath path = YamlPath.Of(strategy);
        return CodeFix.Unsafe(
            "Roll with one surge pod instead",
            strategy,
            editor => editor
                .Set(path / "type", YamlValue.String("RollingUpdate"))
                .InsertEntry(path, "rollingUpdate", YamlValue.Map(("maxSurge", YamlValue.Integer(1)), ("maxUnavailable", YamlValue.Integer(0))), EntryPosition.After("type")));
    }
}
