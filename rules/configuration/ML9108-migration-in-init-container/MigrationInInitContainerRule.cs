using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class MigrationInInitContainerRule : Rule
{
    private static readonly ListOption Allowed = new("allowed", [], "names of init containers that may migrate, because they take a lock and the old version works with the new schema");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9108",
        name: "migration-in-init-container",
        title: "An init container migrates the database in every pod",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict);

    public override ImmutableArray<RuleOption> Options => [Allowed];

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (workload.PodSpec.InitContainers.IsEmpty || workload is not { HasOwnTemplate: true, IsLongRunning: true, IsPartial: false })
            return;
        if (workload.Kind is not (WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.Rollout or WorkloadKind.DeploymentConfig or WorkloadKind.CloneSet))
            return;

        foreach (ContainerView container in workload.PodSpec.InitContainers)
        {
            if (container.Role == ContainerRole.Init && MigrationCommand.IsIn(container) && !context.GetOption(Allowed).Contains(container.Name?.Value ?? ""))
                Report(context, container);
        }
    }

    private static void Report(WorkloadContext context, ContainerView container)
    {
        if (Describe(context) is { } rollout)
            context.Report(container.Name?.Node ?? (YamlNode)container.Mapping, $"Init {container.Describe()} migrates the database once per pod: {rollout}");
    }

    // Null when there is one pod at a time, and nothing else beside it.
    private static string? Describe(WorkloadContext context)
    {
        Workload workload = context.Workload;
        Replicas replicas = context.Resources.ReplicasOf(workload);
        RolloutArithmetic rollout = context.Resources.RolloutOf(workload);
        long count = replicas.Count;
        if (replicas.IsParked)
            return null;
        if (workload.Kind == WorkloadKind.StatefulSet)
            return count > 1 ? $"{count} times in one rollout, and from the first one on up to {count - 1} old pods serve the old schema" : null;
        if (workload.Kind == WorkloadKind.CloneSet || rollout.Mode is not (RolloutMode.Rolling or RolloutMode.Recreate) || !rollout.IsKnown)
            return count > 1 ? $"{count} times in one rollout, while old pods still serve the old schema" : null;
        if (rollout.Mode == RolloutMode.Recreate)
            return count > 1 ? $"{count} at a time" : null;

        // The controller takes old pods away first, so that new ones start in their place and on top.
        long atOnce = Math.Min(count, rollout.Surge + rollout.Unavailable);
        long old = rollout.MinAvailable;
        if (count + rollout.Surge <= 1)
            return null;
        string pods = old == 1 ? "1 old pod still serves" : $"{old} old pods still serve";
        string beside = old == 0 ? "" : $", while {pods} the old schema";
        string times = atOnce > 1 ? $"up to {atOnce} at a time" : count > 1 ? $"{count} times, one at a time" : "once";
        return $"a rollout of {count} runs it {times}{beside}";
    }
}
