using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class JobKeptAliveBySidecarRule : Rule
{
    // What scripts call to end the proxy when their own work is done.
    private static readonly string[] Goodbyes = ["quitquitquit", "/shutdown", "pkill", "killall", "kill ", "linkerd-await", "pilot-agent", "exit-after-auth"];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4014",
        name: "job-kept-alive-by-sidecar",
        title: "A Job does not complete because a proxy beside it goes on running",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView proxy, Workload workload, _, _) = context;
        if (workload.Kind is not (WorkloadKind.Job or WorkloadKind.CronJob) || workload.IsPartial || proxy.Role != ContainerRole.Regular || !proxy.IsProxySidecar)
            return;
        if (!proxy.Pod.AppContainers.Any() || EndsByItself(proxy) || proxy.Pod.Containers.Any(other => other != proxy && MaySayGoodbye(other)))
            return;

        string who = workload.Kind == WorkloadKind.Job ? $"{workload} never completes" : $"No Job of {workload} completes";
        context.Report(
            proxy.Name?.Node ?? proxy.Mapping.Entries[0].Key,
            $"{who} because regular container '{proxy.Name?.Value}' does not exit",
            proxy.MakeNativeSidecar(context.Target));
    }

    // A script around the proxy may watch for the end of the others; an agent may be told to leave after its first work; OpenKruise ends a container that asks for it.
    private static bool EndsByItself(ContainerView proxy) => proxy.Start.IsShell
        || !proxy.Start.IsKnown
        || proxy.Start.Words.Any(word => word.Value.TrimStart('-').StartsWith("exit-after-auth", StringComparison.Ordinal))
        || proxy.Pod.Workload.GetTemplateAnnotation("vault.hashicorp.com/agent-pre-populate-only") is { Value: "true" }
        || proxy.GetEnvironment("KRUISE_TERMINATE_SIDECAR_WHEN_JOB_EXIT") is { Value: "true" };

    private static bool MaySayGoodbye(ContainerView other)
    {
        foreach (Located<string> word in other.Start.Words)
        {
            foreach (string goodbye in Goodbyes)
            {
                if (word.Value.Contains(goodbye, StringComparison.Ordinal))
                    return true;
            }
        }

        return !other.Start.IsKnown || other.PreStop.IsPresent;
    }
}
