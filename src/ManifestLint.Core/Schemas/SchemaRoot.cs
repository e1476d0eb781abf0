namespace ManifestLint.Schemas;

/// <summary>A kind of object that has a schema.</summary>
/// <param name="ApiVersion">For example <c>apps/v1</c>.</param>
/// <param name="Kind">For example <c>Deployment</c>.</param>
/// <param name="Plural">The name in the API's paths, for example <c>deployments</c>; empty when it is not known.</param>
/// <param name="Schema">What an object looks like.</param>
/// <param name="Minors">The minors that serve it; all for a custom resource, which no version of Kubernetes decides about.</param>
/// <param name="IsClusterScoped">Whether objects have no namespace; null when it is not known.</param>
public sealed record SchemaRoot(string ApiVersion, string Kind, string Plural, Schema Schema, MinorSet Minors, bool? IsClusterScoped)
{
    /// <summary>Whether the kind is Kubernetes' own, not a custom resource.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>Whether the schema was written by hand from documentation, so that a field that it does not know may exist all the same.</summary>
    public bool IsIncomplete { get; init; }
}
