using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class IdleSlotWithoutReadinessRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6010",
        name: "idle-slot-without-readiness",
        title: "A container of the idle side has no readinessProbe, so nobody knows when a switch is safe",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        foreach ((ContainerView container, ServiceView service, TargetedPort port) in context.Resources.FindUnreadyIdle(context.Set))
        {
            Workload idle = container.Pod.Workload;
            if (!idle.HasOwnTemplate)
                continue;

            string number = port.Number is { } known ? $"port {known}" : $"port '{port.ServicePort.Target!.Value.Value}'";
            context.Report(
                idle.Resource,
                container.Name?.Node ?? container.Mapping.Entries[0].Key,
                $"Container '{container.Name?.Value}' of {idle} has no readinessProbe: a switch of {service} to {context.Set.Pair.SlotOf(idle)} sends requests to {number} before it answers",
                CopyProbe(context.Set.Live!, container, port));
        }
    }

    // What the live side is asked is what the next release will be asked; a port that only the live side names would never be found.
    private static CodeFix? CopyProbe(Workload live, ContainerView container, TargetedPort port)
    {
        ContainerView? twin = live.PodSpec.Containers.FirstOrDefault(candidate => candidate.Name?.Value == container.Name?.Value) ?? port.ServicePort.ResolveIn(live.PodSpec)?.Container;
        if (twin?.ReadinessProbe is not { } probe || (probe.Port is { } asked && container.ResolvePort(asked.Value) is null))
            return null;

        return CodeFix.Unsafe(
            $"Copy the readinessProbe of {live.Name}",
            container.Mapping,
            editor => editor.Set(YamlPath.Of(container.Mapping) / "readinessProbe", YamlValue.From(probe.Mapping)));
    }
}
