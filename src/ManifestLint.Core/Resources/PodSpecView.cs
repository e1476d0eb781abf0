using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>The <c>spec</c> of a pod or of a pod template.</summary>
public sealed class PodSpecView
{
    /// <summary>The API server's default of <c>terminationGracePeriodSeconds</c>.</summary>
    public const long DefaultGraceSeconds = 30;

    private const string GraceKey = "terminationGracePeriodSeconds";

    internal PodSpecView(Workload workload, YamlMapping? mapping)
    {
        Workload = workload;
        Mapping = mapping;
        Containers = ReadContainers("containers");
        InitContainers = ReadContainers("initContainers");
        AllRunning = InitContainers.Any(container => container.Role == ContainerRole.NativeSidecar)
            ? [.. Containers, .. InitContainers.Where(container => container.Role == ContainerRole.NativeSidecar)]
            : Containers;
        All = InitContainers.IsEmpty ? Containers : [.. Containers, .. InitContainers];
    }

    /// <summary>The workload that makes the pods.</summary>
    public Workload Workload { get; }

    /// <summary>The <c>spec</c>; null when none is written or its template stands in an object that is not at hand.</summary>
    public YamlMapping? Mapping { get; }

    /// <summary>The regular containers.</summary>
    public ImmutableArray<ContainerView> Containers { get; }

    /// <summary>The init containers, native sidecars among them.</summary>
    public ImmutableArray<ContainerView> InitContainers { get; }

    /// <summary>Every container: the regular ones, then the init containers, each in their order.</summary>
    public ImmutableArray<ContainerView> All { get; }

    /// <summary>What runs while the pod serves: the regular containers, then the native sidecars.</summary>
    public ImmutableArray<ContainerView> AllRunning { get; }

    /// <summary>The init containers with <c>restartPolicy: Always</c>, which run beside the others.</summary>
    public IEnumerable<ContainerView> NativeSidecars => AllRunning.Skip(Containers.Length);

    /// <summary>
    /// <c>terminationGracePeriodSeconds</c> as written. One that stands in the workload's own <c>spec</c> or in a container, where a schema rule reports it,
    /// counts as if it stood here, so that one mistake gives one finding.
    /// </summary>
    public Located<long>? TerminationGracePeriod => Mapping.Get(GraceKey) is not null ? Mapping.GetInteger(GraceKey) : FindMisplacedGrace();

    /// <summary>Seconds between deletion and kill: 30 when nothing is written, and 1 for a negative number, as the API server makes it.</summary>
    public long EffectiveGrace => TerminationGracePeriod is { } written ? (written.Value < 0 ? 1 : written.Value) : DefaultGraceSeconds;

    /// <summary>How long a pod may take until it is ready; null when no probe tells.</summary>
    public StartBudget? FindStartBudget() => StartBudget.Find(this);

    /// <summary><c>restartPolicy</c> as written; <c>Always</c> by default.</summary>
    public Located<string>? RestartPolicy => Mapping.GetString("restartPolicy");

    /// <summary>Whether the pod shares the node's network.</summary>
    public bool IsHostNetwork => Mapping.GetBoolean("hostNetwork")?.Value == true;

    /// <summary>
    /// Whether the pod is known to have a network of its own: an object written as a whole says nothing of <c>hostNetwork</c>, or says <c>false</c>.
    /// </summary>
    public bool HasOwnNetwork => Mapping.Get("hostNetwork") is null ? !Workload.IsPartial : Mapping.GetBoolean("hostNetwork")?.Value == false;

    /// <summary>Whether the containers see each other's processes, so that no container's program is process 1.</summary>
    public bool SharesProcessNamespace => Mapping.GetBoolean("shareProcessNamespace")?.Value == true;

    /// <summary>The items of <c>volumes</c>.</summary>
    public IEnumerable<YamlMapping> Volumes => Mapping.GetMappings("volumes");

    /// <summary>Requests and limits of the pod as a whole, which count in the place of those of its containers (Kubernetes 1.34).</summary>
    public ContainerResources Resources => new(Mapping.GetMapping("resources"));

    /// <summary>The items of <c>topologySpreadConstraints</c>.</summary>
    public IEnumerable<SpreadConstraint> SpreadConstraints => Mapping.GetMappings("topologySpreadConstraints").Select(item => new SpreadConstraint(item));

    /// <summary>The terms of pod affinity and anti-affinity, required and preferred.</summary>
    public IEnumerable<PodAffinityTerm> AffinityTerms => PodAffinityTerm.ReadAll(Mapping);

    /// <summary>The containers of the application: regular ones that are no known sidecar.</summary>
    public IEnumerable<ContainerView> AppContainers => Containers.Where(container => container.IsApp);

    private Located<long>? FindMisplacedGrace()
    {
        if (Workload.Spec.GetInteger(GraceKey) is { } inWorkload)
            return inWorkload;

        foreach (ContainerView container in Containers)
        {
            if (container.Mapping.GetInteger(GraceKey) is { } inContainer)
                return inContainer;
        }

        return null;
    }

    private ImmutableArray<ContainerView> ReadContainers(string key)
    {
        if (Mapping.Get(key) is not YamlSequence sequence)
            return [];

        var containers = ImmutableArray.CreateBuilder<ContainerView>(sequence.Items.Length);
        foreach (YamlNode item in sequence.Items)
        {
            if (item.Dereference() is YamlMapping mapping)
                containers.Add(new ContainerView(this, mapping, RoleOf(key, mapping)));
        }

        return containers.DrainToImmutable();
    }

    private static ContainerRole RoleOf(string key, YamlMapping mapping)
    {
        if (key == "containers")
            return ContainerRole.Regular;
        return mapping.GetString("restartPolicy")?.Value == "Always" ? ContainerRole.NativeSidecar : ContainerRole.Init;
    }
}
