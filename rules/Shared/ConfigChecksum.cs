using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>The fix that makes a change of a ConfigMap or Secret a change of the pod template.</summary>
internal static class ConfigChecksum
{
    /// <summary>Whether the template of a workload is what its pods are made anew from when it changes.</summary>
    public static bool IsRolled(Workload workload) => workload is { HasOwnTemplate: true, IsPartial: false, IsLongRunning: true }
        && workload.Kind is WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet or WorkloadKind.Rollout or WorkloadKind.CloneSet or WorkloadKind.DeploymentConfig;

    /// <summary>Writes the checksum of an object into the template; null when the object is not among the manifests, is not readable, or has too long a name for a key.</summary>
    public static CodeFix? Add(Workload workload, string kind, string name, Resource? config)
    {
        string key = ConfigRestarters.AnnotationFor(kind, name);
        if (config is not { IsPartial: false } || workload.Template is not { } template || Names.CheckQualifiedName(key) is not null || ConfigData.GetChecksum(config) is not { } checksum)
            return null;

        YamlPath path = YamlPath.Of(template) / "metadata" / "annotations" / key;
        return CodeFix.Unsafe($"Add the template annotation {key}", template, editor => editor.Set(path, YamlValue.String(checksum)));
    }
}
