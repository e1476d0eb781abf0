namespace ManifestLint.Schemas;

/// <summary>What a written schema means by what it does not say.</summary>
public enum SchemaDialect
{
    /// <summary>
    /// A structural schema, as CustomResourceDefinitions carry it: where fields are named, no others exist, unless
    /// <c>x-kubernetes-preserve-unknown-fields</c> says so (apiextensions-apiserver, pkg/apiserver/schema).
    /// </summary>
    Structural,

    /// <summary>The schema of a CustomResourceDefinition with <c>preserveUnknownFields: true</c>: other fields always are fine.</summary>
    Preserving,

    /// <summary>JSON Schema, about draft 7: other fields are fine unless <c>additionalProperties: false</c> forbids them.</summary>
    Json,
}
