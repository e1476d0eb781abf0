using ManifestLint.Configuration;

namespace ManifestLint.Schemas;

/// <summary>
/// The schemas that the program carries, for one target: Kubernetes' own kinds, and custom resources that many clusters have. Packs are unpacked
/// when the first kind of theirs is asked for, definitions when a document reaches them. Safe to ask from many threads.
/// </summary>
public sealed class SchemaStore : ISchemaSource
{
    private const string ObjectMetaName = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    private static readonly Lazy<SchemaPackContent> KubernetesContent = new(() => SchemaPackContent.Load("schemas/kubernetes.bin"));
    private static readonly Lazy<SchemaPackContent> CustomContent = new(() => SchemaPackContent.Load("schemas/crds.bin"));

    private readonly Lazy<SchemaPack> _kubernetes;
    private readonly Lazy<SchemaPack> _custom;

    /// <summary>The store for a target.</summary>
    public SchemaStore(TargetVersions target)
    {
        Target = target;
        _kubernetes = new Lazy<SchemaPack>(() => new SchemaPack(KubernetesContent.Value, target, kubernetes: null));
        _custom = new Lazy<SchemaPack>(() => new SchemaPack(CustomContent.Value, target, GetDefinition));
    }

    /// <summary>The Kubernetes versions that the schemas are for.</summary>
    public TargetVersions Target { get; }

    /// <summary>What the <c>metadata</c> of every object looks like.</summary>
    public Schema ObjectMeta => GetDefinition(ObjectMetaName);

    /// <summary>Kubernetes' own kinds of all known minors, in the order of the pack.</summary>
    public IEnumerable<SchemaRoot> BuiltInKinds => _kubernetes.Value.Roots;

    /// <summary>The custom resources that the program knows.</summary>
    public IEnumerable<SchemaRoot> CustomKinds => _custom.Value.Roots;

    /// <summary>The kind, also when no version of the target serves it; null when it is not known.</summary>
    public SchemaRoot? Find(string apiVersion, string kind) => FindBuiltIn(apiVersion, kind) ?? _custom.Value.FindRoot(apiVersion, kind);

    /// <summary>The kind when it is Kubernetes' own.</summary>
    public SchemaRoot? FindBuiltIn(string apiVersion, string kind) => _kubernetes.Value.FindRoot(apiVersion, kind);

    /// <summary>A definition of Kubernetes by its name, for example <c>io.k8s.api.core.v1.PodSpec</c>.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Schema GetDefinition(string name) =>
        _kubernetes.Value.FindDefinition(name) ?? throw new ArgumentException($"Kubernetes has no definition {name}.", nameof(name));
}
