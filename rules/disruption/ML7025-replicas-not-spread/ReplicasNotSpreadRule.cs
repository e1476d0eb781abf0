using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ReplicasNotSpreadRule : Rule
{
    private static readonly SwitchOption ClusterDefaultSpread = new(
        "clusterDefaultSpread", Default: false, "whether the scheduler of the cluster is configured to spread the pods of every workload");

    private static readonly string[] Domains =
        [PodPlacement.Hostname, "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML7025",
        name: "replicas-not-spread",
        title: "Nothing written keeps replicas on different nodes",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [ClusterDefaultSpread];

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (!DisruptionArithmetic.HasScale(workload) || workload is not { HasOwnTemplate: true, IsLongRunning: true, IsPartial: false, OwningRollout: null } || context.GetOption(ClusterDefaultSpread))
            return;
        if (workload.PodSpec is not { Mapping: { } pod } view || resources.ReplicasOf(workload) is not { Count: >= 2, IsAssumed: false } replicas || !resources.IsServed(workload))
            return;
        // A constraint either counts the pods or is ML7023's; one node for all is ML7022's; a port of the node keeps pods apart by itself.
        if (pod.Get("topologySpreadConstraints") is { } written && written is not YamlSequence { Items.IsEmpty: true })
            return;
        if (IsKeptApart(view) || view.FindPinnedNode() is not null || TakesPortOfNode(view))
            return;

        context.Report(
            workload.Template!.Find("spec")!.Key,
            $"Only the scheduler's default preference keeps the {replicas.Count} pods of {workload} on different nodes",
            Spread(workload, pod));
    }

    private static bool IsKeptApart(PodSpecView pod)
    {
        foreach (PodAffinityTerm term in pod.AffinityTerms)
        {
            if (term.IsAnti && Domains.Contains(term.TopologyKey?.Value) && (term.MeansPodsOf(pod.Workload) || !term.Selector.IsKnown))
                return true;
        }

        return false;
    }

    private static bool TakesPortOfNode(PodSpecView pod) =>
        pod.FindHostPort() is not null || (pod.IsHostNetwork && pod.AllRunning.Any(container => !container.Ports.IsEmpty));

    private static CodeFix? Spread(Workload workload, YamlMapping pod)
    {
        if (workload.ToLabelSelector() is not { } selector)
            return null;

        YamlPath path = YamlPath.Of(pod);
        YamlValue constraints = YamlValue.List(YamlValue.Map(
            ("maxSkew", 1),
            ("topologyKey", PodPlacement.Hostname),
            ("whenUnsatisfiable", "ScheduleAnyway"),
            ("labelSelector", selector)));
        bool isWritten = pod.Find("topologySpreadConstraints") is not null;
        return CodeFix.Unsafe("Prefer different nodes with topologySpreadConstraints", pod, editor => isWritten
            ? editor.Set(path / "topologySpreadConstraints", constraints)
            : editor.InsertEntry(path, "topologySpreadConstraints", constraints, EntryPosition.Before("containers")));
    }
}
