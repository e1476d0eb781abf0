namespace ManifestLint.Resources;

/// <summary>Joins bundles that share a file: a base below two overlays belongs to both.</summary>
internal static class BundleGroups
{
    /// <summary>The bundles in groups without a file in common, in the order of each group's first bundle.</summary>
    public static List<List<Bundle>> Of(IEnumerable<Bundle> bundles)
    {
        var groups = new List<List<Bundle>>();
        var groupOf = new Dictionary<ManifestFile, List<Bundle>>();
        foreach (Bundle bundle in bundles)
        {
            List<Bundle>? group = null;
            foreach (ManifestFile file in bundle.Files)
            {
                if (groupOf.TryGetValue(file, out List<Bundle>? other))
                    group = group is null || group == other ? other : Join(group, other, groups, groupOf);
            }

            if (group is null)
                groups.Add(group = []);
            group.Add(bundle);
            foreach (ManifestFile file in bundle.Files)
                groupOf[file] = group;
        }

        return groups;
    }

    private static List<Bundle> Join(List<Bundle> one, List<Bundle> other, List<List<Bundle>> groups, Dictionary<ManifestFile, List<Bundle>> groupOf)
    {
        (List<Bundle> kept, List<Bundle> dropped) = groups.IndexOf(one) < groups.IndexOf(other) ? (one, other) : (other, one);
        kept.AddRange(dropped);
        groups.Remove(dropped);
        foreach (ManifestFile file in dropped.SelectMany(bundle => bundle.Files))
            groupOf[file] = kept;
        return kept;
    }
}
