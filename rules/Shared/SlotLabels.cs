using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Labels in which the two sides of a release differ.</summary>
internal static class SlotLabels
{
    /// <summary>Whether a label has another value with every release: it names a version, or is a hash of something.</summary>
    public static bool ChangesWithRelease(string key, string value) =>
        VersionLabels.IsVersion(key, value)
        || key.EndsWith("hash", StringComparison.Ordinal)
        || key.EndsWith("checksum", StringComparison.Ordinal)
        || key.EndsWith("digest", StringComparison.Ordinal)
        || key.EndsWith("-sha", StringComparison.Ordinal);

    /// <summary>Whether the own selector of no other workload would accept the pods of a side that got one more label. Looks at every workload around: not for the silent case.</summary>
    public static bool MayGain(this ResourceSet resources, Workload side, string key, string value)
    {
        foreach (Workload other in resources.WorkloadsAround(side.Resource))
        {
            Selector selector = other.Selector;
            bool isTaken = other != side
                && Namespaces.AreSame(side.Resource, other.Resource, NamespaceMatch.SameOrUnnamed)
                && selector.MatchLabels.Contains(key, value)
                && selector.MatchLabels.Pairs.All(pair => pair.Key == key || side.TemplateLabels.Contains(pair.Key, pair.Value.Value));
            if (isTaken)
                return false;
        }

        return true;
    }
}
