using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InternalPolicyLocalWithoutDaemonsetRule : Rule
{
    private const string Key = "internalTrafficPolicy";

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5011",
        name: "internal-policy-local-without-daemonset",
        title: "A Service can be reached only from nodes that happen to run one of its pods",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        (ServiceView service, ResourceSet resources, _) = context;
        if (service.Resource.Spec is not { } spec || spec.GetString(Key) is not { Value: "Local" } policy || service.IsHeadless)
            return;

        ImmutableArray<Workload> workloads = [.. resources.WorkloadsSelectedBy(service).Where(workload => IsRunning(resources, workload))];
        // A DaemonSet among them has a pod on every node.
        if (workloads.IsEmpty || workloads.Any(workload => workload.Kind == WorkloadKind.DaemonSet))
            return;

        context.Report(
            policy.Node,
            $"internalTrafficPolicy Local drops traffic from every node {Describe(resources, workloads)}",
            CodeFix.Unsafe($"Remove {Key}", spec, editor => editor.RemoveEntry(YamlPath.Of(spec) / Key)));
    }

    private static bool IsRunning(ResourceSet resources, Workload workload) =>
        workload is { IsLongRunning: true, OwningRollout: null } && !resources.ReplicasOf(workload).IsParked;

    private static string Describe(ResourceSet resources, ImmutableArray<Workload> workloads)
    {
        if (workloads is not [var workload])
            return $"without a pod of {WorkloadText.List(workloads)}";

        Replicas replicas = resources.ReplicasOf(workload);
        return replicas switch
        {
            { Source: ReplicaSource.Single } => $"but that of {workload}",
            { IsAssumed: true } => $"without a pod of {workload}",
            { Scaler: { } scaler } => $"without a pod of {workload}, which has {WorkloadText.Count(replicas.Count)} at the minimum of {scaler}",
            _ => $"without a pod of {workload}, which has {WorkloadText.Count(replicas.Count)}",
        };
    }
}
