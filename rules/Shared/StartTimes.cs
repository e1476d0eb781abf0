using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>How the probes of a container fit its start.</summary>
internal static class StartTimes
{
    /// <summary>Whether liveness restarts a container that is not yet up no later than readiness asks for the first time.</summary>
    public static bool IsRestartedBeforeReadiness(ContainerView container) => container.LivenessProbe is { IsKnown: true, Kind: not HandlerKind.Unknown } liveness
        && container.ReadinessProbe is { IsKnown: true } readiness
        && container.StartupProbe is null
        && readiness.InitialDelaySeconds >= liveness.KillSeconds;

    /// <summary>One and a half times a number of seconds, rounded up.</summary>
    public static long HalfAgain(long seconds) => DivideUp(seconds * 3, 2);

    /// <summary>How many times a divisor covers a number.</summary>
    public static long DivideUp(long number, long divisor) => (number + divisor - 1) / divisor;
}
