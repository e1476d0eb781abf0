using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>A Kubernetes object as it is written: a view over the mapping that holds it.</summary>
public sealed class Resource
{
    private readonly YamlNodeHandle _handle;
    private YamlMapping? _root;

    internal Resource(ManifestFile file, YamlDocument document, YamlCursor root, bool isPartial)
    {
        _handle = root.Handle;
        File = file;
        Document = document;
        IsPartial = isPartial;
        ApiVersion = root["apiVersion"].String ?? "";
        Kind = root["kind"].String ?? "";
        int slash = ApiVersion.IndexOf('/', StringComparison.Ordinal);
        Group = slash < 0 ? "" : ApiVersion[..slash];
        YamlCursor metadata = root["metadata"];
        Name = metadata["name"].String ?? "";
        Namespace = metadata["namespace"].String;
    }

    /// <summary>The file that holds the object.</summary>
    public ManifestFile File { get; }

    /// <summary>The document that holds the object; the items of a List share one.</summary>
    public YamlDocument Document { get; }

    /// <summary>The object itself.</summary>
    public YamlMapping Root => _root ??= (YamlMapping)_handle.Resolve();

    /// <summary>
    /// Whether only a part of the object is written (a kustomize patch, a document with <c>$patch</c>): what is missing here may stand elsewhere.
    /// </summary>
    public bool IsPartial { get; }

    /// <summary>For example <c>apps/v1</c>; empty when it is missing.</summary>
    public string ApiVersion { get; }

    /// <summary>The API group, empty for the core group: <c>apps</c> of <c>apps/v1</c>.</summary>
    public string Group { get; }

    /// <summary>For example <c>Deployment</c>.</summary>
    public string Kind { get; }

    /// <summary>The object's <c>metadata</c>.</summary>
    public YamlMapping? Metadata => Root.GetMapping("metadata");

    /// <summary>The object's name, empty when it has none.</summary>
    public string Name { get; }

    /// <summary>Where the name is written.</summary>
    public Located<string>? NameNode => Metadata.GetString("name");

    /// <summary>The namespace as written; null means whichever one the manifests are applied to.</summary>
    public string? Namespace { get; }

    /// <summary>The object, to be read without making nodes.</summary>
    internal YamlCursor Cursor => YamlCursor.At(_handle);

    /// <summary>The object's <c>spec</c>.</summary>
    public YamlMapping? Spec => Root.GetMapping("spec");

    /// <summary>The value of an annotation of the object, or null.</summary>
    public Located<string>? GetAnnotation(string key) => Metadata.GetMapping("annotations").GetString(key);

    /// <summary>The value of a label of the object, or null.</summary>
    public Located<string>? GetLabel(string key) => Metadata.GetMapping("labels").GetString(key);

    /// <summary>Whether both are one object of the cluster, written twice: in a base and an overlay, or in two overlays.</summary>
    public bool IsSameObject(Resource other) =>
        Group == other.Group && Kind == other.Kind && Name == other.Name && Namespaces.AreSame(Namespace, other.Namespace);

    /// <summary>
    /// Where in the object a node stands, as the API server names it: <c>spec.ports[0].name</c>. An item of a List is an object of its own. A node
    /// outside of the object (reached through an alias) has its path in the document.
    /// </summary>
    public YamlPath PathOf(YamlNode node)
    {
        YamlPath path = YamlPath.Of(node);
        YamlPath root = ReferenceEquals(Document, node.Document) ? YamlPath.Of(Root) : YamlPath.Root;
        return root.Contains(path) ? YamlPath.From(path.Segments.Skip(root.Segments.Length)) : path;
    }

    /// <summary>Lets go of the nodes, which are made anew when they are asked for. What was read from them stays valid and equal.</summary>
    internal void Release()
    {
        _root = null;
        Document.ReleaseNodes();
    }

    /// <summary>Kind and name as messages show them, for example <c>Deployment 'shop'</c>.</summary>
    public override string ToString() => Name.Length > 0 ? $"{Kind} '{Name}'" : Kind;
}
