using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The parts of a container that ask a port: handlers of its probes and hooks.</summary>
internal static class NetworkHandlers
{
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly string[] Hooks = ["postStart", "preStop"];
    private static readonly string[] Handlers = ["httpGet", "tcpSocket", "grpc"];

    /// <summary>The entries <c>httpGet</c>, <c>tcpSocket</c> and <c>grpc</c>, each with a mapping as its value.</summary>
    public static IEnumerable<YamlEntry> Of(ContainerView container)
    {
        foreach (string probe in Probes)
        {
            foreach (YamlEntry handler in In(container.Mapping.GetMapping(probe)))
                yield return handler;
        }

        if (container.Mapping.GetMapping("lifecycle") is not { } lifecycle)
            yield break;

        foreach (string hook in Hooks)
        {
            foreach (YamlEntry handler in In(lifecycle.GetMapping(hook)))
                yield return handler;
        }
    }

    private static IEnumerable<YamlEntry> In(YamlMapping? holder) => holder is null ? [] : Find(holder);

    private static IEnumerable<YamlEntry> Find(YamlMapping holder)
    {
        foreach (string key in Handlers)
        {
            if (holder.Find(key) is { } handler && handler.Value.Dereference() is YamlMapping)
                yield return handler;
        }
    }
}
