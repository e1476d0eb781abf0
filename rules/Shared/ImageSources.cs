using ManifestLint.Analysis;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Tells images that run as they are written from those that something replaces before the pod is made.</summary>
internal static class ImageSources
{
    // Istio's injector puts the image of its proxy here.
    private const string Injected = "auto";

    /// <summary>
    /// Whether the tag is decided elsewhere: by a placeholder, a kustomization of the bundle, Skaffold, OpenShift's image triggers, or an injector. Not for the
    /// silent case.
    /// </summary>
    public static bool IsVersionElsewhere(this WorkloadContext context, string image)
    {
        Resource resource = context.Workload.Resource;
        return image == Injected || Placeholders.IsPlaceholderImage(image)
            || context.Resources.ImageOverridesOf(resource, image).Any(entry => entry.SetsVersion)
            || context.Resources.OfKind(resource, "Config").Any(config => config.Group == "skaffold" && BuildsImage(config, image))
            || HasImageTrigger(context.Workload);
    }

    /// <summary>Whether something puts another repository in the place of the one that is written.</summary>
    public static bool IsReplaced(this WorkloadContext context, string image) =>
        image == Injected || Placeholders.IsPlaceholderImage(image)
        || context.Resources.ImageOverridesOf(context.Workload.Resource, image.Trim()).Any(entry => entry.NewName is not null)
        || HasImageTrigger(context.Workload);

    private static bool BuildsImage(Resource config, string image)
    {
        foreach (YamlMapping artifact in config.Root.GetMapping("build").GetMappings("artifacts"))
        {
            if (artifact.GetString("image")?.Value is { Length: > 0 } name && new ImageOverride(name, null, null, null).Matches(image))
                return true;
        }

        return false;
    }

    private static bool HasImageTrigger(Workload workload) => workload.Kind == WorkloadKind.DeploymentConfig
        ? workload.Spec.GetMappings("triggers").Any(trigger => trigger.GetString("type")?.Value == "ImageChange")
        : workload.Resource.GetAnnotation("image.openshift.io/triggers") is not null;
}
