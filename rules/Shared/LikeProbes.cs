using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>A liveness probe that asks what the readiness probe asks.</summary>
internal static class LikeProbes
{
    /// <summary>
    /// Both probes of a container that ask the same, when liveness acts no later than readiness and there is traffic to withdraw; null otherwise.
    /// </summary>
    public static (ProbeView Liveness, ProbeView Readiness)? FindLikeProbes(this ContainerView container, ResourceSet resources)
    {
        Workload workload = container.Pod.Workload;
        if (!workload.IsLongRunning || container.LivenessProbe is not { IsKnown: true } liveness || container.ReadinessProbe is not { IsKnown: true } readiness)
            return null;
        if (!liveness.HasSameHandlerAs(readiness, container) || liveness.LeaveSeconds > readiness.LeaveSeconds)
            return null;
        return container.Ports.IsEmpty && !resources.IsExposed(workload) ? null : (liveness, readiness);
    }
}
