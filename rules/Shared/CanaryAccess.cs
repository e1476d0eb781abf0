using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Whether the Services of a canary by number of pods lead to it.</summary>
internal static class CanaryAccess
{
    /// <summary>
    /// The public Services that select the stable side alone, by the slot, while the canary has pods that no other public Service selects (ML6005). Empty for
    /// other strategies, where a route splits the requests, and where clients reach the canary from outside under a name of its own.
    /// </summary>
    public static IReadOnlyList<ServiceView> FindServicesWithoutCanary(this ResourceSet resources, ReleaseSet set)
    {
        if (set.Strategy != ReleaseStrategy.Canary || set.HasRouter || set.Canary is not { } canary || set.Stable is not { } stable)
            return [];

        List<ServiceView>? without = null;
        foreach (ServiceView service in set.PublicServices)
        {
            if (!SlotSelection.IsForRequests(set, service))
                continue;
            if (service.Selector.Accepts(canary.TemplateLabels))
                return [];
            if (set.SideOf(service) == stable && SlotSelection.SlotPairsOf(set, service).Any())
                (without ??= []).Add(service);
        }

        return without is not null && resources.HasPods(canary) && !HasAddressOfItsOwn(resources, set, canary) ? without : [];
    }

    private static bool HasAddressOfItsOwn(ResourceSet resources, ReleaseSet set, Workload canary) => set.PreviewServices.Any(service =>
        set.SideOf(service) == canary && (service.Type is ServiceType.LoadBalancer or ServiceType.NodePort || resources.RoutesTo(service).Any()));
}
