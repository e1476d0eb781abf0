using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ProxyExitsBeforeAppRule : Rule
{
    private const long SpareSeconds = 5;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4011",
        name: "proxy-exits-before-app",
        title: "A proxy beside the application stops before the application does",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        (ContainerView proxy, Workload workload, ResourceSet resources, _) = context;
        if (proxy.Role != ContainerRole.Regular || !proxy.IsProxySidecar || IsVaultAgent(proxy) || !workload.IsLongRunning || workload.IsPartial || proxy.PreStop.IsPresent)
            return;
        if (FindUser(resources, proxy) is not { } user || ProxyDrain.WaitsForConnections(proxy))
            return;

        double need = NeedOf(user);
        double drain = ProxyDrain.SecondsOf(proxy);
        if (need > 0 ? drain >= need : drain > 0)
            return;

        context.Report(
            proxy.Name?.Node ?? proxy.Mapping.Entries[0].Key,
            $"Proxy '{proxy.Name?.Value}' stops {(drain > 0 ? $"after {Seconds(drain)}" : "at once")} while {user.Describe()} {Describe(user)} and needs it",
            proxy.MakeNativeSidecar(context.Target) ?? AddWait(context, need));
    }

    // It fetches secrets; the application does not talk through it.
    private static bool IsVaultAgent(ContainerView proxy) =>
        proxy.ImageReference?.Last is "vault" or "vault-k8s" || proxy.Name?.Value.StartsWith("vault-agent", StringComparison.Ordinal) == true;

    // The application that goes on longest; behind a load balancer any that takes requests.
    private static ContainerView? FindUser(ResourceSet resources, ContainerView proxy)
    {
        ContainerView? longest = null;
        foreach (ContainerView other in proxy.Pod.Containers)
        {
            if (other != proxy && other.IsApp && (longest is null || NeedOf(other) > NeedOf(longest)))
                longest = other;
        }

        return longest is not null && (NeedOf(longest) > 0 || resources.IsExternal(proxy.Pod.Workload)) ? longest : null;
    }

    private static double NeedOf(ContainerView user) => ShutdownTimeline.Of(user).WaitSeconds is > 0 and var wait ? wait : user.Drain?.Value ?? 0;

    private static string Describe(ContainerView user) => ShutdownTimeline.Of(user).WaitSeconds is > 0 and var wait ? $"still waits {Seconds(wait)}"
        : user.Drain is { } drain ? $"still drains for {Seconds(drain.Value)}"
        : "still answers requests";

    private static CodeFix? AddWait(ContainerContext context, double need)
    {
        long seconds = (long)Math.Ceiling(Math.Min(need, int.MaxValue)) + SpareSeconds;
        return need > 0 && ProxyDrain.HasSleep(context.Container) && PreStopEdit.WaitHandler(context.Container, seconds, context.Target) is { } handler
            ? PreStopEdit.AddPreStop(context.Container, handler, seconds)
            : null;
    }

    private static string Seconds(double value) => value.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
