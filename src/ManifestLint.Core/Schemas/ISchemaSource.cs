namespace ManifestLint.Schemas;

/// <summary>Knows schemas of custom resources: CustomResourceDefinitions among the manifests, files and addresses that the user names.</summary>
public interface ISchemaSource
{
    /// <summary>The kind; null when this source does not know it. Called from many threads, and again for the same kind.</summary>
    SchemaRoot? Find(string apiVersion, string kind);
}
