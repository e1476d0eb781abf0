using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>A workload whose pods a Service would select after one change to its selector.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Pair">The pair of the selector that fails.</param>
/// <param name="ActualKey">The label's key in the pod template.</param>
/// <param name="ActualValue">The label's value in the pod template.</param>
internal sealed record NearMiss(Workload Workload, Label Pair, string ActualKey, string ActualValue)
{
    /// <summary>Whether the key is wrong and the value right.</summary>
    public bool IsKey => ActualKey != Pair.Key;

    /// <summary>Whether a workload may be in the namespace of the Service.</summary>
    public static bool IsNear(ServiceView service, Workload workload) =>
        workload.Namespace == service.Resource.Namespace || workload.Namespace is null || service.Resource.Namespace is null;

    /// <summary>Every near miss in the namespace of the Service, in the order of the files.</summary>
    public static ImmutableArray<NearMiss> Find(ServiceView service, ResourceSet resources)
    {
        var misses = ImmutableArray.CreateBuilder<NearMiss>();
        foreach (Workload workload in resources.Workloads)
        {
            if (IsNear(service, workload) && !workload.IsOwned && Of(service, workload) is { } miss)
                misses.Add(miss);
        }

        // Blue and green are both one value away from 'gren'; only one of them is what was meant.
        ImmutableArray<NearMiss> all = misses.DrainToImmutable();
        ImmutableArray<NearMiss> slips = [.. all.Where(miss => !miss.IsKey && EditDistance.IsSlip(miss.Pair.Value.Value, miss.ActualValue))];
        return slips.IsEmpty ? all : slips;
    }

    private static NearMiss? Of(ServiceView service, Workload workload)
    {
        Labels labels = workload.TemplateLabels;
        Label? failing = null;
        foreach (Label pair in service.Selector.MatchLabels.Pairs)
        {
            if (labels.Contains(pair.Key, pair.Value.Value))
                continue;
            if (failing is not null)
                return null;
            failing = pair;
        }

        if (failing is not { } wrong)
            return null;
        // With a single pair any template would be one value away; only a value that is close, or the same value under another key, is a slip.
        bool isOnlyPair = service.Selector.MatchLabels.Pairs.Length == 1;
        if (labels.Find(wrong.Key) is { } other && (!isOnlyPair || EditDistance.IsSlip(wrong.Value.Value, other.Value.Value)))
            return new NearMiss(workload, wrong, wrong.Key, other.Value.Value);

        foreach (Label label in labels.Pairs)
        {
            if (label.Value.Value == wrong.Value.Value && labels.Find(wrong.Key) is null && service.Selector.MatchLabels.Find(label.Key) is null)
                return new NearMiss(workload, wrong, label.Key, label.Value.Value);
        }

        return null;
    }
}
