using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary><c>spec.type</c> of a Service.</summary>
public enum ServiceType
{
    /// <summary>Reachable inside the cluster; what an absent type means.</summary>
    ClusterIP,

    /// <summary>Also reachable on every node.</summary>
    NodePort,

    /// <summary>Also reachable through a load balancer.</summary>
    LoadBalancer,

    /// <summary>A DNS alias without pods.</summary>
    ExternalName,

    /// <summary>Another value, which the API server refuses.</summary>
    Unknown,
}

/// <summary>A port of a Service.</summary>
/// <param name="Mapping">The item of <c>ports</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Port">The number that clients use.</param>
/// <param name="TargetPort">Where it leads in the pods, as written; null when nothing is, or 0 or an empty string.</param>
/// <param name="Protocol"><c>TCP</c> when nothing is written.</param>
public readonly record struct ServicePort(YamlMapping Mapping, Located<string>? Name, Located<long>? Port, Located<PortReference>? TargetPort, string Protocol)
{
    /// <summary>Where it leads: the target port, else the port's own number; null when neither is known.</summary>
    public Located<PortReference>? Target => TargetPort
        ?? (Mapping.Get("targetPort") is { } node && !IsDefaulted(node) ? null : Port is { } port ? new Located<PortReference>(new(Name: null, port.Value), port.Node) : null);

    /// <summary>
    /// The port of a workload's pods that it leads to: null when it is a name that no container declares with the same protocol. A number always resolves,
    /// declared or not. Plain init containers do not count.
    /// </summary>
    public TargetedPort? ResolveIn(PodSpecView pod)
    {
        if (Target is not { } target)
            return null;

        foreach (ContainerView container in pod.AllRunning)
        {
            foreach (ContainerPort port in container.Ports)
            {
                if (port.Protocol == Protocol && port.IsNamedBy(target.Value))
                    return new(this, container, port, port.Number?.Value);
            }
        }

        // A number that nobody declares belongs to the only container of the application; with several nobody knows.
        return target.Value.Number is { } number ? new(this, OnlyAppContainer(pod), DeclaredPort: null, number) : null;
    }

    internal static ServicePort Read(YamlMapping mapping)
    {
        YamlNode? target = mapping.GetWritten("targetPort");
        return new(
            mapping,
            mapping.GetString("name"),
            mapping.GetInteger("port"),
            target is null || IsDefaulted(target) ? null : PortReference.Read(target),
            mapping.GetString("protocol")?.Value ?? "TCP");
    }

    private static bool IsDefaulted(YamlNode node) =>
        node.Dereference() is YamlScalar scalar && scalar.Resolve() is { Kind: YamlScalarKind.String, Json: "" } or { Kind: YamlScalarKind.Integer, Json: "0" };

    private static ContainerView? OnlyAppContainer(PodSpecView pod)
    {
        ContainerView? only = null;
        foreach (ContainerView container in pod.Containers)
        {
            if (!container.IsApp)
                continue;
            if (only is not null)
                return null;
            only = container;
        }

        return only;
    }
}

/// <summary>Where a port of a Service leads in the pods of a workload.</summary>
/// <param name="ServicePort">The Service's port.</param>
/// <param name="Container">The container; null for a number that no container declares in a pod with several.</param>
/// <param name="DeclaredPort">The container's port; null when the number is not declared.</param>
/// <param name="Number">The number, when it is known.</param>
public readonly record struct TargetedPort(ServicePort ServicePort, ContainerView? Container, ContainerPort? DeclaredPort, long? Number)
{
    /// <summary>Whether only a monitoring system asks here.</summary>
    public bool IsMetrics => DeclaredPort?.IsMetrics == true || ContainerPort.IsMetricsName(ServicePort.Name?.Value);
}

/// <summary>A Service of the core group.</summary>
public sealed class ServiceView
{
    private ServicePort[]? _ports;
    private Selector? _selector;

    private ServiceView(Resource resource) => Resource = resource;

    /// <summary>The object.</summary>
    public Resource Resource { get; }

    /// <summary>The Service's name.</summary>
    public string Name => Resource.Name;

    /// <summary>Which pods it leads to. A Service without selector has none of its own; one of type ExternalName does not use it.</summary>
    public Selector Selector => _selector ??= Selector.FromMap(Resource.Spec.GetMapping("selector"));

    /// <summary>The type.</summary>
    public ServiceType Type => Resource.Spec.Get("type") is null ? ServiceType.ClusterIP : Resource.Spec.GetString("type")?.Value switch
    {
        "ClusterIP" or "" => ServiceType.ClusterIP,
        "NodePort" => ServiceType.NodePort,
        "LoadBalancer" => ServiceType.LoadBalancer,
        "ExternalName" => ServiceType.ExternalName,
        _ => ServiceType.Unknown,
    };

    /// <summary>The type as written.</summary>
    public Located<string>? WrittenType => Resource.Spec.GetString("type");

    /// <summary>Whether clients get the pods' own addresses (<c>clusterIP: None</c>).</summary>
    public bool IsHeadless => Resource.Spec.GetString("clusterIP")?.Value == "None";

    /// <summary>Whether pods are named to clients before they are ready, and while they stop.</summary>
    public bool PublishesNotReadyAddresses => Resource.Spec.GetBoolean("publishNotReadyAddresses")?.Value == true;

    /// <summary>The ports.</summary>
    public ImmutableArray<ServicePort> Ports =>
        ImmutableCollectionsMarshal.AsImmutableArray(_ports ??= [.. Resource.Spec.GetMappings("ports").Select(ServicePort.Read)]);

    /// <summary>
    /// Whether only a monitoring system asks the Service for pods of a workload: it misses a pod for a while and loses no request. Told by the Service's name or
    /// by all of its ports.
    /// </summary>
    public bool IsForMetricsOf(Workload workload) => Name.EndsWith("-metrics", StringComparison.Ordinal)
        || Name.EndsWith("-metrics-service", StringComparison.Ordinal)
        || (!Ports.IsEmpty && Ports.All(port => port.ResolveIn(workload.PodSpec) is { IsMetrics: true }));

    /// <summary>The Service view of an object; null when it is none (Knative has a kind of the same name).</summary>
    public static ServiceView? From(Resource resource) => resource is { Kind: "Service", Group: "" } ? new(resource) : null;

    /// <summary>Kind and name as messages show them.</summary>
    public override string ToString() => Resource.ToString();

    /// <summary>Lets go of the views and nodes, which are made anew when they are asked for.</summary>
    internal void Release()
    {
        _ports = null;
        _selector = null;
        Resource.Release();
    }
}
