using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;

namespace ManifestLint.Rules;

public sealed class PreStopWaitMissingRule : Rule
{
    private static readonly ChoiceOption Scope = new(
        "scope", Default: "external", ["external", "served"], "which containers are judged: those that get requests from outside of the cluster, or from any Service")
    {
        Strict = "served",
    };

    private static readonly NumberOption WaitSeconds = new("waitSeconds", Default: 10, Minimum: 1, Maximum: 3600, "seconds that the fix lets preStop wait");

    private static readonly NumberOption LoadBalancerWaitSeconds = new(
        "loadBalancerWaitSeconds", Default: 15, Minimum: 1, Maximum: 3600, "seconds that the fix lets preStop wait behind a Service of type LoadBalancer or NodePort");

    private static readonly SwitchOption UseSleepAction = new(
        "useSleepAction", Default: true, "whether the fix writes the sleep action where all target versions have it (1.30), else the program `sleep` if the image may have it");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4004",
        name: "prestop-wait-missing",
        title: "A container gets its stop signal while requests are still routed to it",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override ImmutableArray<RuleOption> Options => [Scope, WaitSeconds, LoadBalancerWaitSeconds, UseSleepAction];

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView container, Workload workload, ResourceSet resources, _) = context;
        if (container.Role != ContainerRole.Regular || container.PreStop.Traits != HookTraits.None || !IsJudged(workload))
            return;
        if (TrafficSource.Find(resources, container) is not { } source || (!source.IsExternal && context.GetOption(Scope) != "served"))
            return;
        if (WaitingServers.KnowHowToStop(container) || resources.ReplicasOf(workload).IsParked)
            return;

        context.Report(
            container.Name?.Node ?? container.Mapping.Entries[0].Key,
            $"{container.DescribeFirst()} gets its stop signal before {source} stops sending to it, and has no preStop wait",
            AddWait(context, source));
    }

    private static bool IsJudged(Workload workload) => workload is { IsLongRunning: true, IsPartial: false } && workload.Kind != WorkloadKind.KnativeService;

    private static CodeFix? AddWait(ContainerContext context, TrafficSource source)
    {
        int seconds = context.GetOption(source.IsBalanced ? LoadBalancerWaitSeconds : WaitSeconds);
        YamlValue? handler = PreStopEdit.WaitHandler(context.Container, seconds, context.Target, context.GetOption(UseSleepAction));
        return handler is null ? null : PreStopEdit.AddPreStop(context.Container, handler, seconds);
    }
}
