using ManifestLint.Analysis;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Annotations of pods that became fields (<c>pkg/api/pod/warnings.go</c>).</summary>
internal static class DeprecatedAnnotations
{
    private const string PodSeccomp = "seccomp.security.alpha.kubernetes.io/pod";

    private const string ContainerSeccomp = "container.seccomp.security.alpha.kubernetes.io/";

    private const string ContainerAppArmor = "container.apparmor.security.beta.kubernetes.io/";

    /// <summary>Reports the annotations whose field is not there.</summary>
    public static void Check(ResourceContext context, Workload workload, YamlMapping annotations)
    {
        foreach (YamlEntry entry in annotations.Entries)
        {
            if (entry.KeyText is not { } key)
                continue;

            if (key is "scheduler.alpha.kubernetes.io/critical-pod")
                context.Report(entry.Key, $"'{key}' has no effect since 1.16, use priorityClassName");
            else if (key == PodSeccomp)
                CheckProfile(context, entry, workload, container: null, "seccompProfile", $"'{key}' has no effect since 1.27, use seccompProfile");
            else if (key.StartsWith(ContainerSeccomp, StringComparison.Ordinal) && FindContainer(workload, key[ContainerSeccomp.Length..]) is { } confined)
                CheckProfile(context, entry, workload, confined, "seccompProfile", $"'{key}' has no effect since 1.27, use seccompProfile");
            // Older versions do not know the field.
            else if (key.StartsWith(ContainerAppArmor, StringComparison.Ordinal) && !context.Target.HasBelow(30) && FindContainer(workload, key[ContainerAppArmor.Length..]) is { } armored)
                CheckProfile(context, entry, workload, armored, "appArmorProfile", $"'{key}' is deprecated since 1.30, use appArmorProfile");
        }
    }

    // The annotation is not looked at where the field is; for a container, also where the pod has it.
    private static void CheckProfile(ResourceContext context, YamlEntry annotation, Workload workload, YamlMapping? container, string field, string message)
    {
        YamlMapping? pod = workload.PodSpec.Mapping;
        if (container.GetMapping("securityContext").Get(field) is not null || pod.GetMapping("securityContext").Get(field) is not null)
            return;

        context.Report(annotation.Key, message, MoveToField(context, annotation, container ?? pod, field));
    }

    private static CodeFix? MoveToField(ResourceContext context, YamlEntry annotation, YamlMapping? owner, string field)
    {
        if (owner is null || context.Resource.IsPartial || NodeReading.AsString(annotation.Value) is not { } profile || ReadProfile(profile.Value) is not { } value)
            return null;

        return CodeFix.Unsafe($"Move it to {field}", owner, editor => editor
            .RemoveEntry(YamlPath.Of(annotation))
            .Set(YamlPath.Of(owner) / "securityContext" / field, value));
    }

    private static YamlMappingValue? ReadProfile(string profile) => profile switch
    {
        "runtime/default" or "docker/default" => YamlValue.Map(("type", "RuntimeDefault")),
        "unconfined" => YamlValue.Map(("type", "Unconfined")),
        _ when profile.StartsWith("localhost/", StringComparison.Ordinal) && profile.Length > "localhost/".Length =>
            YamlValue.Map(("type", "Localhost"), ("localhostProfile", YamlValue.String(profile["localhost/".Length..]))),
        _ => null,
    };

    private static YamlMapping? FindContainer(Workload workload, string name)
    {
        foreach (ContainerView container in workload.PodSpec.Containers)
        {
            if (container.Name?.Value == name)
                return container.Mapping;
        }

        foreach (ContainerView container in workload.PodSpec.InitContainers)
        {
            if (container.Name?.Value == name)
                return container.Mapping;
        }

        return null;
    }
}
