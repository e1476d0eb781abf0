using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class DrainLongerThanGraceRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4012",
        name: "drain-longer-than-grace",
        title: "A load balancer keeps connections to a pod longer than the pod lives",
        severity: DiagnosticSeverity.Warning,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (BalancerDrain.Find(context) is not { } drain)
            return;

        ShutdownTimeline? shortest = null;
        Workload? owner = null;
        foreach (ServiceView service in drain.Services)
        {
            foreach (Workload workload in context.Resources.WorkloadsSelectedBy(service))
            {
                if (!workload.IsLongRunning || workload.IsPartial || workload.IsOwned || FindTimeline(context.Resources, service, workload) is not { } timeline)
                    continue;
                if (shortest is null || timeline.Kill.Latest < shortest.Kill.Latest)
                    (shortest, owner) = (timeline, workload);
            }
        }

        if (shortest is null || drain.Seconds <= shortest.Kill.Latest)
            return;

        context.Report(
            drain.Node,
            $"The load balancer keeps connections for {drain.Seconds} s, but the pods of {owner} behind it are killed after {shortest.Kill.Latest.ToString("0.###", CultureInfo.InvariantCulture)} s",
            span: drain.Span);
    }

    // Of the containers to which the Service leads, the one that is killed last.
    private static ShutdownTimeline? FindTimeline(ResourceSet resources, ServiceView service, Workload workload)
    {
        ShutdownTimeline? last = null;
        foreach (ContainerView container in workload.PodSpec.AllRunning)
        {
            bool isBehind = resources.TargetsOf(container).Any(target => target.Service == service);
            if (isBehind && ShutdownTimeline.Of(container) is var timeline && (last is null || timeline.Kill.Latest > last.Kill.Latest))
                last = timeline;
        }

        return last;
    }
}
