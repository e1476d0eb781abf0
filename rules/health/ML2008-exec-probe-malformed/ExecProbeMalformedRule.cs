using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ExecProbeMalformedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2008",
        name: "exec-probe-malformed",
        title: "The command of a probe cannot do what it says",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (context.Workload is not { HasOwnTemplate: true, IsHelmHook: false })
            return;

        foreach (ProbeView probe in context.Container.Probes)
        {
            if (probe.Kind != HandlerKind.Exec)
                continue;
            CommandWords command = probe.Command;
            if (CommandDefect.Find(command) is not { } defect)
                continue;

            context.Report(
                defect.Node,
                $"{probe.Describe(context.Container)} {defect.Describe(command)}, so {Consequence(probe, defect)}",
                defect.Repair(command, context.Container),
                defect.AlwaysFails ? null : DiagnosticSeverity.Warning);
        }
    }

    // A program that is not found gives no result at all, one that ends with an error gives a failure.
    private static string Consequence(ProbeView probe, CommandDefect defect)
    {
        if (defect.Kind == CommandDefectKind.WordWithBlanks)
            return probe.WhenWithoutResult();
        return defect.AlwaysFails ? probe.WhenFailing() : "it does not test what it says";
    }
}
