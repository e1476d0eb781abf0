using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SurgeHostPortConflictRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3007",
        name: "surge-host-port-conflict",
        title: "The surge pod needs a port of the node that an old pod holds",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        bool isDaemonSet = workload.Kind == WorkloadKind.DaemonSet;
        if ((!isDaemonSet && !workload.IsDeploymentLike) || workload is not { IsLongRunning: true, IsPartial: false, HasOwnTemplate: true, OwningRollout: null })
            return;

        RolloutArithmetic rollout = resources.RolloutOf(workload);
        if (rollout is not { Mode: RolloutMode.Rolling, IsKnown: true, AreBothZero: false, Surge: >= 1 } || !workload.PodSpec.TakesHostPort())
            return;

        (_, HostPort port, YamlNode place) = workload.PodSpec.ReadHostPorts().First();
        if (isDaemonSet)
            ReportDaemonSet(context, rollout, port, place);
        else if (rollout.Unavailable == 0 && resources.ReplicasOf(workload) is { IsParked: false } replicas)
            ReportSurge(context, rollout, replicas, port, place);
    }

    private static void ReportSurge(WorkloadContext context, RolloutArithmetic rollout, Replicas replicas, HostPort port, YamlNode place)
    {
        Workload workload = context.Workload;
        string keeps = replicas.Count == 1 ? "the old pod" : $"all {replicas.Count} old pods";
        string nodes = replicas.IsAssumed ? "one node more than there are replicas" : $"{replicas.Count + 1} nodes that fit";
        context.Report(
            place,
            $"Each pod of {workload} takes host port {port.Number} of its node, and maxUnavailable 0 keeps {keeps}: a rollout needs {nodes}, else the surge pod waits for ever",
            replicas.Count >= 2
                ? CodeFix.Unsafe("Set maxSurge to 0 and maxUnavailable to 1", workload.Resource.Root, editor => editor.SetRolling(workload, rollout, surge: 0, unavailable: 1))
                : null);
    }

    private static void ReportDaemonSet(WorkloadContext context, RolloutArithmetic rollout, HostPort port, YamlNode place)
    {
        // Anything but 0 is refused beside a surge.
        if (rollout.WrittenSurge is not { } surge || rollout.WrittenUnavailable is not { Value.Number: 0 })
            return;

        context.Report(
            place,
            $"maxSurge {surge.Value} of {context.Workload} starts the new pod beside the old one on the same node, where host port {port.Number} is taken, so the update hangs",
            TakeOldPodFirst(surge.Node));
    }

    private static CodeFix TakeOldPodFirst(YamlNode surge)
    {
        YamlPath parameters = YamlPath.Of(surge).Parent;
        return CodeFix.Unsafe(
            "Set maxSurge to 0 and maxUnavailable to 1",
            surge,
            editor => editor.Set(parameters / "maxSurge", YamlValue.Integer(0)).Set(parameters / "maxUnavailable", YamlValue.Integer(1)));
    }
}
