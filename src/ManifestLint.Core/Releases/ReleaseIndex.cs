using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>The release sets of a bundle.</summary>
internal sealed class ReleaseIndex
{
    // More workloads of one identity than this are no release, and comparing them all would take its time.
    private const int LargestFamily = 16;

    /// <summary>Finds the sets among the workloads of a bundle.</summary>
    public ReleaseIndex(BundleScope scope)
    {
        var sets = ImmutableArray.CreateBuilder<ReleaseSet>();
        var families = ImmutableArray.CreateBuilder<ReleaseFamily>();
        ReleaseServices? services = null;
        foreach (List<Workload> group in GroupSides(scope.Workloads))
        {
            foreach ((ImmutableArray<Workload> sides, ReleasePair? pair) in Connect(group))
            {
                if (pair is null)
                    families.Add(new ReleaseFamily(sides));
                else
                    sets.Add((services ??= new ReleaseServices(scope)).Gather(pair));
            }
        }

        Sets = sets.DrainToImmutable();
        Families = families.DrainToImmutable();
    }

    /// <summary>Every two workloads that are the sides of one release, and of no larger family.</summary>
    public ImmutableArray<ReleaseSet> Sets { get; }

    /// <summary>Releases of three or more sides.</summary>
    public ImmutableArray<ReleaseFamily> Families { get; }

    // Workloads that could be sides of one release, by what they have in common whichever label names it.
    private static IEnumerable<List<Workload>> GroupSides(List<Workload> workloads)
    {
        var groups = new List<List<Workload>>();
        var byIdentity = new Dictionary<(WorkloadKind, string, string), List<Workload>>();
        foreach (Workload workload in workloads)
        {
            if (workload.IsPartial || workload.IsOwned || !workload.IsLongRunning || workload.Kind == WorkloadKind.Pod || !MayBeSide(workload))
                continue;
            if (ReleasePair.IdentityOf(workload) is not { } identity)
                continue;

            (WorkloadKind, string, string) key = (workload.Kind, workload.Namespace ?? "", identity);
            if (!byIdentity.TryGetValue(key, out List<Workload>? group))
                groups.Add(byIdentity[key] = group = []);
            if (!group.Exists(other => other.Resource.IsSameObject(workload.Resource)))
                group.Add(workload);
        }

        return groups.Where(group => group.Count is > 1 and <= LargestFamily);
    }

    private static bool MayBeSide(Workload workload)
    {
        if (SlotWords.IsSlot(workload.Name))
            return true;

        foreach (KeyValuePair<string, string> label in workload.ReadTemplatePairs())
        {
            if (SlotWords.IsSlot(label.Value) || SlotWords.IsLetter(label.Key, label.Value))
                return true;
        }

        return false;
    }

    // A workload of another tier is no side beside one of the same tier: the worker of a web canary, when the web has its stable side.
    private static bool IsOfAnotherPart(ReleasePair pair, List<Workload> group)
    {
        if (pair.SlotKeys.Contains("tier") || pair.First.TemplateLabels["tier"] is not { } mine || pair.Second.TemplateLabels["tier"] is not { } its || mine == its)
            return false;
        return group.Exists(third =>
            (third.TemplateLabels["tier"] == mine && ReleasePair.IsPair(pair.First, third)) || (third.TemplateLabels["tier"] == its && ReleasePair.IsPair(pair.Second, third)));
    }

    // Sides that hang together through pairs are one release.
    private static IEnumerable<(ImmutableArray<Workload> Sides, ReleasePair? Pair)> Connect(List<Workload> group)
    {
        var rest = new List<Workload>(group);
        while (rest.Count > 1)
        {
            List<Workload> sides = [rest[0]];
            rest.RemoveAt(0);
            ReleasePair? pair = null;
            for (int i = 0; i < sides.Count; i++)
            {
                foreach (Workload other in rest.ToArray())
                {
                    if (ReleasePair.Find(sides[i], other) is not { } found || IsOfAnotherPart(found, group))
                        continue;
                    pair = found;
                    sides.Add(other);
                    rest.Remove(other);
                }
            }

            if (sides.Count > 1)
                yield return ([.. group.Where(sides.Contains)], sides.Count == 2 ? pair : null);
        }
    }
}
