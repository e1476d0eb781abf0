using ManifestLint.Configuration;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Makes a regular container a native sidecar, which starts before the others and stops after them.</summary>
internal static class NativeSidecarEdit
{
    // Native sidecars (feature SidecarContainers).
    private const int SidecarMinor = 29;

    /// <summary>A fix that moves the container to the end of <c>initContainers</c> with <c>restartPolicy: Always</c>; null where a target does not know sidecars.</summary>
    public static CodeFix? MakeNativeSidecar(this ContainerView container, TargetVersions target)
    {
        if (target.HasBelow(SidecarMinor) || container.Mapping.Get("restartPolicy") is not null || container.Pod.Mapping is not { } pod)
            return null;

        int index = container.Pod.InitContainers.Length;
        bool isWhole = pod.Get("initContainers") is null || pod.Get("initContainers") is YamlSequence list && list.Items.Length == index;
        if (!isWhole)
            return null;

        YamlPath sidecars = YamlPath.Of(pod) / "initContainers";
        return CodeFix.Unsafe(
            $"Make '{container.Name?.Value}' a native sidecar (initContainers, restartPolicy Always)",
            container.Mapping,
            editor => editor
                .MoveItem(YamlPath.Of(container.Mapping), sidecars, EntryPosition.Before("containers"))
                .InsertEntry(sidecars / index, "restartPolicy", YamlValue.String("Always"), EntryPosition.After("image")));
    }
}
