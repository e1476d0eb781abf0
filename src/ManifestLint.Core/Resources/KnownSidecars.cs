namespace ManifestLint.Resources;

/// <summary>Helpers that run beside applications, by the last segment of their image or by the container's name.</summary>
internal static class KnownSidecars
{
    public static bool IsSidecar(ContainerView container) => IsProxy(container) || IsHelperImage(container.ImageReference?.Last);

    /// <summary>Whether the application's traffic goes through it.</summary>
    public static bool IsProxy(ContainerView container)
    {
        string? name = container.Name?.Value;
        if (name is "istio-proxy" or "linkerd-proxy" or "daprd" or "vault-agent")
            return true;

        return container.ImageReference is { } image && image.Last switch
        {
            "proxyv2" or "istio-proxy" or "linkerd-proxy" or "envoy" or "cloud-sql-proxy" or "gce-proxy" or "alloydb-auth-proxy" or "daprd" => true,
            "proxy" => image.HasSegment("linkerd"),
            "vault" or "vault-k8s" => name?.StartsWith("vault-agent", StringComparison.Ordinal) == true,
            _ => false,
        };
    }

    private static bool IsHelperImage(string? last) => last switch
    {
        null => false,
        "fluent-bit" or "fluentd" or "filebeat" or "promtail" or "vector" or "configmap-reload" or "config-reloader" or "git-sync" => true,
        _ => last.EndsWith("-exporter", StringComparison.Ordinal) || IsCollector(last),
    };

    // otel-collector, opentelemetry-collector-contrib
    private static bool IsCollector(string last) =>
        (last.StartsWith("otel", StringComparison.Ordinal) || last.StartsWith("opentelemetry", StringComparison.Ordinal))
        && last.Contains("collector", StringComparison.Ordinal);
}
