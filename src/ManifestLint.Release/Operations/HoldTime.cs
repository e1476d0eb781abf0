using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>How long the old side stays after requests were moved away from it.</summary>
internal static class HoldTime
{
    /// <summary>Seconds that nodes may take to learn of new endpoints; the default of Argo Rollouts' <c>scaleDownDelaySeconds</c> for the same reason.</summary>
    public const long EndpointSeconds = 30;

    /// <summary>Seconds: at least those that nodes need to learn of it, the grace period of the old pods, and what the annotation asks for.</summary>
    public static long Of(ReleaseState state, ReleaseSide old) => Math.Max(Math.Max(EndpointSeconds, old.Workload.PodSpec.EffectiveGrace), Wanted(state) ?? 0);

    /// <summary>The seconds that the annotation asks for; null when there is none.</summary>
    public static long? Wanted(ReleaseState state) =>
        Durations.ParseGo(state.Annotation(ReleaseAnnotations.Hold)?.Value ?? "") is { } seconds ? (long)Math.Min(Math.Ceiling(seconds), int.MaxValue) : null;
}
