using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>A ResourceQuota.</summary>
public sealed class ResourceQuotaView
{
    private ResourceQuotaView(Resource resource) => Resource = resource;

    /// <summary>The object.</summary>
    public Resource Resource { get; }

    /// <summary>Whether it counts only some pods (<c>scopes</c>, <c>scopeSelector</c>).</summary>
    public bool HasScopes => Resource.Spec.Get("scopes") is not null || Resource.Spec.Get("scopeSelector") is not null;

    /// <summary>
    /// The most of a resource that the namespace may have: <c>pods</c>, <c>requests.cpu</c>, <c>requests.memory</c>, <c>limits.cpu</c>, <c>limits.memory</c>; null
    /// when the quota does not count it. The short names <c>cpu</c>, <c>memory</c> and <c>count/pods</c> mean the same as the long ones.
    /// </summary>
    public Located<Quantity>? Hard(string resource)
    {
        YamlMapping? hard = Resource.Spec.GetMapping("hard");
        return Quantity.Read(hard.GetWritten(resource)) ?? Quantity.Read(hard.GetWritten(resource switch
        {
            "pods" => "count/pods",
            "requests.cpu" => "cpu",
            "requests.memory" => "memory",
            _ => resource,
        }));
    }

    /// <summary>The quota view of an object; null when it is none.</summary>
    public static ResourceQuotaView? From(Resource resource) => resource is { Kind: "ResourceQuota", Group: "" } ? new(resource) : null;

    /// <summary>Kind and name as messages show them.</summary>
    public override string ToString() => Resource.ToString();
}
