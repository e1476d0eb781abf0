using ManifestLint.Configuration;
using ManifestLint.Resources;

namespace ManifestLint.Schemas;

/// <summary>
/// Every schema of a run: Kubernetes' own kinds first, then what the user gives (CustomResourceDefinitions among the manifests, schema locations), then
/// the custom resources that the program knows. Safe to ask from many threads.
/// </summary>
public sealed class SchemaCatalog
{
    private readonly SchemaStore _store;
    private readonly IReadOnlyList<ISchemaSource> _sources;

    /// <summary>The schemas of a store, and of further sources in their order.</summary>
    public SchemaCatalog(SchemaStore store, IReadOnlyList<ISchemaSource> sources)
    {
        _store = store;
        _sources = sources;
    }

    /// <summary>The Kubernetes versions that the schemas are for.</summary>
    public TargetVersions Target => _store.Target;

    /// <summary>What the <c>metadata</c> of every object looks like.</summary>
    public Schema ObjectMeta => _store.ObjectMeta;

    /// <summary>Kubernetes' own kinds.</summary>
    public SchemaStore Store => _store;

    /// <summary>
    /// Whether an object's fields cannot be checked because nobody knows its kind. A document that tells kustomize what to do is no object of the API
    /// server, and a kind that a template has yet to fill in may become any.
    /// </summary>
    public bool LacksSchema(Resource resource) =>
        resource.ApiVersion.Length > 0 && resource.Kind.Length > 0
        && Find(resource) is null
        && resource.Group != "kustomize.config.k8s.io"
        && !TemplateMarkers.IsTemplated(resource.ApiVersion) && !TemplateMarkers.IsTemplated(resource.Kind);

    /// <summary>The kind of an object; null when nobody knows it.</summary>
    public SchemaRoot? Find(Resource resource) => Find(resource.ApiVersion, resource.Kind);

    /// <summary>The kind; null when nobody knows it.</summary>
    public SchemaRoot? Find(string apiVersion, string kind)
    {
        if (_store.FindBuiltIn(apiVersion, kind) is { } builtIn)
            return builtIn;

        foreach (ISchemaSource source in _sources)
        {
            if (source.Find(apiVersion, kind) is { } found)
                return found;
        }

        return _store.Find(apiVersion, kind);
    }
}
