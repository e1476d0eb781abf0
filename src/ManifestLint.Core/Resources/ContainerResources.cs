using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>What a container, or a pod as a whole, asks for under <c>resources</c>. Amounts are bytes, cores or pieces.</summary>
/// <param name="Mapping">What stands under <c>resources</c>; null when nothing does.</param>
public readonly record struct ContainerResources(YamlMapping? Mapping)
{
    /// <summary>The request for a resource as written, for example for <c>cpu</c>.</summary>
    public Located<Quantity>? Request(string resource) => Quantity.Read(Mapping.GetMapping("requests").GetWritten(resource));

    /// <summary>The limit of a resource as written.</summary>
    public Located<Quantity>? Limit(string resource) => Quantity.Read(Mapping.GetMapping("limits").GetWritten(resource));

    /// <summary>
    /// Whether a request for the resource will stand: written, or taken from the limit (<c>SetDefaults_Pod</c>). A value that cannot be read counts, so that
    /// nothing is called missing that a template fills in.
    /// </summary>
    public bool HasRequest(string resource) => Mapping.GetMapping("requests").Get(resource) is not null || HasLimit(resource);

    /// <summary>Whether a limit of the resource is written.</summary>
    public bool HasLimit(string resource) => Mapping.GetMapping("limits").Get(resource) is not null;
}
