using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ReadinessGateWithoutControllerRule : Rule
{
    private const long DefaultDeadlineSeconds = 600;

    // AWS, GKE, OpenKruise, Alibaba Cloud, Tencent Cloud.
    private static readonly ImmutableArray<string> KnownPrefixes =
    [
        "target-health.elbv2.k8s.aws/", "target-health.alb.ingress.k8s.aws/", "cloud.google.com/load-balancer-neg-ready", "apps.kruise.io/",
        "service.readiness.alibabacloud.com/", "cloud.tencent.com/load-balancer-backendgroup-ready",
    ];

    private static readonly ListOption KnownGates = new("knownGates", [], "condition types, or their beginnings, that a controller of your cluster sets");

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML5013",
        name: "readiness-gate-without-controller",
        title: "A pod waits for a condition that no known controller sets",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict);

    public override ImmutableArray<RuleOption> Options => [KnownGates];

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        Workload workload = context.Workload;
        if (!workload.HasOwnTemplate || workload.PodSpec.Mapping?.Get("readinessGates") is null || !workload.IsLongRunning)
            return;

        foreach (YamlMapping gate in workload.PodSpec.Mapping.GetMappings("readinessGates"))
        {
            if (gate.GetString("conditionType") is { Value.Length: > 0 } type && !TemplateMarkers.IsTemplated(type.Value) && !IsKnown(context, type.Value))
                context.Report(type.Node, $"Readiness gate '{type.Value}' of {workload} is set by no known controller; without one {ConsequenceFor(workload)}");
        }
    }

    private static bool IsKnown(WorkloadContext context, string type) =>
        type is "InPlaceUpdateReady" or "KruisePodReady" || StartsWithOne(type, KnownPrefixes) || StartsWithOne(type, context.GetOption(KnownGates));

    private static bool StartsWithOne(string type, ImmutableArray<string> prefixes)
    {
        foreach (string prefix in prefixes)
        {
            if (type.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static string ConsequenceFor(Workload workload)
    {
        long deadline = workload.Spec.GetInteger("progressDeadlineSeconds")?.Value ?? DefaultDeadlineSeconds;
        return workload.Kind switch
        {
            WorkloadKind.Deployment or WorkloadKind.Rollout => FormattableString.Invariant($"the pods never become ready, and the rollout stops at its deadline of {deadline} s"),
            WorkloadKind.Pod => "the pod never becomes ready",
            WorkloadKind.StatefulSet => "the first new pod never becomes ready, and the rollout waits for it without end",
            _ => "the pods never become ready, and a rollout goes no further",
        };
    }
}
