using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Labels that no template has, because they are written on running pods: by the controller of a StatefulSet, or by members that elect a leader.</summary>
internal static class RunTimeLabels
{
    /// <summary>Whether a workload's pods may come to have all labels that a selector asks for and the template lacks.</summary>
    public static bool MaySatisfy(Resource asker, Selector selector, ResourceSet resources) =>
        resources.WorkloadsAround(asker).Any(workload => NearMiss.IsNear(asker, workload) && MaySatisfy(selector, workload));

    private static bool MaySatisfy(Selector selector, Workload workload) => selector.MatchExpressions.All(row => row.Accepts(workload.TemplateLabels))
        && selector.MatchLabels.Pairs.All(pair => workload.TemplateLabels.Find(pair.Key) is { } label ? label.Value.Value == pair.Value.Value : IsWritten(pair, selector, workload));

    private static bool IsWritten(Label pair, Selector selector, Workload workload) => pair.Key switch
    {
        "statefulset.kubernetes.io/pod-name" => workload.Kind == WorkloadKind.StatefulSet && IsMember(pair.Value.Value, workload.Name),
        "apps.kubernetes.io/pod-index" => workload.Kind == WorkloadKind.StatefulSet && selector.MatchLabels.Pairs.Length > 1,
        "vault-active" or "vault-initialized" or "vault-perf-standby" or "vault-sealed" or "openbao-active" or "spilo-role" => selector.MatchLabels.Pairs.Length > 1,
        "role" => selector.MatchLabels.Pairs.Length > 1 && pair.Value.Value is "master" or "primary" or "leader" or "replica" or "standby_leader",
        _ => false,
    };

    private static bool IsMember(string pod, string set) =>
        pod.Length > set.Length + 1 && pod.StartsWith(set, StringComparison.Ordinal) && pod[set.Length] == '-' && pod.AsSpan(set.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0;
}
