namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>A kind that a minor serves.</summary>
/// <param name="Definition">The official name of its definition.</param>
/// <param name="Scope"><c>N</c> or <c>C</c>: in a namespace or in the cluster.</param>
/// <param name="Plural">The lower-case name in paths.</param>
internal sealed record Root(string Definition, string Scope, string Plural);

/// <summary>A property of a definition.</summary>
/// <param name="Schema">Its schema as canonical JSON, so that equal schemas are equal texts.</param>
/// <param name="IsRequired">Whether an object without it is refused.</param>
internal sealed record Property(string Schema, bool IsRequired);

/// <summary>The schemas of one minor.</summary>
/// <param name="Roots">By <c>group/version/Kind</c>.</param>
/// <param name="Definitions">Official name to property name to property.</param>
internal sealed record Bundle(
    IReadOnlyDictionary<string, Root> Roots,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, Property>> Definitions);
