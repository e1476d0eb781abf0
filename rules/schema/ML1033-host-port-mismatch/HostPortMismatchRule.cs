using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class HostPortMismatchRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1033",
        name: "host-port-mismatch",
        title: "With hostNetwork a hostPort differs from its containerPort",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    // The API server looks at the regular containers only (validatePodHostNetworkDeps).
    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (!workload.HasOwnTemplate || !workload.PodSpec.IsHostNetwork)
            return;

        foreach (ContainerView container in workload.PodSpec.Containers)
        {
            foreach (ContainerPort port in container.Ports)
            {
                if (port.Mapping.GetInteger("hostPort") is not { } hostPort || port.Number is not { } number)
                    continue;
                if (hostPort.Value != number.Value && IsPort(hostPort.Value) && IsPort(number.Value))
                {
                    context.Report(
                        hostPort.Node,
                        $"With hostNetwork the hostPort {hostPort.Value} must equal containerPort {number.Value}, {Refusal.OfTemplate(workload, context.Target)}",
                        CodeFix.Safe("Delete hostPort", port.Mapping, editor => editor.RemoveEntry(YamlPath.Of(port.Mapping) / "hostPort")));
                }
            }
        }
    }

    // 0 is no host port; other numbers are told by ML1030.
    private static bool IsPort(long number) => number is >= 1 and <= 65535;
}
