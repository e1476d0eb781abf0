using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class DaemonSetStopsManyNodesRule : Rule
{
    private const int ManyPercent = 50;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3018",
        name: "daemonset-stops-many-nodes",
        title: "An update stops a DaemonSet that carries traffic on half of all nodes together",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Always);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        if (workload.Kind != WorkloadKind.DaemonSet || !workload.IsLongRunning)
            return;

        RolloutArithmetic rollout = resources.RolloutOf(workload);
        if (rollout is not { Mode: RolloutMode.Rolling, IsKnown: true, WrittenUnavailable: { Value: { IsPercent: true, Number: >= ManyPercent } } written } || rollout.Surge > 0)
            return;
        if (FindTraffic(resources, workload) is not { } traffic)
            return;

        context.Report(
            written.Node,
            $"maxUnavailable {written.Value} stops the pods of {workload} on {(written.Value.Number == 100 ? "all nodes" : $"{written.Value} of all nodes")} together while they carry traffic {traffic}",
            CodeFix.Unsafe("Set maxUnavailable to 10%", written.Node, editor => editor.Set(YamlPath.Of(written.Node), YamlValue.String("10%"))));
    }

    private static string? FindTraffic(ResourceSet resources, Workload workload)
    {
        foreach ((ContainerPort declared, HostPort port, _) in workload.PodSpec.ReadHostPorts())
        {
            if (!declared.IsMetrics)
                return $"on host port {port.Number}";
        }

        foreach (ServiceView service in resources.ServicesSelecting(workload))
        {
            if (service.Type is ServiceType.LoadBalancer or ServiceType.NodePort)
                return $"of Service '{service.Name}' ({service.Type})";
        }

        return null;
    }
}
