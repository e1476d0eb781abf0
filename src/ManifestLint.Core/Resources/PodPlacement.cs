using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>A claim that only one node, or one pod, may have, and that pods of a workload write to.</summary>
/// <param name="Name">The claim, where a volume names it.</param>
/// <param name="IsForOnePod">
/// Whether it is ReadWriteOncePod, so that the scheduler holds back every pod but one; a ReadWriteOnce claim holds back pods on other nodes only.
/// </param>
public readonly record struct SingleWriterClaim(Located<string> Name, bool IsForOnePod)
{
    /// <summary>Whether a container mounts it without <c>readOnly</c>, be it at the volume or at the mount.</summary>
    public bool IsWritten { get; init; }

    /// <summary>The access mode as manifests name it.</summary>
    public string AccessMode => IsForOnePod ? "ReadWriteOncePod" : "ReadWriteOnce";
}

/// <summary>Where pods of a workload may run, and what keeps a second one from running beside the first.</summary>
public static class PodPlacement
{
    /// <summary>The node label that tells nodes apart.</summary>
    public const string Hostname = "kubernetes.io/hostname";

    /// <summary>
    /// Whether the workload mounts a claim of the bundle that only one node, or one pod, may have: <c>accessModes</c> lies within ReadWriteOnce and
    /// ReadWriteOncePod. Claims made from a template belong to one pod each and do not count.
    /// </summary>
    public static bool IsSingleWriter(this ResourceSet resources, Workload workload) => FindSingleWriterClaim(resources, workload) is not null;

    /// <summary>The name of such a claim, or null.</summary>
    public static string? FindSingleWriterClaim(this ResourceSet resources, Workload workload)
    {
        foreach (YamlMapping volume in workload.PodSpec.Volumes)
        {
            if (volume.GetMapping("persistentVolumeClaim").GetString("claimName") is { } claim
                && resources.Find(workload.Resource, "", "PersistentVolumeClaim", claim.Value) is { } found
                && HasSingleWriterModes(found))
            {
                return claim.Value;
            }
        }

        return null;
    }

    /// <summary>
    /// Such a claim that a container mounts without <c>readOnly</c>, be it at the volume or at the mount; null when there is none. A new pod then waits for the
    /// old one to let go of it.
    /// </summary>
    public static SingleWriterClaim? FindWrittenClaim(this ResourceSet resources, Workload workload)
    {
        foreach (SingleWriterClaim claim in resources.SingleWriterClaimsOf(workload))
        {
            if (claim.IsWritten)
                return claim;
        }

        return null;
    }

    /// <summary>The claims of the bundle among the workload's volumes that only one node, or one pod, may have, those that are only read too.</summary>
    public static IEnumerable<SingleWriterClaim> SingleWriterClaimsOf(this ResourceSet resources, Workload workload)
    {
        foreach (YamlMapping volume in workload.PodSpec.Volumes)
        {
            YamlMapping? source = volume.GetMapping("persistentVolumeClaim");
            if (source.GetString("claimName") is { } claim
                && resources.Find(workload.Resource, "", "PersistentVolumeClaim", claim.Value) is { } found
                && HasSingleWriterModes(found))
            {
                yield return new SingleWriterClaim(claim, found.Spec.GetItems("accessModes").All(mode => NodeReading.AsString(mode)?.Value == "ReadWriteOncePod"))
                {
                    IsWritten = source.GetBoolean("readOnly")?.Value != true && volume.GetString("name") is { } name && IsWritten(workload.PodSpec, name.Value),
                };
            }
        }
    }

    /// <summary>A port of the node that a container takes, so that a node holds one pod; null when there is none.</summary>
    public static Located<long>? FindHostPort(this PodSpecView pod)
    {
        foreach (ContainerView container in pod.AllRunning)
        {
            foreach (ContainerPort port in container.Ports)
            {
                if (port.Mapping.GetInteger("hostPort") is { Value: > 0 } hostPort)
                    return hostPort;
            }
        }

        return null;
    }

    /// <summary>Whether pods of one set are kept off each other's nodes by a required rule.</summary>
    public static bool HasRequiredAntiAffinity(this PodSpecView pod) =>
        pod.Mapping.GetMapping("affinity", "podAntiAffinity").Get("requiredDuringSchedulingIgnoredDuringExecution") is YamlSequence { Items.IsEmpty: false };

    /// <summary>
    /// Whether something, be it a wish, spreads the pods over the values of a node label: a spread constraint that counts them, or a term of
    /// <c>podAntiAffinity</c> that means them.
    /// </summary>
    public static bool IsSpreadOver(this PodSpecView pod, string topologyKey)
    {
        foreach (SpreadConstraint constraint in pod.SpreadConstraints)
        {
            if (constraint.TopologyKey?.Value == topologyKey && constraint.CountsPodsWith(pod.Workload.TemplateLabels))
                return true;
        }

        foreach (PodAffinityTerm term in pod.AffinityTerms)
        {
            if (term.IsAnti && term.TopologyKey?.Value == topologyKey && term.MeansPodsOf(pod.Workload))
                return true;
        }

        return false;
    }

    /// <summary>Whether a required rule puts every pod of the workload on the node of the first: a term of <c>podAffinity</c> over host names that means them.</summary>
    public static bool IsKeptTogether(this PodSpecView pod)
    {
        foreach (PodAffinityTerm term in pod.AffinityTerms)
        {
            if (term is { IsAnti: false, IsRequired: true } && term.TopologyKey?.Value == Hostname && term.MeansPodsOf(pod.Workload))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The one node on which every pod must run: <c>nodeName</c>, a <c>nodeSelector</c> on the host name, or required node affinity whose terms (which
    /// are alternatives) all name the same single host; null when there is a choice.
    /// </summary>
    public static Located<string>? FindPinnedNode(this PodSpecView pod)
    {
        if (pod.Mapping.GetString("nodeName") is { Value.Length: > 0 } name)
            return name;
        if (pod.Mapping.GetMapping("nodeSelector").GetString(Hostname) is { } selected)
            return selected;

        Located<string>? only = null;
        foreach (YamlMapping term in pod.Mapping.GetMapping("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution").GetMappings("nodeSelectorTerms"))
        {
            if (FindSingleHost(term) is not { } host || (only is { } other && other.Value != host.Value))
                return null;
            only ??= host;
        }

        return only;
    }

    /// <summary>
    /// Whether no node takes pods of both: their <c>nodeName</c>, <c>nodeSelector</c> and required node affinity ask for different values of one node label. A
    /// pod without such rules may be on every node.
    /// </summary>
    public static bool AreOnDifferentNodes(PodSpecView first, PodSpecView second)
    {
        // The terms are alternatives: each one of a pod has to exclude each one of the other.
        List<NodeTerm> others = [.. NodeTerm.ReadAll(second)];
        foreach (NodeTerm term in NodeTerm.ReadAll(first))
        {
            foreach (NodeTerm other in others)
            {
                if (!term.Excludes(other))
                    return false;
            }
        }

        return true;
    }

    internal static ImmutableArray<string> ReadKeys(YamlMapping mapping, string key) =>
        [.. mapping.GetItems(key).Select(item => NodeReading.AsString(item)?.Value).OfType<string>()];

    private static bool IsWritten(PodSpecView pod, string volume)
    {
        foreach (ContainerView container in pod.AllRunning)
        {
            if (container.Mapping.GetMappings("volumeMounts").Any(mount => mount.GetString("name")?.Value == volume && mount.GetBoolean("readOnly")?.Value != true)
                || container.Mapping.GetMappings("volumeDevices").Any(device => device.GetString("name")?.Value == volume))
            {
                return true;
            }
        }

        return false;
    }

    private static Located<string>? FindSingleHost(YamlMapping term)
    {
        foreach (YamlMapping row in term.GetMappings("matchExpressions"))
        {
            bool isHost = row.GetString("key")?.Value == Hostname && row.GetString("operator")?.Value == "In";
            if (isHost && row.GetItems("values").ToArray() is [var host])
                return NodeReading.AsString(host);
        }

        return null;
    }

    private static bool HasSingleWriterModes(Resource claim)
    {
        bool hasAny = false;
        foreach (YamlNode mode in claim.Spec.GetItems("accessModes"))
        {
            if (NodeReading.AsString(mode)?.Value is not ("ReadWriteOnce" or "ReadWriteOncePod"))
                return false;
            hasAny = true;
        }

        return hasAny;
    }
}
