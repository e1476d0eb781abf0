using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

public sealed class GracePeriodTooShortRule : Rule
{
    private static readonly NumberOption MinGraceSeconds = new(
        "minGraceSeconds", Default: 10, Minimum: 1, Maximum: 3600, "seconds of grace below which a workload that takes requests is reported");

    private static readonly NumberOption MinDrainSeconds = new(
        "minDrainSeconds", Default: 5, Minimum: 0, Maximum: 3600, "seconds that a container is taken to need after preStop when it does not say");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4002",
        name: "grace-period-too-short",
        title: "Pods are killed before they can finish",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [MinGraceSeconds, MinDrainSeconds];

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    /// <summary>Whether the hook leaves the container less than it needs to stop, by the default of the option.</summary>
    internal static bool IsTooShort(ContainerView container) =>
        ShutdownTimeline.Of(container).SecondsToStop < Math.Max(container.Drain?.Value ?? 0, MinDrainSeconds.Default);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        PodSpecView pod = workload.PodSpec;
        if (pod.Mapping is not { } mapping || pod.AllRunning.IsEmpty)
            return;

        Located<long>? written = pod.TerminationGracePeriod;
        if (written is null && mapping.Get("terminationGracePeriodSeconds") is not null)
            return;

        bool isLongRunning = workload.IsLongRunning;
        if (isLongRunning && written is { Value: <= 0 } none)
            ReportNone(context, none);
        else if (FindHookThatFillsGrace(pod) is { } filling)
            ReportFilledGrace(context, filling);
        else if (FindSlowest(context) is { } slow)
            ReportSlow(context, slow);
        else if (isLongRunning && written is { } brief && brief.Value < context.GetOption(MinGraceSeconds) && IsExposed(resources, workload))
            ReportBrief(context, brief);
    }

    private static bool IsExposed(ResourceSet resources, Workload workload) => workload.Kind switch
    {
        WorkloadKind.KnativeService => false,
        WorkloadKind.DaemonSet => resources.IsServed(workload),
        _ => resources.IsExposed(workload),
    };

    private static ContainerView? FindHookThatFillsGrace(PodSpecView pod)
    {
        ContainerView? longest = null;
        foreach (ContainerView container in pod.AllRunning)
        {
            LifecycleHook hook = container.PreStop;
            // The API server refuses a sleep action that is longer than the grace.
            bool fills = hook.Kind == HandlerKind.Sleep ? hook.SleepSeconds == pod.EffectiveGrace : hook.SleepSeconds >= pod.EffectiveGrace;
            if (hook.SleepSeconds > 0 && fills && !hook.Has(HookTraits.Opaque | HookTraits.Broken) && (longest is null || hook.SleepSeconds > longest.PreStop.SleepSeconds))
                longest = container;
        }

        return longest;
    }

    private static ContainerView? FindSlowest(WorkloadContext context)
    {
        ContainerView? slowest = null;
        foreach (ContainerView container in context.Workload.PodSpec.AllRunning)
        {
            double drain = container.Drain?.Value ?? 0;
            LifecycleHook hook = container.PreStop;
            bool isStated = hook.SleepSeconds > 0 || drain > 0;
            if (!isStated || hook.Has(HookTraits.Opaque | HookTraits.Broken) || hook is { Kind: HandlerKind.Sleep } && hook.SleepSeconds > container.Pod.EffectiveGrace)
                continue;
            if (ShutdownTimeline.Of(container).SecondsToStop >= Drain(context, container) || !TakesRequests(context, container))
                continue;
            if (slowest is null || Need(context, container) > Need(context, slowest))
                slowest = container;
        }

        return slowest;
    }

    private static bool TakesRequests(WorkloadContext context, ContainerView container) =>
        !container.Ports.IsEmpty || context.Resources.IsExposed(context.Workload) || context.Resources.IsTargeted(container);

    private static double Drain(WorkloadContext context, ContainerView container) => Math.Max(container.Drain?.Value ?? 0, context.GetOption(MinDrainSeconds));

    private static double Need(WorkloadContext context, ContainerView container) => ShutdownTimeline.Of(container).WaitSeconds + Drain(context, container);

    private static void ReportNone(WorkloadContext context, Located<long> written)
    {
        string counts = written.Value < 0 ? " counts as 1 and" : "";
        context.Report(
            written.Node,
            $"terminationGracePeriodSeconds {written.Value}{counts} kills '{NameOfFirst(context.Workload)}' without preStop and without time to finish requests",
            Raise(context, isSafe: false));
    }

    private static void ReportFilledGrace(WorkloadContext context, ContainerView container)
    {
        PodSpecView pod = container.Pod;
        (YamlNode node, TextSpan? span) = PlaceOf(container);
        context.Report(
            node,
            $"preStop of container '{container.Name?.Value}' waits {Seconds(container.PreStop.SleepSeconds)} but the grace period is {pod.EffectiveGrace} s, "
                + $"so the application gets {Seconds(ShutdownTimeline.Of(container).SecondsToStop)} to stop",
            Raise(context, isSafe: true),
            span: span);
    }

    private static void ReportSlow(WorkloadContext context, ContainerView container)
    {
        ShutdownTimeline timeline = ShutdownTimeline.Of(container);
        string drain = container.Drain is { } stated && stated.Value >= context.GetOption(MinDrainSeconds)
            ? $"drain {Seconds(stated.Value)}"
            : $"at least {Seconds(Drain(context, container))} to drain";
        string waiter = timeline.WaitSeconds > container.PreStop.SleepSeconds ? "preStop of the others" : "preStop";
        string parts = timeline.WaitSeconds > 0 ? $"{waiter} {Seconds(timeline.WaitSeconds)} + {drain}" : drain;
        (YamlNode node, TextSpan? span) = PlaceOf(container);
        context.Report(
            node,
            $"Container '{container.Name?.Value}' needs {Seconds(Need(context, container))} to stop ({parts}) but is killed after {Seconds(timeline.Kill.Earliest)}",
            Raise(context, isSafe: true),
            span: span);
    }

    private static void ReportBrief(WorkloadContext context, Located<long> written) => context.Report(
        written.Node,
        $"terminationGracePeriodSeconds {written.Value} is shorter than endpoint removal and a drain usually take ({context.GetOption(MinGraceSeconds)} s)",
        Raise(context, isSafe: false));

    private static (YamlNode Node, TextSpan? Span) PlaceOf(ContainerView container)
    {
        if (container.Pod.TerminationGracePeriod is { } written)
            return (written.Node, null);
        if (container.PreStop is { FirstSleep: { } sleep } hook)
            return (sleep.Node, hook.SleepSpan);
        return (container.PreStop.Entry?.Key ?? container.Drain!.Value.Node, null);
    }

    private static CodeFix Raise(WorkloadContext context, bool isSafe)
    {
        PodSpecView pod = context.Workload.PodSpec;
        long grace = GraceEdit.EnoughGrace(pod);
        string title = $"Set terminationGracePeriodSeconds to {grace}";
        YamlEditor Edit(YamlEditor editor) => editor.SetGrace(pod.Mapping!, grace);
        return isSafe ? CodeFix.Safe(title, pod.Mapping!, Edit) : CodeFix.Unsafe(title, pod.Mapping!, Edit);
    }

    private static string NameOfFirst(Workload workload) =>
        (workload.PodSpec.AppContainers.FirstOrDefault() ?? workload.PodSpec.AllRunning[0]).Name?.Value ?? workload.Name;

    private static string Seconds(double value) => value.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
