using ManifestLint.Analysis;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Containers for which it matters that their stop signal arrives at the server.</summary>
internal static class SignalReceiver
{
    /// <summary>
    /// Whether the container answers requests of a workload that keeps running, starts with a command that the manifest names, and has no hook that may stop
    /// the server in another way.
    /// </summary>
    public static bool MustPassSignal(this ContainerContext context)
    {
        (ContainerView container, Workload workload, ResourceSet resources, _) = context;
        return !container.Start.IsEmpty
            && container.Start.IsKnown
            && workload is { IsLongRunning: true, IsPartial: false }
            && !container.PreStop.Has(HookTraits.Quit | HookTraits.Opaque)
            && resources.IsExposed(workload)
            && resources.ServingContainers(workload).Contains(container);
    }
}
