using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The parts of an Ingress of <c>networking.k8s.io/v1</c>.</summary>
internal static class IngressParts
{
    /// <summary>Whether the object is one. Older versions have other fields.</summary>
    public static bool IsIngress(Resource resource) => resource is { Kind: "Ingress", ApiVersion: "networking.k8s.io/v1" };

    /// <summary>The items of <c>rules[].http.paths</c>.</summary>
    public static IEnumerable<YamlMapping> Paths(Resource ingress)
    {
        foreach (YamlMapping rule in ingress.Spec.GetMappings("rules"))
        {
            foreach (YamlMapping path in rule.GetMapping("http").GetMappings("paths"))
                yield return path;
        }
    }

    /// <summary>The entries <c>defaultBackend</c> and <c>backend</c> that hold a mapping.</summary>
    public static IEnumerable<YamlEntry> Backends(Resource ingress)
    {
        if (ingress.Spec?.Find("defaultBackend") is { } fallback && fallback.Value.Dereference() is YamlMapping)
            yield return fallback;

        foreach (YamlMapping path in Paths(ingress))
        {
            if (path.Find("backend") is { } backend && backend.Value.Dereference() is YamlMapping)
                yield return backend;
        }
    }
}
