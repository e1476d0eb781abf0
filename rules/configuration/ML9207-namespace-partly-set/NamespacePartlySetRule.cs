using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class NamespacePartlySetRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML9207",
        name: "namespace-partly-set",
        title: "Of two objects that belong together only one names a namespace",
        severity: DiagnosticSeverity.Warning,
        fixAvailability: FixAvailability.Sometimes);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        (Resource resource, ResourceSet resources, _) = context;
        if (!string.IsNullOrEmpty(resource.Namespace) || !resources.NamesNamespacesPartly(resource) || resource.IsPartial || resource.NameNode is null)
            return;

        Resource? partner = FindPartner(resources, resource);
        if (partner is null || IsSetLater(resources, resource) || IsOfHelm(resource) || IsOfHelm(partner))
            return;

        string space = partner.Namespace!;
        context.Report(
            resource.NameNode.Value.Node,
            $"{partner} names namespace '{space}' but {resource}, which belongs to it, names none: they meet only if '{space}' is also the namespace of the apply",
            IsOnlyNamespace(resources, resource, space) ? SetNamespace(resource, space) : null,
            related: RelatedTo(partner));
    }

    // The first one, when all that it could belong to are in one namespace, and nothing has its place there.
    private static Resource? FindPartner(ResourceSet resources, Resource resource)
    {
        Resource? found = null;
        foreach (Resource partner in NamespacePartners.Of(resources, resource))
        {
            if (partner.IsPartial || string.IsNullOrEmpty(partner.Namespace) || Placeholders.IsPlaceholder(partner.Namespace))
                return null;
            if (found is not null && found.Namespace != partner.Namespace)
                return null;
            if (resources.Find(partner, resource.Group, resource.Kind, resource.Name) is not null)
                return null;
            found ??= partner;
        }

        return found;
    }

    // By a kustomization, whose files need not all be among those that were read.
    private static bool IsSetLater(ResourceSet resources, Resource resource)
    {
        foreach (Kustomization kustomization in resources.KustomizationsAround(resource))
        {
            if (kustomization.Namespace is not null)
                return true;
        }

        return false;
    }

    // What a chart leaves unnamed goes to the namespace of the release, which is the one that its templates name elsewhere.
    private static bool IsOfHelm(Resource resource) =>
        resource.GetLabel("helm.sh/chart") is not null || resource.GetLabel("app.kubernetes.io/managed-by")?.Value is "Helm" or "Tiller" || resource.GetAnnotation("helm.sh/hook") is not null;

    private static bool IsOnlyNamespace(ResourceSet resources, Resource resource, string space)
    {
        foreach (Resource other in resources.Around(resource))
        {
            if (!string.IsNullOrEmpty(other.Namespace) && other.Namespace != space)
                return false;
        }

        return true;
    }

    private static CodeFix SetNamespace(Resource resource, string space) => CodeFix.Unsafe(
        $"Set namespace to {space}",
        resource.Root,
        editor => editor.InsertEntry(YamlPath.Of(resource.Root) / "metadata", "namespace", YamlValue.String(space), EntryPosition.After("name")));

    private static ImmutableArray<RelatedLocation> RelatedTo(Resource partner) => partner.Metadata.GetWritten("namespace") is { } node
        ? [new(new(partner.File, node.ContentSpan), $"the namespace of {partner}")]
        : [];
}
