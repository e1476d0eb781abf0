namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>API groups, their folders in <c>k8s.io/api</c> and the names of their definitions.</summary>
internal static class ApiGroups
{
    // Folder, which is also the segment in official definition names, to group. Folders that are not here are named like their group.
    private static readonly SortedDictionary<string, string> Groups = new(StringComparer.Ordinal)
    {
        ["admission"] = "admission.k8s.io",
        ["admissionregistration"] = "admissionregistration.k8s.io",
        ["apidiscovery"] = "apidiscovery.k8s.io",
        ["apiextensions"] = "apiextensions.k8s.io",
        ["apiserverinternal"] = "internal.apiserver.k8s.io",
        ["authentication"] = "authentication.k8s.io",
        ["authorization"] = "authorization.k8s.io",
        ["certificates"] = "certificates.k8s.io",
        ["coordination"] = "coordination.k8s.io",
        ["core"] = "",
        ["discovery"] = "discovery.k8s.io",
        ["events"] = "events.k8s.io",
        ["flowcontrol"] = "flowcontrol.apiserver.k8s.io",
        ["imagepolicy"] = "imagepolicy.k8s.io",
        ["networking"] = "networking.k8s.io",
        ["node"] = "node.k8s.io",
        ["rbac"] = "rbac.authorization.k8s.io",
        ["resource"] = "resource.k8s.io",
        ["scheduling"] = "scheduling.k8s.io",
        ["storage"] = "storage.k8s.io",
        ["storagemigration"] = "storagemigration.k8s.io",
    };

    /// <summary>The group whose types are in a folder of <c>k8s.io/api</c>; empty for core.</summary>
    public static string OfFolder(string folder) => Groups.GetValueOrDefault(folder, folder);

    /// <summary>The official name of the definition of a served kind.</summary>
    /// <param name="kind"><c>group/version/Kind</c>.</param>
    public static string DefinitionOf(string kind)
    {
        string[] parts = kind.Split('/');
        string group = parts.Length == 3 ? parts[0] : "";
        string tail = $"{parts[^2]}.{parts[^1]}";
        return group switch
        {
            "apiextensions.k8s.io" => "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions." + tail,
            "apiregistration.k8s.io" => "io.k8s.kube-aggregator.pkg.apis.apiregistration." + tail,
            _ => $"io.k8s.api.{FolderOf(group)}.{tail}",
        };
    }

    private static string FolderOf(string group) => Groups.FirstOrDefault(pair => pair.Value == group).Key ?? group;
}
