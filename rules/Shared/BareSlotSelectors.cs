using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Services that select by the slot of a release alone (ML6030).</summary>
internal static class BareSlotSelectors
{
    /// <summary>The release that such a Service is for: of several that it may belong to, the one that it is named after. Null when it selects by more than a slot, or nobody can tell.</summary>
    public static ReleaseSet? FindReleaseOfBareSlot(this ResourceSet resources, ServiceView service)
    {
        ReleaseSet? only = null;
        ReleaseSet? named = null;
        int count = 0;
        foreach (ReleaseSet set in resources.ReleaseSetsAround(service.Resource))
        {
            if (!set.BareServices.Contains(service))
                continue;
            count++;
            only ??= set;
            if (set.Pair.SharedIdentity is var (_, identity) && IsNamedAfter(service.Name, identity) && (named is null || identity.Length > named.Pair.SharedIdentity!.Value.Value.Length))
                named = set;
        }

        return named ?? (count == 1 ? only : null);
    }

    /// <summary>Whether a Service selects by the slot alone.</summary>
    public static bool IsBareSlot(this ResourceSet resources, ServiceView service) =>
        resources.ReleaseSetsAround(service.Resource).Any(set => set.BareServices.Contains(service));

    private static bool IsNamedAfter(string name, string identity) =>
        name.StartsWith(identity, StringComparison.Ordinal) && (name.Length == identity.Length || name[identity.Length] == '-');
}
