using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>What pods count for in a ResourceQuota.</summary>
internal static class QuotaNeeds
{
    /// <summary>The amounts that rules compare with a quota.</summary>
    public static readonly ImmutableArray<string> Counted = ["pods", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

    /// <summary>What one pod counts for; null when it is not known. What ML7029 doubts is no ground for an alarm.</summary>
    public static Quantity? AmountOf(PodSpecView pod, string counted, LimitRangeDefaults defaults)
    {
        if (counted == "pods")
            return Quantity.FromInteger(1);

        string resource = counted[(counted.IndexOf('.', StringComparison.Ordinal) + 1)..];
        bool isDoubtful = pod.All.Select(container => container.Resources).Append(pod.Resources).Any(resources =>
            IsSuspicious(resource, resources.Request(resource)) || IsSuspicious(resource, resources.Limit(resource)));
        return isDoubtful ? null : PodResources.AmountOf(pod, counted, defaults);
    }

    /// <summary>The pods of a workload during a rollout of its own; its replicas when it does not roll, or the numbers cannot be read.</summary>
    public static long PodsInRollout(this ResourceSet resources, Workload workload)
    {
        long replicas = resources.ReplicasOf(workload).Count;
        return resources.RolloutOf(workload) is { Mode: RolloutMode.Rolling, IsKnown: true, AreBothZero: false } rollout ? replicas + rollout.Surge : replicas;
    }

    private static bool IsSuspicious(string resource, Located<Quantity>? amount) => amount is { } written && SuspiciousAmount.Find(resource, written) is not null;
}
