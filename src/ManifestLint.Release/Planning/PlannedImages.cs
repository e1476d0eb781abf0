using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases.Planning;

/// <summary>The images that a plan is about.</summary>
internal static class PlannedImages
{
    /// <summary>Whether a side runs all images already. False for what names no container; the deployment then says so.</summary>
    public static bool Runs(ReleaseSide side, ImmutableArray<string> images)
    {
        ContainerView[] own = [.. side.Workload.PodSpec.AppContainers];
        foreach (string image in images)
        {
            int equals = image.IndexOf('=', StringComparison.Ordinal);
            ContainerView? container = equals >= 0
                ? side.Workload.PodSpec.All.FirstOrDefault(one => one.Name?.Value == image[..equals])
                : own.Length == 1 ? own[0] : null;
            if (container?.Image?.Value != image[(equals + 1)..])
                return false;
        }

        return true;
    }

    /// <summary>What a side runs, without registries: <c>shop:1.5.0</c>.</summary>
    public static string Short(ReleaseSide side) => string.Join(", ", side.Images.Select(image => image[(image.LastIndexOf('/') + 1)..]));
}
