using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

public sealed class ReleaseExceedsQuotaRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6013",
        name: "release-exceeds-quota",
        title: "A ResourceQuota has no room for both sides of a release",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        if (set.Strategy == ReleaseStrategy.Undecided || !resources.QuotasOf(set.Pair.First).Any() || set.Sides.Any(side => resources.IsScaledByRelease(side)))
            return;
        if (resources.PeakOf(set) is not { HasBothSides: true } peak)
            return;

        Surge? surge = set.Strategy == ReleaseStrategy.Canary ? FindSurge(resources, set) : null;
        foreach (ResourceQuotaView quota in resources.QuotasOf(set.Pair.First))
        {
            if (quota.HasScopes || quota.Resource.IsPartial)
                continue;
            if (FindShortages(resources, set, quota, peak, surge) is [var first, ..] shortages)
                Report(context, quota, peak, surge?.Pods ?? 0, first.Hard, shortages);
        }
    }

    // A canary is promoted by a rollout of the stable side while the canary still runs; without the word nobody knows which side is the stable one.
    private static Surge FindSurge(ResourceSet resources, ReleaseSet set)
    {
        Surge larger = default;
        foreach (Workload side in set.Stable is { } stable ? [stable] : set.Sides)
        {
            long pods = resources.PodsInRollout(side) - resources.ReplicasOf(side).Count;
            if (larger.Side is null || pods > larger.Pods)
                larger = new(side, pods);
        }

        return larger;
    }

    private static ImmutableArray<Shortage> FindShortages(ResourceSet resources, ReleaseSet set, ResourceQuotaView quota, ReleasePeak peak, Surge? surge)
    {
        (Workload first, Workload second) = (set.Pair.First, set.Pair.Second);
        LimitRangeDefaults defaults = resources.LimitRangeDefaultsOf(first);
        ImmutableArray<Shortage> shortages = [];
        foreach (string counted in QuotaNeeds.Counted)
        {
            if (quota.Hard(counted) is not { } hard
                || QuotaNeeds.AmountOf(first.PodSpec, counted, defaults) is not { } eachOfFirst
                || QuotaNeeds.AmountOf(second.PodSpec, counted, defaults) is not { } eachOfSecond)
            {
                continue;
            }

            // One side that does not fit by itself is what ML3009 reports.
            if (eachOfFirst * resources.PodsInRollout(first) > hard.Value || eachOfSecond * resources.PodsInRollout(second) > hard.Value)
                continue;

            Quantity need = (eachOfFirst * peak.First) + (eachOfSecond * peak.Second);
            if (surge is { } more)
                need += (more.Side == first ? eachOfFirst : eachOfSecond) * more.Pods;
            if (need > hard.Value)
                shortages = shortages.Add(new Shortage(hard, need));
        }

        return shortages;
    }

    private static void Report(ReleaseSetContext context, ResourceQuotaView quota, ReleasePeak peak, long surge, Located<Quantity> place, ImmutableArray<Shortage> shortages)
    {
        ReleasePair pair = context.Set.Pair;
        string needs = string.Join(" and ", shortages.Select(shortage => $"{ResourceGaps.KeyOf(shortage.Hard)} {shortage.Need} where {quota} allows {shortage.Hard.Value}"));
        string pods = $"{peak.Total + surge} pods ({peak.First} of {pair.First}, {peak.Second} of {pair.Second}{(surge > 0 ? $", {surge} surge" : "")})";
        string message = context.Set.Strategy == ReleaseStrategy.BlueGreen
            ? $"During the switch {pods} need {needs}: pods of the new side are refused"
            : $"While the canary is promoted {pods} need {needs}: some pods are refused";
        context.Report(quota.Resource, place.Node, message);
    }

    private readonly record struct Surge(Workload? Side, long Pods);

    private readonly record struct Shortage(Located<Quantity> Hard, Quantity Need);
}
