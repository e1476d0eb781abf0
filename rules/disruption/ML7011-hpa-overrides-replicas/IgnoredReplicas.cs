using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Replicas that Argo CD leaves alone: <c>ignoreDifferences</c> of an Application or of the template of an ApplicationSet.</summary>
internal static class IgnoredReplicas
{
    public static bool Cover(ResourceSet resources, Workload workload) =>
        resources.OfKind(workload.Resource, "Application").Any(application => Ignores(application, application.Spec, workload))
        || resources.OfKind(workload.Resource, "ApplicationSet").Any(set => Ignores(set, set.Spec.GetMapping("template", "spec"), workload));

    private static bool Ignores(Resource application, YamlMapping? spec, Workload workload) =>
        application.Group == "argoproj.io" && spec.GetMappings("ignoreDifferences").Any(item => Means(item, workload.Resource) && NamesReplicas(item));

    private static bool Means(YamlMapping item, Resource resource) =>
        (item.GetString("kind")?.Value is "*" || item.GetString("kind")?.Value == resource.Kind)
        && ((item.GetString("group")?.Value ?? "") is var group && (group == "*" || group == resource.Group))
        && (item.GetString("name") is not { } name || name.Value == resource.Name);

    // Of the fields that kube-controller-manager has set, replicas is the one that a manifest writes too.
    private static bool NamesReplicas(YamlMapping item) =>
        Texts(item, "jsonPointers").Contains("/spec/replicas")
        || Texts(item, "jqPathExpressions").Any(path => path.Contains(".spec.replicas", StringComparison.Ordinal))
        || Texts(item, "managedFieldsManagers").Contains("kube-controller-manager");

    private static IEnumerable<string> Texts(YamlMapping item, string key) => item.GetItems(key).OfType<YamlScalar>().Select(scalar => scalar.Value);
}
