using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Objects of which a controller makes further ones that no manifest shows.</summary>
internal static class Operators
{
    /// <summary>
    /// Whether pods or Services may come from somewhere else: the namespace of the object holds a custom resource whose operator may make them, or the
    /// manifests name another source (an Application of Argo CD). Not for the silent case.
    /// </summary>
    public static bool MayMakeMore(ResourceSet resources, Resource asker) =>
        resources.Resources.Any(resource => BuiltInGroups.IsCustom(resource)
            && (NamesAnotherSource(resource) || Namespaces.AreSame(resource, asker, NamespaceMatch.SameOrUnnamed)));

    private static bool NamesAnotherSource(Resource resource) => (resource.Group, resource.Kind) switch
    {
        ("argoproj.io", "Application" or "ApplicationSet") => true,
        ("helm.toolkit.fluxcd.io" or "kustomize.toolkit.fluxcd.io" or "helm.cattle.io", _) => true,
        _ => false,
    };
}
