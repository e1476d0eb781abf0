using System.Globalization;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>How long proxies stay after their stop signal, by settings of their own.</summary>
internal static class ProxyDrain
{
    // terminationDrainDuration of Istio's pilot-agent.
    private const double IstioSeconds = 5;

    private static readonly string[] LinkerdAnnotations =
        ["config.alpha.linkerd.io/proxy-wait-before-exit-seconds", "config.linkerd.io/proxy-wait-before-exit-seconds"];

    private static readonly string[] CloudSqlFlags = ["--max-sigterm-delay", "--min-sigterm-delay", "-term_timeout", "--term_timeout"];

    /// <summary>Whether the proxy stays until its last connection is closed (Istio's <c>EXIT_ON_ZERO_ACTIVE_CONNECTIONS</c>).</summary>
    public static bool WaitsForConnections(ContainerView proxy)
    {
        const string Name = "EXIT_ON_ZERO_ACTIVE_CONNECTIONS";
        if (proxy.GetEnvironment(Name) is { Value: "true" })
            return true;

        string? config = proxy.Pod.Workload.GetTemplateAnnotation("proxy.istio.io/config")?.Value;
        int start = config?.IndexOf(Name, StringComparison.Ordinal) ?? -1;
        return start >= 0 && config.AsSpan(start + Name.Length).TrimStart("\"': ").StartsWith("true");
    }

    /// <summary>Seconds for which it goes on by itself; 0 when it stops at once.</summary>
    public static double SecondsOf(ContainerView proxy)
    {
        double seconds = Math.Max(proxy.Drain?.Value ?? 0, IsIstio(proxy) && proxy.Drain is null ? IstioSeconds : 0);
        foreach (string annotation in LinkerdAnnotations)
        {
            if (proxy.Pod.Workload.GetTemplateAnnotation(annotation) is { } wait && double.TryParse(wait.Value, NumberStyles.None, CultureInfo.InvariantCulture, out double linkerd))
                seconds = Math.Max(seconds, linkerd);
        }

        return Math.Max(seconds, CloudSqlSeconds(proxy.Start));
    }

    /// <summary>Whether the image is known to have the program <c>sleep</c>: most proxies are built on images without one.</summary>
    public static bool HasSleep(ContainerView proxy) => proxy.ImageReference is { } image && !ShelllessImages.Contains(image)
        && (image.Last is "proxyv2" or "istio-proxy" or "envoy" || image.Tag is { } tag && (tag.EndsWith("-alpine", StringComparison.Ordinal) || tag.EndsWith("-bookworm", StringComparison.Ordinal)));

    private static bool IsIstio(ContainerView proxy) => proxy.ImageReference?.Last is "proxyv2" or "istio-proxy" || proxy.Name?.Value == "istio-proxy";

    private static double CloudSqlSeconds(CommandWords start)
    {
        for (int i = 0; i < start.Words.Length; i++)
        {
            string word = start.Words[i].Value;
            foreach (string flag in CloudSqlFlags)
            {
                string? value = word == flag && i + 1 < start.Words.Length ? start.Words[i + 1].Value
                    : word.StartsWith(flag + "=", StringComparison.Ordinal) ? word[(flag.Length + 1)..]
                    : null;
                if (value is not null)
                    return Durations.ParseGo(value) ?? double.PositiveInfinity;
            }
        }

        return 0;
    }
}
