using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>A port of a Service that only one side of a release has.</summary>
/// <param name="Port">The port.</param>
/// <param name="Name">The name that it asks for.</param>
/// <param name="Target">Where it leads in the side that has it.</param>
/// <param name="Owner">The side that declares the name.</param>
/// <param name="Lacking">The side that does not.</param>
internal sealed record SlotPort(ServicePort Port, Located<string> Name, TargetedPort Target, Workload Owner, Workload Lacking)
{
    /// <summary>The port of a Service of the set, when it is one; null otherwise, also when nobody knows by which label the sides are told apart.</summary>
    public static SlotPort? Of(ReleaseSet set, ServicePort port)
    {
        // A name that the API server refuses is told by ML1031.
        if (set.SlotKey is null || port.TargetPort is not { Value.Name: { } name } target || Names.CheckPortName(name) is not null)
            return null;

        (Workload first, Workload second) = (set.Pair.First, set.Pair.Second);
        if (first.TemplateSource is null || second.TemplateSource is null)
            return null;

        SlotPort? found = (port.ResolveIn(first.PodSpec), port.ResolveIn(second.PodSpec)) switch
        {
            ({ } there, null) => new(port, new(name, target.Node), there, first, second),
            (null, { } there) => new(port, new(name, target.Node), there, second, first),
            _ => null,
        };
        return found is null || HasUnknownPort(found.Lacking.PodSpec) ? null : found;
    }

    /// <summary>Whether the port of a Service, which no pod that it selects has, is there in the other side of a release.</summary>
    public static bool IsInOtherSide(ResourceSet resources, ServiceView service, ServicePort port)
    {
        foreach (ReleaseSet set in resources.ReleaseSetsAround(service.Resource))
        {
            if (set.Services.Any(candidate => candidate.Resource == service.Resource) && Of(set, port) is not null)
                return true;
        }

        return false;
    }

    // A name that a template fills in may be the one that is asked for.
    private static bool HasUnknownPort(PodSpecView pod)
    {
        foreach (ContainerView container in pod.AllRunning)
        {
            if (container.Mapping.Get("ports") is not (null or YamlSequence))
                return true;
            if (container.Ports.Any(port => port.Name is { } name ? TemplateMarkers.IsTemplated(name.Value) : port.Mapping.Get("name") is not null))
                return true;
        }

        return false;
    }
}
