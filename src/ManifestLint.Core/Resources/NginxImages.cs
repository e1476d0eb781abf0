using System.Collections.Immutable;

namespace ManifestLint.Resources;

/// <summary>
/// Which images are nginx, and which signal stops them. The official image has SIGQUIT from nginx 1.19.5 and in the 1.18.0 that was built again on
/// 2020-11-24 (docker-nginx 3fb70dd); before, SIGTERM.
/// </summary>
internal static class NginxImages
{
    private static readonly string[] Flavours = ["slim", "alpine", "brotli", "rootless", "static", "base", "plus", "unprivileged", "spa", "http3", "otel", "perl", "rtmp"];
    private static readonly string[] Excluded = ["ingress", "exporter", "nginx-proxy", "nginx-gateway", "nginx-agent", "nginx-kubernetes-gateway"];

    /// <summary>Waits until the proxies know, quits, and keeps the hook alive until nginx is gone, so that no SIGTERM cuts what quit lets finish.</summary>
    public static ImmutableArray<string> WaitAndQuit(string program) =>
        ["/bin/sh", "-c", $"sleep 10; {program} -s quit; while kill -0 1 2>/dev/null; do sleep 1; done"];

    /// <summary><c>nginx</c>, <c>docker-nginx</c>, <c>nginx-slim-unprivileged</c>; not <c>nginx-ingress</c>, not <c>wordpress-nginx</c>.</summary>
    public static bool IsNginx(ImageReference image)
    {
        ReadOnlySpan<char> name = image.Last;
        if (name.StartsWith("docker-"))
            name = name["docker-".Length..];
        if (!name.StartsWith("nginx"))
            return false;

        name = name["nginx".Length..];
        while (name is ['-', .. var rest])
        {
            int end = rest.IndexOf('-') is var next and >= 0 ? next : rest.Length;
            if (!IsFlavour(rest[..end]))
                return false;
            name = rest[end..];
        }

        return name.IsEmpty;
    }

    /// <summary>sclorg's <c>nginx-120</c>.</summary>
    public static bool IsSclorg(ImageReference image) =>
        image.Last is ['n', 'g', 'i', 'n', 'x', '-', '1', >= '0' and <= '9', >= '0' and <= '9'];

    /// <summary>Controllers, exporters and gateways that carry nginx in their name, or nginx inside, and are stopped in ways of their own.</summary>
    public static bool IsExcluded(ImageReference image) =>
        image.Last == "controller" || Excluded.Any(word => image.Last.Contains(word, StringComparison.Ordinal))
        || image.Last.StartsWith("kong", StringComparison.Ordinal) || image.Last.StartsWith("apisix", StringComparison.Ordinal);

    public static bool IsShellless(ImageReference image) => image.Last == "nginx" && ShelllessImages.Contains(image);

    /// <summary>The official image, or a mirror that keeps its path.</summary>
    public static bool IsOfficial(ImageReference image) => image.Path is "nginx" or "library/nginx"
        || image.Path.EndsWith("/library/nginx", StringComparison.Ordinal)
        || image is { Registry: "public.ecr.aws", Path: "nginx/nginx" };

    public static StopSignal SignalOfOfficial(ImageReference image) => image switch
    {
        { Path: "ubuntu/nginx" } => StopSignal.Terminate,
        _ when !IsOfficial(image) => StopSignal.Unknown,
        _ => SignalOfVersion(image.Version),
    };

    public static StopSignal SignalOfVersion(TagVersion? version) => version switch
    {
        null => StopSignal.Quit,
        { Major: 1, Minor: 18 } => StopSignal.Unknown,
        { } known => known.IsAtLeast(1, 19, 5) ? StopSignal.Quit : StopSignal.Terminate,
    };

    // Bitnami re-uses its tags: below 1.28 the same tag was built with SIGTERM, and from May 2025 on with SIGQUIT.
    public static StopSignal SignalOfBitnami(ImageReference image) => image.Version?.IsAtLeast(1, 28) != false ? StopSignal.Quit : StopSignal.Unknown;

    public static StopSignal SignalOfOpenResty(ImageReference image) => image.Path switch
    {
        "openresty" or "openresty/openresty" => image.Version?.IsAtLeast(1, 15) != false ? StopSignal.Quit : StopSignal.Terminate,
        _ => StopSignal.Unknown,
    };

    private static bool IsFlavour(ReadOnlySpan<char> word)
    {
        foreach (string flavour in Flavours)
        {
            if (word.SequenceEqual(flavour))
                return true;
        }

        return false;
    }
}
