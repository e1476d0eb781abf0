using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>What the NetworkPolicies of a workload's pods leave open between them.</summary>
internal static class CoveringPolicies
{
    // Kinds of other controllers that admit or refuse beside the NetworkPolicies, or above them.
    private static readonly string[] OtherKinds =
    [
        "AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "CiliumClusterwideNetworkPolicy", "CiliumNetworkPolicy", "ClusterNetworkPolicy", "GlobalNetworkPolicy",
    ];

    /// <summary>Whether everything is at hand that decides about the traffic of a policy's namespace. Not for the silent case.</summary>
    public static bool AreKnown(ResourceSet resources, NetworkPolicyView policy)
    {
        Resource asker = policy.Resource;
        if (asker.IsPartial || !resources.IsCompleteFor(asker, "NetworkPolicy"))
            return false;

        // Of Calico and Antrea.
        if (resources.InNamespaceOf(asker, "NetworkPolicy", NamespaceMatch.SameOrUnnamed).Any(other => other.Group != asker.Group))
            return false;
        foreach (string kind in OtherKinds)
        {
            // The kinds for a whole cluster name no namespace, and so count everywhere.
            if (resources.InNamespaceOf(asker, kind, NamespaceMatch.SameOrUnnamed).Any())
                return false;
        }

        return true;
    }

    /// <summary>
    /// The policy at which to say that the pods are cut off: the first that has rules for the direction, else the first that limits it; null when a policy admits
    /// what is asked for, or one is written in parts.
    /// </summary>
    public static NetworkPolicyView? FindBlocking(ResourceSet resources, Workload workload, PolicyDirection direction, Func<NetworkPolicyView, bool> mayAdmit)
    {
        NetworkPolicyView? blocking = null;
        foreach (NetworkPolicyView policy in resources.NetworkPoliciesOf(workload, NamespaceMatch.SameOrUnnamed))
        {
            if (policy.Resource.IsPartial)
                return null;
            if (!policy.Limits(direction))
                continue;
            if (mayAdmit(policy))
                return null;
            if (!Namespaces.AreSame(policy.Resource, workload.Resource))
                continue;
            if (blocking is null || (!blocking.HasRules(direction) && policy.HasRules(direction)))
                blocking = policy;
        }

        return blocking;
    }

    /// <summary>Whether policies decide about the workload's traffic, and the object is the one that is judged for its template.</summary>
    public static bool AreFor(Workload workload) =>
        !workload.IsOwned && workload.HasOwnTemplate && workload.PodSpec.HasOwnNetwork && !workload.TemplateLabels.HasUnknownPairs;
}
