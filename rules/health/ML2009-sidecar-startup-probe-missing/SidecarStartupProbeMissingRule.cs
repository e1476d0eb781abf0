using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;

namespace ManifestLint.Rules;

public sealed class SidecarStartupProbeMissingRule : Rule
{
    private const long PeriodOfFixSeconds = 1;
    private const long BudgetOfFixSeconds = 60;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2009",
        name: "sidecar-startup-probe-missing",
        title: "A native sidecar has no startupProbe, so nothing waits for it",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView sidecar, Workload workload, ResourceSet resources, _) = context;
        if (sidecar.Role != ContainerRole.NativeSidecar || sidecar.Mapping.Get("startupProbe") is not null || sidecar.Image?.Value == "auto")
            return;
        if (workload is not { IsPartial: false, HasOwnTemplate: true, IsHelmHook: false } || HoldsUpTheNext(sidecar))
            return;

        bool isProxy = sidecar.IsProxySidecar;
        ContainerPort? port = FindPort(sidecar);
        if (!isProxy && (port is null || sidecar.IsKnownSidecar))
            return;
        if (FindNext(sidecar) is not { } next || resources.IsTargeted(sidecar))
            return;

        string what = isProxy ? "the proxy" : $"port {port?.Number?.Value}";
        context.Report(
            sidecar.Name?.Node ?? sidecar.Mapping.Entries[0].Key,
            $"Sidecar '{sidecar.Name?.Value}' has no startupProbe, so container '{next.Name?.Value}' may start before {what} accepts connections",
            AddProbe(sidecar, isProxy ? null : port));
    }

    // The kubelet goes on to the next container when the hook is done.
    private static bool HoldsUpTheNext(ContainerView sidecar) => sidecar.Mapping.GetMapping("lifecycle").Get("postStart") is not null;

    private static ContainerPort? FindPort(ContainerView sidecar)
    {
        foreach (ContainerPort port in sidecar.Ports)
        {
            if (port is { TakesConnections: true, IsMetrics: false, Number: not null } && !ManagementPorts.IsNamedSo(port))
                return port;
        }

        return null;
    }

    // The first one that is no helper itself.
    private static ContainerView? FindNext(ContainerView sidecar)
    {
        bool isLater = false;
        foreach (ContainerView container in sidecar.Pod.InitContainers)
        {
            if (isLater && !container.IsKnownSidecar)
                return container;
            isLater |= container == sidecar;
        }

        return sidecar.Pod.AppContainers.FirstOrDefault();
    }

    // Proxies often listen on the loopback address only, where the kubelet does not reach them: a check of the port would never succeed.
    private static CodeFix? AddProbe(ContainerView sidecar, ContainerPort? port)
    {
        const string Title = "Add a startupProbe";
        if (sidecar.ReadinessProbe is { IsKnown: true } readiness && readiness.Kind != HandlerKind.Unknown)
        {
            return readiness.NeverAsks(sidecar)
                ? null
                : CodeFix.Unsafe(Title, sidecar.Mapping, editor => editor.AddStartupProbe(sidecar, readiness, PeriodOfFixSeconds, BudgetOfFixSeconds));
        }

        if (port is not { Protocol: "TCP", Number: { } number })
            return null;

        YamlValue place = port.Value.Name is { } name ? YamlValue.String(name.Value) : YamlValue.Integer(number.Value);
        return CodeFix.Unsafe(Title, sidecar.Mapping, editor => editor.AddStartupProbe(sidecar, place, PeriodOfFixSeconds, BudgetOfFixSeconds));
    }
}
