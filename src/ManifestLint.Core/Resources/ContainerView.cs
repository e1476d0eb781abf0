using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>When a container runs.</summary>
public enum ContainerRole
{
    /// <summary>An entry of <c>containers</c>.</summary>
    Regular,

    /// <summary>An entry of <c>initContainers</c> that ends before the others start.</summary>
    Init,

    /// <summary>An entry of <c>initContainers</c> with <c>restartPolicy: Always</c>: runs beside the others and stops after them.</summary>
    NativeSidecar,
}

/// <summary>A container of a pod. What costs to find is found at the first question and kept. Views of one container are equal.</summary>
public sealed class ContainerView : IEquatable<ContainerView>
{
    private CommandWords? _command;
    private CommandWords? _args;
    private CommandWords? _start;
    private LifecycleHook? _preStop;
    private LifecycleHook? _postStart;
    private ContainerPort[]? _ports;
    private ProbeOrHook[]? _probesAndHooks;
    private ProbeView[]? _probes;

    internal ContainerView(PodSpecView pod, YamlMapping mapping, ContainerRole role)
    {
        Pod = pod;
        Mapping = mapping;
        Role = role;
        Name = mapping.GetString("name");
        Image = mapping.GetString("image");
        ImageReference = Image is { } image ? ImageReference.Parse(image.Value) : null;
    }

    /// <summary>The pod.</summary>
    public PodSpecView Pod { get; }

    /// <summary>The container.</summary>
    public YamlMapping Mapping { get; }

    /// <summary>When it runs.</summary>
    public ContainerRole Role { get; }

    /// <summary>The container's name.</summary>
    public Located<string>? Name { get; }

    /// <summary>The image as written.</summary>
    public Located<string>? Image { get; }

    /// <summary>The image in parts; null when there is none, or when it is no reference yet (<c>${IMAGE}</c>).</summary>
    public ImageReference? ImageReference { get; }

    /// <summary>Whether the application runs here: a regular container that is no known sidecar.</summary>
    public bool IsApp => Role == ContainerRole.Regular && !IsKnownSidecar;

    /// <summary>Whether image or name are those of a well-known helper (a mesh proxy, a log shipper). The only container of a pod never is one.</summary>
    public bool IsKnownSidecar => !IsAlone && KnownSidecars.IsSidecar(this);

    /// <summary>Whether it is a known sidecar through which the application's traffic goes.</summary>
    public bool IsProxySidecar => !IsAlone && KnownSidecars.IsProxy(this);

    /// <summary>Whether both are views of one container.</summary>
    public bool Equals(ContainerView? other) => other is not null && Mapping == other.Mapping;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ContainerView);

    /// <inheritdoc/>
    public override int GetHashCode() => Mapping.GetHashCode();

    /// <summary>Whether both are views of one container.</summary>
    public static bool operator ==(ContainerView? left, ContainerView? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they are views of different containers.</summary>
    public static bool operator !=(ContainerView? left, ContainerView? right) => !(left == right);

    /// <summary>Its requests and limits.</summary>
    public ContainerResources Resources => new(Mapping.GetMapping("resources"));

    /// <summary>The declared ports.</summary>
    public ImmutableArray<ContainerPort> Ports => ImmutableCollectionsMarshal.AsImmutableArray(_ports ??= ReadPorts());

    /// <summary>The first declared port that takes requests: TCP or SCTP, and not for metrics; null when there is none.</summary>
    public ContainerPort? RequestPort
    {
        get
        {
            foreach (ContainerPort port in Ports)
            {
                if (port is { TakesConnections: true, IsMetrics: false })
                    return port;
            }

            return null;
        }
    }

    /// <summary>The items of <c>env</c>.</summary>
    public IEnumerable<EnvironmentVariable> Environment => Mapping.GetMappings("env").Select(EnvironmentVariable.Read);

    /// <summary><c>command</c>, which takes the place of the image's entry point.</summary>
    public CommandWords Command => _command ??= CommandWords.Read(Mapping, "command");

    /// <summary><c>args</c>, which take the place of the image's own.</summary>
    public CommandWords Args => _args ??= CommandWords.Read(Mapping, "args");

    /// <summary>
    /// The words that the container starts with, as far as the manifest says: <c>command</c>, then <c>args</c>; an init program in front (<c>tini --</c>) is
    /// left out. Empty when the image decides.
    /// </summary>
    public CommandWords Start => _start ??= ContainerProgram.Join(this);

    /// <summary>Whether <c>command</c> or <c>args</c> begin with an init program that passes signals on.</summary>
    public bool StartsThroughInit => ContainerProgram.IsInit((Command.IsEmpty ? Args : Command).Program);

    /// <summary>The basename of the program that the manifest starts, seen through <c>sh -c</c> and <c>exec</c>; null when the image decides.</summary>
    public string? MainProgram => ContainerProgram.Find(Start);

    /// <summary>The family that image, or else the main program, belongs to.</summary>
    public ImageFamily? Family => ImageFamilies.Find(this);

    /// <summary>
    /// The <c>lifecycle</c>. One that stands beside the only container, in the pod's spec, where a schema rule reports it, counts as if it stood here.
    /// </summary>
    public YamlMapping? Lifecycle => Mapping.GetMapping("lifecycle") ?? (IsAlone ? Pod.Mapping.GetMapping("lifecycle") : null);

    /// <summary>What the container does before its stop signal, classified. A container without hook has one that is not <see cref="LifecycleHook.IsPresent"/>.</summary>
    public LifecycleHook PreStop => _preStop ??= LifecycleHook.Read(this, "preStop");

    /// <summary>What the container does when it starts, beside its entry point, classified. Without such a hook it has one that is not <see cref="LifecycleHook.IsPresent"/>.</summary>
    public LifecycleHook PostStart => _postStart ??= LifecycleHook.Read(this, "postStart");

    /// <summary>The probes, in the order readiness, liveness, startup.</summary>
    public ImmutableArray<ProbeView> Probes => ImmutableCollectionsMarshal.AsImmutableArray(_probes ??= ReadProbes());

    /// <summary><c>readinessProbe</c>.</summary>
    public ProbeView? ReadinessProbe => GetProbe("readinessProbe");

    /// <summary><c>livenessProbe</c>.</summary>
    public ProbeView? LivenessProbe => GetProbe("livenessProbe");

    /// <summary><c>startupProbe</c>.</summary>
    public ProbeView? StartupProbe => GetProbe("startupProbe");

    /// <summary>The probes and hooks that the container itself has, in the order readiness, liveness, startup, postStart, preStop.</summary>
    public ImmutableArray<ProbeOrHook> ProbesAndHooks => ImmutableCollectionsMarshal.AsImmutableArray(_probesAndHooks ??= ProbeOrHook.ReadAll(Mapping));

    /// <summary>Seconds that the container says it needs after its stop signal, with the node that says so; null when it says nothing.</summary>
    public Located<double>? Drain => DrainReader.Find(this);

    /// <summary>The declared port with a name, of any protocol.</summary>
    public ContainerPort? FindPort(string name)
    {
        foreach (ContainerPort port in Ports)
        {
            if (port.Name?.Value == name)
                return port;
        }

        return null;
    }

    /// <summary>The number of a port that a probe or hook of this container names; null when the name is not declared here.</summary>
    public long? ResolvePort(PortReference reference) => reference.Name is { } name ? FindPort(name)?.Number?.Value : reference.Number;

    /// <summary>The literal value of an environment variable, or null.</summary>
    public Located<string>? GetEnvironment(string name)
    {
        Located<string>? value = null;
        foreach (EnvironmentVariable variable in Environment)
        {
            // Of two variables with one name the last counts.
            if (variable.Name?.Value == name)
                value = variable.Value;
        }

        return value;
    }

    /// <summary>As messages show it: <c>container 'web' of Deployment 'shop'</c>.</summary>
    public override string ToString() => $"container '{Name?.Value}' of {Pod.Workload}";

    private bool IsAlone => Pod.Containers.Length == 1 && Role == ContainerRole.Regular;

    private ProbeView? GetProbe(string key)
    {
        foreach (ProbeView probe in Probes)
        {
            if (probe.Key == key)
                return probe;
        }

        return null;
    }

    private ProbeView[] ReadProbes()
    {
        List<ProbeView>? found = null;
        foreach (ProbeOrHook part in ProbesAndHooks)
        {
            if (!part.IsHook)
                (found ??= []).Add(new ProbeView(part.Path, part.Entry, part.Mapping));
        }

        return found?.ToArray() ?? [];
    }

    private ContainerPort[] ReadPorts() => Mapping.Get("ports") is YamlSequence ? [.. Mapping.GetMappings("ports").Select(ContainerPort.Read)] : [];
}
