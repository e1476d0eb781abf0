using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The parts of a container that ask a port: handlers of its probes and hooks.</summary>
internal static class NetworkHandlers
{
    private static readonly string[] Handlers = ["httpGet", "tcpSocket", "grpc"];

    /// <summary>The entries <c>httpGet</c>, <c>tcpSocket</c> and <c>grpc</c>, each with a mapping as its value.</summary>
    public static IEnumerable<YamlEntry> Of(ContainerView container)
    {
        foreach (ProbeOrHook part in container.ProbesAndHooks)
        {
            foreach (string key in Handlers)
            {
                if (part.Mapping.Find(key) is { } handler && handler.Value.Dereference() is YamlMapping)
                    yield return handler;
            }
        }
    }
}
