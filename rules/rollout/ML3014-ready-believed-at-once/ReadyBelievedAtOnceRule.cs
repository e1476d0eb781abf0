using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ReadyBelievedAtOnceRule : Rule
{
    private const string MinReady = "minReadySeconds";
    private const long DefaultDeadlineSeconds = 600;
    private const long ShortPeriodSeconds = 5;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML3014",
        name: "ready-believed-at-once",
        title: "One good readiness probe lets a rollout go on",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        (Workload workload, ResourceSet resources, _) = context;
        bool rolls = workload.IsDeploymentLike || workload.Kind == WorkloadKind.StatefulSet;
        if (!rolls || workload.IsPartial || workload.Spec is not { } spec || IsAnalysed(workload) || !resources.IsServed(workload))
            return;

        Located<long>? ready = spec.GetInteger(MinReady);
        bool isUnknown = ready is null && spec.Get(MinReady) is not null;
        Replicas replicas = resources.ReplicasOf(workload);
        bool hasNextPod = replicas.Count > (workload.Kind == WorkloadKind.StatefulSet ? 1 : 0);
        if (isUnknown || !hasNextPod || resources.RolloutOf(workload).Mode != RolloutMode.Rolling)
            return;

        foreach (ContainerView container in resources.ServingContainers(workload))
        {
            if (container.ReadinessProbe is { IsKnown: true } probe && Describe(container, probe, ready?.Value ?? 0) is { } message)
            {
                context.Report(ready?.Node ?? PlaceOf(workload, container, spec), message, WaitForMore(workload, spec, probe.PeriodSeconds * 2));
                return;
            }
        }
    }

    private static string? Describe(ContainerView container, ProbeView probe, long readySeconds)
    {
        long period = probe.PeriodSeconds;
        if (readySeconds > 0)
            return readySeconds < period ? $"{MinReady} {readySeconds} ends before the second readiness probe of {container.Describe()} at {period} s" : null;

        bool isBelieved = period <= ShortPeriodSeconds && probe.SuccessThreshold == 1 && container.StartupProbe is null;
        return isBelieved ? $"One good probe of {container.Describe()}, sent every {period} s, makes a pod available and lets the next old pod go" : null;
    }

    private static YamlNode PlaceOf(Workload workload, ContainerView container, YamlMapping spec) =>
        workload.HasOwnTemplate && container.Mapping.Find("readinessProbe") is { } probe ? probe.Key : workload.Resource.Root.Find("spec")?.Key ?? spec;

    // A progress deadline at or below minReadySeconds is refused.
    private static CodeFix? WaitForMore(Workload workload, YamlMapping spec, long seconds)
    {
        bool hasDeadline = workload.Kind is WorkloadKind.Deployment or WorkloadKind.Rollout;
        if (hasDeadline && seconds >= (spec.GetInteger("progressDeadlineSeconds")?.Value ?? DefaultDeadlineSeconds))
            return null;

        return CodeFix.Unsafe($"Set {MinReady} to {seconds}", workload.Resource.Root, editor => editor.SetInSpec(workload, MinReady, seconds));
    }

    // A Rollout with an analysis looks at more than the probe before it goes on.
    private static bool IsAnalysed(Workload workload)
    {
        YamlMapping? canary = workload.Kind == WorkloadKind.Rollout ? workload.Spec.GetMapping("strategy", "canary") : null;
        return canary.Get("analysis") is not null || canary.GetMappings("steps").Any(step => step.Get("analysis") is not null);
    }
}
