using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>What follows from a probe that does not work, as messages say it.</summary>
internal static class ProbeConsequence
{
    /// <summary>When no check ever has a result, because the kubelet drops the error (pkg/kubelet/prober/worker.go, doProbe).</summary>
    public static string WhenWithoutResult(this ProbeView probe) => probe.Purpose switch
    {
        "readiness" => "the pod never becomes ready",
        "liveness" => "a container that hangs is never restarted",
        _ => "the container never counts as started",
    };

    /// <summary>When every check fails.</summary>
    public static string WhenFailing(this ProbeView probe) => probe.Purpose switch
    {
        "readiness" => "the pod never becomes ready",
        "liveness" => "the container is restarted again and again",
        _ => "the container is killed again and again before it counts as started",
    };
}
