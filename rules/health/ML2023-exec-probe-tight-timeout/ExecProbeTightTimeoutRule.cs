using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ExecProbeTightTimeoutRule : Rule
{
    private const long TimeoutSeconds = 5;
    private const long PeriodSeconds = 10;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2023",
        name: "exec-probe-tight-timeout",
        title: "A probe starts a program that hardly starts within its timeout",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (context.Workload is not { HasOwnTemplate: true, IsHelmHook: false })
            return;

        foreach (ProbeView probe in context.Container.Probes)
        {
            if (probe is { Kind: HandlerKind.Exec, TimeoutSeconds: 1, IsKnown: true })
                Check(context, probe);
        }
    }

    private static void Check(ContainerContext context, ProbeView probe)
    {
        // A patch may leave the timeout to its base.
        if (probe.GetWritten("timeoutSeconds") is null && context.Workload.IsPartial)
            return;

        CommandWords command = probe.Command;
        if (command.ReadCommands() is not [var first, ..] || WhyTight(first.Program) is not { } why || !command.MayRunIn(context.Container))
            return;

        context.Report(
            probe.GetWritten("timeoutSeconds")?.Node ?? command.Node!,
            $"{probe.Describe(context.Container)} starts '{first.Program}' with a 1 s timeout, {why}",
            AllowMore(probe),
            probe.Purpose == "startup" ? DiagnosticSeverity.Info : null);
    }

    private static string? WhyTight(string program) => program switch
    {
        "java" or "jcmd" or "keytool" or "dotnet" or "kubectl" or "mongo" or "mongosh" or "rabbitmqctl" or "rabbitmq-diagnostics" or "nodetool" or "cqlsh" or "aws" or "gcloud" or "az" =>
            "shorter than the program usually takes to start",
        _ when program is "node" or "ruby" or "php" or "perl" || program.StartsWith("python", StringComparison.Ordinal) =>
            "which the program misses as soon as the CPU is busy or limited",
        _ => null,
    };

    private static CodeFix AllowMore(ProbeView probe)
    {
        YamlPath path = YamlPath.Of(probe.Mapping);
        bool raisesPeriod = probe.PeriodSeconds < PeriodSeconds;
        return CodeFix.Unsafe(
            raisesPeriod ? $"Set timeoutSeconds to {TimeoutSeconds} and periodSeconds to {PeriodSeconds}" : $"Set timeoutSeconds to {TimeoutSeconds}",
            probe.Mapping,
            editor =>
            {
                YamlEditor relaxed = editor.Set(path / "timeoutSeconds", YamlValue.Integer(TimeoutSeconds));
                return raisesPeriod ? relaxed.Set(path / "periodSeconds", YamlValue.Integer(PeriodSeconds)) : relaxed;
            });
    }
}
