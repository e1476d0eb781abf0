using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>A place of an Ingress that leads to a backend: an item of <c>rules[].http.paths</c>, or the default backend.</summary>
/// <param name="Ingress">The Ingress, of any version.</param>
/// <param name="Host">The rule's host; null when the rule is for every host.</param>
/// <param name="Mapping">The item; null for the default backend.</param>
/// <param name="Backend">Its <c>backend</c>; null when nothing is written.</param>
public readonly record struct IngressPath(Resource Ingress, Located<string>? Host, YamlMapping? Mapping, YamlMapping? Backend)
{
    /// <summary>Whether it is the backend for what no rule takes.</summary>
    public bool IsDefault => Mapping is null;

    /// <summary>The path as written.</summary>
    public Located<string>? Path => Mapping.GetString("path");

    /// <summary>How the path is compared.</summary>
    public string PathType => Mapping.GetString("pathType")?.Value ?? "ImplementationSpecific";

    /// <summary>The Service that the backend names; null for another resource, and when no name is written.</summary>
    public BackendReference? Service
    {
        get
        {
            if (Backend.GetMapping("service") is { } service)
                return service.GetString("name") is { } name ? new(Ingress, name, Ingress.Namespace, ReadPort(service.GetMapping("port"))) : null;
            return Backend.GetString("serviceName") is { } oldName ? new(Ingress, oldName, Ingress.Namespace, PortReference.Read(Backend.GetWritten("servicePort"))) : null;
        }
    }

    /// <summary>What is compared between Ingresses: the host in lower case, empty for every host.</summary>
    internal string HostKey => Host?.Value.ToLowerInvariant() ?? "";

    /// <summary>The path; one that is a prefix means the same with and without a slash at its end, and an absent one is everything.</summary>
    internal string PathKey
    {
        get
        {
            string path = Path?.Value ?? "/";
            return PathType == "Prefix" && path.TrimEnd('/') is var trimmed && trimmed.Length < path.Length ? (trimmed.Length == 0 ? "/" : trimmed) : path;
        }
    }

    /// <summary>Host and path as messages show them: <c>shop.example.com/cart</c>, <c>/cart of every host</c>.</summary>
    public override string ToString()
    {
        if (IsDefault)
            return "requests that no rule takes";
        string path = Path?.Value ?? "/";
        return Host is { Value.Length: > 0 } host ? host.Value + path : $"{path} of every host";
    }

    /// <summary>The places of an Ingress: the default backend first, then the rules in their order; empty for every other object.</summary>
    public static IEnumerable<IngressPath> Read(Resource ingress)
    {
        if (ingress is not { Kind: "Ingress", Group: "networking.k8s.io" or "extensions" })
            yield break;

        if ((ingress.Spec.GetMapping("defaultBackend") ?? ingress.Spec.GetMapping("backend")) is { } fallback)
            yield return new(ingress, Host: null, Mapping: null, fallback);

        foreach (YamlMapping rule in ingress.Spec.GetMappings("rules"))
        {
            Located<string>? host = rule.GetString("host");
            foreach (YamlMapping path in rule.GetMapping("http").GetMappings("paths"))
                yield return new(ingress, host, path, path.GetMapping("backend"));
        }
    }

    // A quoted number, or a number as name, is refused: it asks for nothing here.
    private static Located<PortReference>? ReadPort(YamlMapping? port)
    {
        if (PortReference.Read(port.GetWritten("number")) is { Value.Number: not null } number)
            return number;
        return PortReference.Read(port.GetWritten("name")) is { Value.Name: not null } name ? name : null;
    }
}
