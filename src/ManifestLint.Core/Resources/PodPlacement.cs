using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>What keeps a second pod of a workload from running beside the first one.</summary>
public static class PodPlacement
{
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
