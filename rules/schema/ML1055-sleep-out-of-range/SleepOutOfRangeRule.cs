using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class SleepOutOfRangeRule : Rule
{
    // The minors that brought the sleep action, and a sleep of 0 seconds (features PodLifecycleSleepAction, PodLifecycleSleepActionAllowZero).
    private const int SleepSince = 29;
    private const int ZeroSince = 33;
    private const long SpareSeconds = 30;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1055",
        name: "sleep-out-of-range",
        title: "The sleep of a hook does not fit into the grace period",
        severity: DiagnosticSeverity.Error,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (!context.Workload.HasOwnTemplate || !context.Target.HasFrom(SleepSince))
            return;

        foreach (ProbeOrHook part in context.Container.ProbesAndHooks)
        {
            if (part.IsHook && part.Mapping.GetMapping("sleep").GetInteger("seconds") is { } seconds && part.HandlerCount == 1)
                Analyze(context, seconds);
        }
    }

    private static void Analyze(ContainerContext context, Located<long> seconds)
    {
        PodSpecView pod = context.Container.Pod;
        string refusal = Refusal.OfTemplate(context.Workload, context.Target);
        if (seconds.Value < 0)
            context.Report(seconds.Node, $"sleep {seconds.Value} s is negative, {refusal}{context.Target.NoteFrom(SleepSince)}");
        else if (seconds.Value == 0 && context.Target.HasBelow(ZeroSince))
            context.Report(seconds.Node, $"sleep 0 s is legal since 1.{ZeroSince} only, {refusal}{context.Target.NoteBelow(ZeroSince)}");
        else if (IsGraceKnown(context.Workload, pod) && seconds.Value > pod.EffectiveGrace)
            ReportTooLong(context, seconds, refusal);
    }

    // A negative grace is reported by itself.
    private static bool IsGraceKnown(Workload workload, PodSpecView pod) => pod.TerminationGracePeriod is { } written
        ? written.Value >= 0
        : !workload.IsPartial && pod.Mapping.Get("terminationGracePeriodSeconds") is null;

    private static void ReportTooLong(ContainerContext context, Located<long> seconds, string refusal)
    {
        PodSpecView pod = context.Container.Pod;
        string note = pod.TerminationGracePeriod is null ? " (default)" : "";
        long grace = seconds.Value + SpareSeconds;
        context.Report(
            seconds.Node,
            $"sleep {seconds.Value} s is longer than terminationGracePeriodSeconds {pod.EffectiveGrace}{note}, {refusal}{context.Target.NoteFrom(SleepSince)}",
            CodeFix.Unsafe($"Set terminationGracePeriodSeconds to {grace}", pod.Mapping!, editor => editor.SetGrace(pod.Mapping!, grace)));
    }
}
