using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Every place of an object where a <c>LabelSelector</c> of Kubernetes stands.</summary>
internal static class LabelSelectors
{
    /// <summary>The selectors of an object that is no workload.</summary>
    public static IEnumerable<YamlMapping> Of(Resource resource) => (resource.Group, resource.Kind) switch
    {
        ("policy", "PodDisruptionBudget") or ("", "PersistentVolumeClaim") => Present(resource.Spec.GetMapping("selector")),
        ("networking.k8s.io", "NetworkPolicy") => OfNetworkPolicy(resource.Spec),
        ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration" or "MutatingWebhookConfiguration") => OfWebhooks(resource.Root),
        _ => [],
    };

    /// <summary>The workload's own selector, and those in the spec of its pods.</summary>
    public static IEnumerable<YamlMapping> Of(Workload workload)
    {
        if (HasLabelSelector(workload) && workload.Spec.GetMapping("selector") is { } own)
            yield return own;
        if (!workload.HasOwnTemplate || workload.PodSpec.Mapping is not { } pod)
            yield break;

        foreach (YamlMapping constraint in pod.GetMappings("topologySpreadConstraints"))
        {
            if (constraint.GetMapping("labelSelector") is { } selector)
                yield return selector;
        }

        if (pod.GetMapping("affinity") is null)
            yield break;

        foreach (YamlMapping term in PodAffinityTerms(pod))
        {
            if (term.GetMapping("labelSelector") is { } pods)
                yield return pods;
            if (term.GetMapping("namespaceSelector") is { } spaces)
                yield return spaces;
        }
    }

    /// <summary>The terms of <c>podAffinity</c> and <c>podAntiAffinity</c>, required and preferred.</summary>
    public static IEnumerable<YamlMapping> PodAffinityTerms(YamlMapping pod)
    {
        if (pod.GetMapping("affinity") is not { } affinity)
            yield break;

        foreach (string key in (string[])["podAffinity", "podAntiAffinity"])
        {
            foreach (YamlMapping term in affinity.GetMapping(key).GetMappings("requiredDuringSchedulingIgnoredDuringExecution"))
                yield return term;
            foreach (YamlMapping preference in affinity.GetMapping(key).GetMappings("preferredDuringSchedulingIgnoredDuringExecution"))
            {
                if (preference.GetMapping("podAffinityTerm") is { } term)
                    yield return term;
            }
        }
    }

    // ReplicationController and DeploymentConfig have a plain map; a CronJob's Jobs get theirs from the server.
    private static bool HasLabelSelector(Workload workload) => workload.Kind is WorkloadKind.Deployment or WorkloadKind.StatefulSet
        or WorkloadKind.DaemonSet or WorkloadKind.ReplicaSet or WorkloadKind.Job or WorkloadKind.Rollout or WorkloadKind.CloneSet;

    private static YamlMapping[] Present(YamlMapping? selector) => selector is null ? [] : [selector];

    private static IEnumerable<YamlMapping> OfNetworkPolicy(YamlMapping? spec)
    {
        if (spec.GetMapping("podSelector") is { } own)
            yield return own;

        foreach ((string direction, string peers) in ((string, string)[])[("ingress", "from"), ("egress", "to")])
        {
            foreach (YamlMapping peer in spec.GetMappings(direction).SelectMany(rule => rule.GetMappings(peers)))
            {
                if (peer.GetMapping("podSelector") is { } pods)
                    yield return pods;
                if (peer.GetMapping("namespaceSelector") is { } spaces)
                    yield return spaces;
            }
        }
    }

    private static IEnumerable<YamlMapping> OfWebhooks(YamlMapping configuration)
    {
        foreach (YamlMapping webhook in configuration.GetMappings("webhooks"))
        {
            if (webhook.GetMapping("namespaceSelector") is { } spaces)
                yield return spaces;
            if (webhook.GetMapping("objectSelector") is { } objects)
                yield return objects;
        }
    }
}
