using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ExternalPolicyLocalDropsRule : Rule
{
    private static readonly NumberOption DrainSeconds = new(
        "drainSeconds", Default: 15, Minimum: 1, Maximum: 600, "seconds of preStop wait after which the load balancer has surely noticed that a node has no ready pod");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5010",
        name: "external-policy-local-drops",
        title: "A rollout takes the last pod off a node to which a load balancer still sends",
        severity: DiagnosticSeverity.Warning);

    public override ImmutableArray<RuleOption> Options => [DrainSeconds];

    public override void Initialize(AnalysisContext context) => context.RegisterServiceAction(Analyze);

    private static void Analyze(ServiceContext context)
    {
        (ServiceView service, ResourceSet resources, _) = context;
        if (service.Resource.Spec.GetString("externalTrafficPolicy") is not { Value: "Local" } policy || service.Type is not (ServiceType.NodePort or ServiceType.LoadBalancer))
            return;

        // A DaemonSet has a pod on every node.
        ImmutableArray<Workload> workloads = resources.WorkloadsSelectedBy(service);
        if (workloads.Any(workload => workload.Kind == WorkloadKind.DaemonSet))
            return;

        foreach (Workload workload in workloads)
        {
            if (FindRisk(context, workload) is not { } risk)
                continue;

            string who = service.Type == ServiceType.LoadBalancer ? "the load balancer notices" : "the senders notice";
            context.Report(policy.Node, $"externalTrafficPolicy Local sends traffic only to nodes with a ready pod; {workload} has {risk} are dropped until {who}");
            return;
        }
    }

    private static string? FindRisk(ServiceContext context, Workload workload)
    {
        ResourceSet resources = context.Resources;
        if (workload is not { IsLongRunning: true, IsPartial: false, IsOwned: false, OwningRollout: null })
            return null;

        Replicas replicas = resources.ReplicasOf(workload);
        RolloutArithmetic rollout = resources.RolloutOf(workload);
        if (replicas.IsParked || replicas.IsAssumed || rollout is not { Mode: RolloutMode.Rolling, IsKnown: true })
            return null;

        // While every container waits, a pod that is to go still answers what its node receives.
        bool keepsOne = replicas.Count > 1 || rollout.Unavailable == 0;
        if (keepsOne && Waits(workload.PodSpec, context.GetOption(DrainSeconds)))
            return null;

        string count = WorkloadText.Count(replicas.Count) + (replicas.Scaler is { } scaler ? $" at the minimum of {scaler}" : "");
        if (replicas.Count < 2)
            return $"{count}, so in a rollout the packets for its old node";
        return rollout.Unavailable >= 1 && !workload.PodSpec.IsSpreadOver(PodPlacement.Hostname)
            ? FormattableString.Invariant($"{count} with {rollout.Unavailable} allowed down and no spread over nodes, so in a rollout the packets for a node that loses its last pod")
            : null;
    }

    // A hook of which nobody can tell what it does is believed to wait long enough.
    private static bool Waits(PodSpecView pod, int seconds)
    {
        bool hasAny = false;
        foreach (ContainerView container in pod.AllRunning)
        {
            if (!container.IsApp && !container.IsProxySidecar)
                continue;

            PreStopHook hook = container.PreStop;
            if (hook.SleepSeconds < seconds && !hook.WaitsUnknownLength && !hook.Has(HookTraits.Opaque))
                return false;
            hasAny = true;
        }

        return hasAny;
    }
}
