using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Which way a connection is opened, seen from the pods that a NetworkPolicy covers.</summary>
public enum PolicyDirection
{
    /// <summary>To the pods.</summary>
    Ingress,

    /// <summary>From the pods.</summary>
    Egress,
}

/// <summary>A NetworkPolicy of <c>networking.k8s.io</c>.</summary>
public sealed class NetworkPolicyView
{
    private NetworkPolicyView(Resource resource)
    {
        Resource = resource;
        PodSelector = Selector.FromLabelSelector(resource.Spec.GetMapping("podSelector"));
        SelectsEveryPod = PodSelector.IsEmpty && resource.Spec is { } spec && spec.Get("podSelector") switch
        {
            null => true,
            // A misspelt field in it is not known to mean all pods.
            YamlMapping selector => selector.Entries.All(entry => entry.KeyText is "matchLabels" or "matchExpressions"),
            _ => false,
        };
    }

    /// <summary>The object.</summary>
    public Resource Resource { get; }

    /// <summary>Which pods of its namespace it is for.</summary>
    public Selector PodSelector { get; }

    /// <summary>Whether it is for all pods of its namespace: <c>podSelector</c> is <c>{}</c> or absent.</summary>
    public bool SelectsEveryPod { get; }

    /// <summary>The policy view of an object; null when it is none (Calico has a kind of the same name).</summary>
    public static NetworkPolicyView? From(Resource resource) => resource is { Kind: "NetworkPolicy", Group: "networking.k8s.io" } ? new(resource) : null;

    /// <summary>Whether the policy is for pods with these labels in its namespace.</summary>
    public bool Covers(Labels labels) => SelectsEveryPod || PodSelector.Accepts(labels);

    /// <summary>
    /// Whether pods that the policy covers may connect in this direction only as a policy admits it: by <c>policyTypes</c>; without them always ingress,
    /// and egress when an egress rule stands (SetDefaults_NetworkPolicy).
    /// </summary>
    public bool Limits(PolicyDirection direction)
    {
        YamlNode? types = Resource.Spec.Get("policyTypes");
        if (types is null or YamlSequence { Items.IsEmpty: true })
            return direction == PolicyDirection.Ingress || HasRules(PolicyDirection.Egress);

        foreach (YamlNode type in Resource.Spec.GetItems("policyTypes"))
        {
            if (NodeReading.AsString(type)?.Value == (direction == PolicyDirection.Ingress ? "Ingress" : "Egress"))
                return true;
        }

        return false;
    }

    /// <summary>Whether it has a rule for the direction, and so admits anything in it.</summary>
    public bool HasRules(PolicyDirection direction) => Resource.Spec.Get(KeyOf(direction)) is YamlSequence { Items.IsEmpty: false };

    /// <summary>The key of the rules for a direction.</summary>
    public static string KeyOf(PolicyDirection direction) => direction == PolicyDirection.Ingress ? "ingress" : "egress";

    /// <summary>
    /// Whether a rule of the policy names the port, for whichever peer, or could name it: a value that is filled in later or of a wrong type admits everything.
    /// A rule without <c>ports</c> admits all of them.
    /// </summary>
    /// <param name="direction">Whose rules are asked.</param>
    /// <param name="pod">The pod that declares ports by name; null when it is not known, so that every name may be meant.</param>
    /// <param name="port">The number in the pod that is connected to.</param>
    /// <param name="protocol"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</param>
    public bool MayAdmit(PolicyDirection direction, PodSpecView? pod, long port, string protocol)
    {
        if (Resource.Spec.Get(KeyOf(direction)) is not { } rules)
            return false;
        if (rules is not YamlSequence list)
            return true;

        foreach (YamlNode item in list.Items)
        {
            // A null in the list is an empty rule, which admits everything.
            if (item.Dereference() is not YamlMapping rule || rule.Get("ports") is not YamlSequence { Items.IsEmpty: false } ports)
                return true;

            foreach (YamlNode admitted in ports.Items)
            {
                if (admitted.Dereference() is not YamlMapping mapping || MayAdmit(mapping, pod, port, protocol))
                    return true;
            }
        }

        return false;
    }

    private static bool MayAdmit(YamlMapping admitted, PodSpecView? pod, long port, string protocol)
    {
        if (admitted.Get("protocol") is { } node && (NodeReading.AsString(node) is not { } written || (written.Value != protocol && !TemplateMarkers.IsTemplated(written.Value))))
            return NodeReading.AsString(node) is null;
        if (admitted.Get("protocol") is null && protocol != "TCP")
            return false;
        if (PortReference.Read(admitted.GetWritten("port")) is not { } reference)
            return true;
        if (reference.Value.Name is { } name)
            return pod is null || TemplateMarkers.IsTemplated(name) || IsNameOf(pod, reference.Value, port, protocol);
        if (admitted.Get("endPort") is null)
            return reference.Value.Number == port;
        return reference.Value.Number <= port && (admitted.GetInteger("endPort") is not { } end || port <= end.Value);
    }

    private static bool IsNameOf(PodSpecView pod, PortReference reference, long port, string protocol)
    {
        foreach (ContainerView container in pod.AllRunning)
        {
            foreach (ContainerPort declared in container.Ports)
            {
                if (declared.Protocol == protocol && declared.IsNamedBy(reference) && declared.Number?.Value == port)
                    return true;
            }
        }

        return false;
    }

    /// <summary>Kind and name as messages show them.</summary>
    public override string ToString() => Resource.ToString();
}
