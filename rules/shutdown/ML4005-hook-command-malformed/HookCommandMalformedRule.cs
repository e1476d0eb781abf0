using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class HookCommandMalformedRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4005",
        name: "hook-command-malformed",
        title: "The command of a hook cannot do what it says",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (context.Container.Lifecycle is null || context.Workload is not { HasOwnTemplate: true, IsHelmHook: false })
            return;

        Check(context, context.Container.PostStart);
        Check(context, context.Container.PreStop);
    }

    private static void Check(ContainerContext context, LifecycleHook hook)
    {
        if (hook.Defect is not { } defect)
            return;

        // A postStart that fails takes the container with it (FailedPostStartHook).
        bool kills = defect.AlwaysFails && hook.Key == "postStart";
        context.Report(
            defect.Node,
            $"{hook.Key} of {context.Container.Describe()} {defect.Describe(hook.Command)}, so {Consequence(hook, defect)}",
            defect.Repair(hook.Command, context.Container),
            kills ? DiagnosticSeverity.Error : null);
    }

    private static string Consequence(LifecycleHook hook, CommandDefect defect)
    {
        if (defect.AlwaysFails)
            return hook.WhenFailing();
        return defect.Kind == CommandDefectKind.OperatorWithoutShell ? "what follows it never runs" : "the hook does not do what it says";
    }
}
