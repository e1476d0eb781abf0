using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Releases;

/// <summary>Whether the pods of both sides fit into the quotas of the namespace.</summary>
internal static class CapacityCheck
{
    private static readonly string[] Counted = ["pods", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

    /// <summary>The first quota that does not allow both sides at once; null when all do, or nothing is known of it.</summary>
    public static ReleaseRefusal? FindObjection(ReleaseState state)
    {
        foreach (ResourceQuotaView quota in state.Resources.QuotasOf(state.Serving.Workload))
        {
            foreach (string counted in Counted)
            {
                if (!quota.HasScopes && quota.Hard(counted) is { } hard && AmountOf(state, counted) is { } needed && needed > hard.Value)
                    return Refuse(state, quota, counted, needed, hard);
            }
        }

        return null;
    }

    /// <summary>What both sides ask for together: <c>pods</c>, <c>requests.cpu</c> and the like; null when a container does not say.</summary>
    public static Quantity? AmountOf(ReleaseState state, string counted) =>
        AmountOf(state, state.Serving, counted, state.Serving.Replicas.Count) is { } serving && AmountOf(state, state.Other, counted, state.Other.Replicas.Count) is { } other
            ? serving + other
            : null;

    /// <summary>What a number of pods of a side asks for; null when a container does not say.</summary>
    public static Quantity? AmountOf(ReleaseState state, ReleaseSide side, string counted, long pods)
    {
        if (counted == "pods")
            return Quantity.FromInteger(pods);
        return PodResources.AmountOf(side.Workload.PodSpec, counted, state.Resources.LimitRangeDefaultsOf(side.Workload)) is { } amount ? amount * pods : null;
    }

    private static ReleaseRefusal Refuse(ReleaseState state, ResourceQuotaView quota, string counted, Quantity needed, Located<Quantity> hard)
    {
        long pods = state.Serving.Replicas.Count + state.Other.Replicas.Count;
        string what = counted == "pods" ? $"both sides together have {pods} pods" : $"{pods} pods of both sides together ask for {needed} of {counted}";
        return new ReleaseRefusal(RefusalKind.Precondition, $"{what}, and {quota} allows {hard.Value}: pods beyond it would be refused")
        {
            Remedy = "raise the quota, or deploy with fewer --replicas",
            CanBeForced = true,
            Place = new Location(quota.Resource.File, hard.Span),
        };
    }
}
