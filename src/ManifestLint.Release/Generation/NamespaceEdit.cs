using ManifestLint.Configuration;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Generation;

/// <summary>Puts objects into a namespace.</summary>
/// <param name="name">The namespace.</param>
/// <param name="oldName">The one that the Deployment names; null when it names none.</param>
internal sealed class NamespaceEdit(string name, string? oldName)
{
    private static readonly YamlPath Metadata = YamlPath.Root / "metadata";

    private readonly SchemaStore _schemas = new(TargetVersions.Default);

    /// <summary>The object in the namespace; the Namespace itself under the new name; an object of the cluster as it is, but for the accounts that it names.</summary>
    public ObjectDraft Apply(ObjectDraft draft)
    {
        Resource resource = draft.Source;
        if (resource is { Kind: "Namespace", Group: "" })
            return resource.Name == oldName ? draft.Named(name) : draft;

        draft = WithSubjects(draft);
        return _schemas.Find(resource.ApiVersion, resource.Kind) is { IsClusterScoped: true }
            ? draft
            : draft.WithScalar(Metadata / "namespace", YamlValue.String(name), EntryPosition.After("name"));
    }

    private ObjectDraft WithSubjects(ObjectDraft draft)
    {
        if (draft.Source.Group != "rbac.authorization.k8s.io" || oldName is null)
            return draft;

        int count = draft.Source.Root.GetItems("subjects").Count();
        for (int i = 0; i < count; i++)
        {
            YamlPath path = YamlPath.Root / "subjects" / i / "namespace";
            if (draft.Read(path) == oldName)
                draft = draft.WithScalar(path, YamlValue.String(name));
        }

        return draft;
    }
}
