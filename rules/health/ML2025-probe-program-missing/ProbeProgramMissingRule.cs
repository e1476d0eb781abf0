using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ProbeProgramMissingRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2025",
        name: "probe-program-missing",
        title: "A probe runs a program that the image does not have",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        ContainerView container = context.Container;
        if (context.Workload is not { HasOwnTemplate: true, IsHelmHook: false })
            return;

        foreach (ProbeView probe in container.Probes)
        {
            if (probe.Kind != HandlerKind.Exec)
                continue;
            CommandWords command = probe.Command;
            if (CommandDefect.Find(command) is null && MissingPrograms.Find(command, container) is { } program)
            {
                context.Report(
                    program.Node,
                    $"Image '{container.Image?.Value}' has no '{command.Program}', so the {probe.Key} of {container.Describe()} never succeeds and {probe.WhenWithoutResult()}");
            }
        }
    }
}
