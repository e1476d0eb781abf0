namespace ManifestLint.Resources;

/// <summary>
/// When a container of a pod that is deleted gets its stop signal, and when it is killed; all in seconds after the deletion. The hook runs first and takes
/// whole seconds off the grace; what is left, and at least 2 s, lies between signal and kill. A native sidecar gets its signal when the regular containers
/// and the sidecars declared after it have ended, while its own hook has run from the beginning (pkg/kubelet/kuberuntime/kuberuntime_container.go
/// killContainer, kuberuntime_termination_order.go).
/// </summary>
public sealed class ShutdownTimeline
{
    // minimumGracePeriodInSeconds of the kubelet.
    private const double LeastSeconds = 2;

    private ShutdownTimeline(ContainerView container)
    {
        LifecycleHook hook = container.PreStop;
        bool isOpen = hook.WaitsUnknownLength || hook.Has(HookTraits.Opaque);
        GraceSeconds = Math.Max(1, container.Pod.EffectiveGrace);
        WaitSeconds = hook.SleepSeconds;
        double least = Math.Min(WaitSeconds, GraceSeconds);
        PreStop = new(least, isOpen ? GraceSeconds : least);
        Signal = PreStop;
        SecondsToStop = Left(least);
        Kill = isOpen
            ? new(Math.Min(KillAfter(least), KillAfter(Math.Min(Math.Ceiling(least), GraceSeconds))), GraceSeconds + LeastSeconds)
            : new(KillAfter(least), KillAfter(least));
    }

    /// <summary>The pod's grace as the kubelet counts it: at least 1.</summary>
    public long GraceSeconds { get; }

    /// <summary>
    /// The seconds before the signal that the hooks ask for, those of unknown length left out: what the grace must hold besides the time to stop. Not cut
    /// to the grace, as <see cref="Signal"/> is.
    /// </summary>
    public double WaitSeconds { get; private set; }

    /// <summary>When the hook is over: it ends by itself or the grace ends it. 0 without hook, and for one that cannot run.</summary>
    public Moment PreStop { get; }

    /// <summary>When the stop signal comes.</summary>
    public Moment Signal { get; private set; }

    /// <summary>When the container is killed, if it has not ended.</summary>
    public Moment Kill { get; private set; }

    /// <summary>The seconds between signal and kill, when the hooks take no longer than they are sure to.</summary>
    public double SecondsToStop { get; private set; }

    /// <summary>The timeline of a container that runs beside the others; that of an init container that ends says nothing.</summary>
    public static ShutdownTimeline Of(ContainerView container)
    {
        var own = new ShutdownTimeline(container);
        if (container.Role == ContainerRole.NativeSidecar)
            own.WaitFor(container);
        return own;
    }

    private double Left(double preStop) => Math.Max(LeastSeconds, GraceSeconds - Math.Floor(preStop));

    private double KillAfter(double preStop) => preStop + Left(preStop);

    private void WaitFor(ContainerView sidecar)
    {
        double first = 0;
        double last = 0;
        foreach (ContainerView regular in sidecar.Pod.Containers)
        {
            var other = new ShutdownTimeline(regular);
            first = Math.Max(first, other.Signal.Earliest);
            last = Math.Max(last, other.Kill.Latest);
            WaitSeconds = Math.Max(WaitSeconds, other.WaitSeconds);
        }

        bool isLater = false;
        foreach (ContainerView other in sidecar.Pod.InitContainers)
        {
            if (isLater && other.Role == ContainerRole.NativeSidecar)
            {
                first = Math.Max(first, Math.Min(other.PreStop.SleepSeconds, GraceSeconds));
                WaitSeconds = Math.Max(WaitSeconds, other.PreStop.SleepSeconds);
                last = GraceSeconds + LeastSeconds;
            }

            isLater |= other == sidecar;
        }

        // The sidecar waits for its turn no longer than what its own hook left of the grace.
        double end = Math.Max(PreStop.Latest, Math.Min(last, GraceSeconds));
        Signal = new(Math.Max(PreStop.Earliest, Math.Min(first, GraceSeconds)), end);
        double waited = Math.Floor(PreStop.Earliest) + Math.Floor(Signal.Earliest - PreStop.Earliest);
        SecondsToStop = Math.Max(LeastSeconds, GraceSeconds - waited);
        Kill = Signal.IsKnown
            ? new(Signal.Earliest + SecondsToStop, Signal.Earliest + SecondsToStop)
            : new(Math.Max(GraceSeconds, Signal.Earliest + LeastSeconds), GraceSeconds + LeastSeconds);
    }
}
