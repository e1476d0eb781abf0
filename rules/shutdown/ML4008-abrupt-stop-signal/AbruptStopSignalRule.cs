using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class AbruptStopSignalRule : Rule
{
    // The field lifecycle.stopSignal (feature ContainerStopSignals).
    private const int StopSignalMinor = 33;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4008",
        name: "abrupt-stop-signal",
        title: "A server is told to stop with the signal that cuts its open requests",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, _, _) = context;
        if (container.Lifecycle is not { } lifecycle || !workload.IsLongRunning)
            return;

        if (FindAbruptStep(container.PreStop) is { } step && IsAbrupt(container.Family, step.Signal))
            ReportHook(context, step);
        if (lifecycle.GetString("stopSignal") is { } signal && context.Target.HasFrom(StopSignalMinor))
            AnalyzeStopSignal(context, signal);
    }

    // After a wait nothing new arrives, and what is cut then had its time. SIGKILL leaves none in any case.
    private static HookStep? FindAbruptStep(LifecycleHook hook)
    {
        if (!hook.Has(HookTraits.Abrupt))
            return null;

        bool hasWaited = false;
        foreach (HookStep step in hook.Steps)
        {
            hasWaited |= step.Traits == HookTraits.Wait;
            if (step.Traits == HookTraits.Abrupt && (!hasWaited || step.Signal == StopSignal.Kill))
                return step;
        }

        return null;
    }

    private static void ReportHook(ContainerContext context, HookStep step)
    {
        ContainerView container = context.Container;
        SignalToken? token = SignalToken.Find(container.PreStop, step, Better(container.Family, step.Signal));
        context.Report(
            token?.Node ?? step.Node,
            $"preStop of {container.Describe()} sends SIG{StopSignals.NameOf(step.Signal)} to {NameOf(container.Family)}, {Explain(container.Family, step.Signal)}",
            token is { Fix: { } fix } ? fix : null,
            span: token?.Span ?? step.Span);
    }

    private static void AnalyzeStopSignal(ContainerContext context, Located<string> written)
    {
        ContainerView container = context.Container;
        StopSignal signal = StopSignals.Parse(written.Value);
        if (!IsAbrupt(container.Family, signal))
            return;

        CodeFix? fix = Better(container.Family, signal) is { } better && written.Node is YamlScalar
            ? CodeFix.Unsafe($"Set stopSignal to SIG{better}", written.Node, editor => editor.SetScalar(YamlPath.Of(written.Node), YamlValue.String("SIG" + better)))
            : null;
        context.Report(
            written.Node,
            $"stopSignal of {container.Describe()} sends SIG{StopSignals.NameOf(signal)} to {NameOf(container.Family)}, {Explain(container.Family, signal)}",
            fix);
    }

    // A server that no signal lets drain gets what it would get anyway.
    private static bool IsAbrupt(ImageFamily? family, StopSignal signal) =>
        signal == StopSignal.Kill || (family is { Graceful.IsEmpty: false } && family.IsGraceful(signal) == false) || (signal == StopSignal.Quit && IsDeafToQuit(family));

    // SIGQUIT makes a Java virtual machine print its threads and go on; Node.js has no handler for it.
    private static bool IsDeafToQuit(ImageFamily? family) => family is { Kind: ServerKind.Java or ServerKind.Node };

    private static string NameOf(ImageFamily? family) => family?.Name ?? "the application";

    private static string Explain(ImageFamily? family, StopSignal signal)
    {
        if (signal == StopSignal.Quit && IsDeafToQuit(family))
            return family!.Kind == ServerKind.Java ? "which prints its threads and goes on; SIGTERM stops it" : "which does not finish open requests; on SIGTERM a handler of the application can";

        string cut = signal == StopSignal.Kill ? "which gets no time to finish open requests" : "which closes open requests";
        return family is { Graceful: [var graceful, ..] } ? $"{cut}; SIG{StopSignals.NameOf(graceful)} finishes them" : cut;
    }

    private static string? Better(ImageFamily? family, StopSignal signal) => signal == StopSignal.Kill ? null
        : family is { Graceful: [var graceful, ..] } ? StopSignals.NameOf(graceful)
        : IsDeafToQuit(family) ? StopSignals.NameOf(StopSignal.Terminate)
        : null;
}
