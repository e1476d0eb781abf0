namespace ManifestLint.Resources;

/// <summary>
/// How long a pod may take until it is ready, as its probes bear it, counted from the start of its first long-running container. Scheduling, pulling and
/// plain init containers come before, <c>minReadySeconds</c> after.
/// </summary>
/// <param name="Seconds">The whole time.</param>
/// <param name="SidecarSeconds">The part of it that passes before <paramref name="Container"/> starts: startup probes of native sidecars.</param>
/// <param name="Container">The container that may be ready last.</param>
/// <param name="Probe">What decides for this container: its startup probe, else its readiness probe.</param>
public readonly record struct StartBudget(long Seconds, long SidecarSeconds, ContainerView Container, ProbeView Probe)
{
    /// <summary>Seconds that the container itself may take.</summary>
    public long ContainerSeconds => Seconds - SidecarSeconds;

    /// <summary>
    /// The budget of a pod. Native sidecars start one after the other, each when the startup probe of the one before has passed (its readiness holds nobody
    /// up); the regular containers start together after them. Null when no container has a startup or readiness probe, or when a number of one is unknown.
    /// </summary>
    internal static StartBudget? Find(PodSpecView pod)
    {
        StartBudget? longest = null;
        long start = 0;
        foreach (ContainerView sidecar in pod.NativeSidecars)
        {
            if (!Add(sidecar, start, ref longest))
                return null;
            start += sidecar.StartupProbe?.KillSeconds ?? 0;
        }

        foreach (ContainerView container in pod.Containers)
        {
            if (!Add(container, start, ref longest))
                return null;
        }

        return longest;
    }

    // Numbers beyond 32 bits are refused, and their products mean nothing.
    private static bool Add(ContainerView container, long start, ref StartBudget? longest)
    {
        if ((container.StartupProbe ?? container.ReadinessProbe) is not { } probe)
            return true;
        if (!probe.IsKnown || probe.KillSeconds is < 0 or > int.MaxValue)
            return false;

        long end = start + probe.KillSeconds;
        if (longest is null || end > longest.Value.Seconds)
            longest = new(end, start, container, probe);
        return true;
    }
}
