using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>How a probe or hook asks.</summary>
public enum HandlerKind
{
    /// <summary>No handler is written, or several are, or one of a wrong type: the API server refuses it.</summary>
    Unknown,

    /// <summary><c>httpGet</c>.</summary>
    HttpGet,

    /// <summary><c>tcpSocket</c>.</summary>
    TcpSocket,

    /// <summary><c>grpc</c>.</summary>
    Grpc,

    /// <summary><c>exec</c>.</summary>
    Exec,

    /// <summary><c>sleep</c>, in hooks only.</summary>
    Sleep,
}

/// <summary>
/// A readiness, liveness or startup probe. Times are seconds; the effective numbers have the defaults of <c>SetDefaults_Probe</c> in the place of what is
/// absent, null <b>or 0</b>.
/// </summary>
public sealed class ProbeView
{
    private static readonly string[] Handlers = ["httpGet", "tcpSocket", "grpc", "exec"];

    internal ProbeView(string key, YamlEntry entry, YamlMapping mapping)
    {
        Key = key;
        Entry = entry;
        Mapping = mapping;
        foreach (string handler in Handlers)
        {
            if (mapping.Get(handler) is not { } node)
                continue;

            bool isSecond = HandlerKey is not null;
            HandlerKey = handler;
            Handler = node as YamlMapping;
            Kind = isSecond || Handler is null ? HandlerKind.Unknown : ToKind(handler);
        }
    }

    /// <summary><c>readinessProbe</c>, <c>livenessProbe</c> or <c>startupProbe</c>.</summary>
    public string Key { get; }

    /// <summary>What the probe is for: <c>readiness</c>, <c>liveness</c> or <c>startup</c>.</summary>
    public string Purpose => Key[..^"Probe".Length];

    /// <summary>Key and value as written; behind a merge, the entry of the mapping that is merged in.</summary>
    public YamlEntry Entry { get; }

    /// <summary>The probe.</summary>
    public YamlMapping Mapping { get; }

    /// <summary>How the probe asks.</summary>
    public HandlerKind Kind { get; }

    /// <summary><c>httpGet</c>, <c>tcpSocket</c>, <c>grpc</c> or <c>exec</c>, as written; null when there is none of them.</summary>
    public string? HandlerKey { get; }

    /// <summary>What stands under it.</summary>
    public YamlMapping? Handler { get; }

    /// <summary>The port; null for exec.</summary>
    public Located<PortReference>? Port => PortReference.Read(Handler.GetWritten("port"));

    /// <summary>The host of httpGet or tcpSocket, when one is written; by default it is the pod's address.</summary>
    public Located<string>? Host => Handler.GetString("host");

    /// <summary>
    /// Whether the pod itself is asked: no host is written, or the loopback address of the network that the pod shares with its node.
    /// </summary>
    public bool AsksOwnPod(ContainerView container) => Host is not { Value.Length: > 0 } host || (container.Pod.IsHostNetwork && LoopbackHosts.Contains(host.Value));

    /// <summary>The path of httpGet; <c>/</c> when none is written is <see cref="EffectivePath"/>.</summary>
    public Located<string>? Path => Handler.GetString("path");

    /// <summary>The path that is asked for; a missing or empty one means <c>/</c>.</summary>
    public string EffectivePath => Path is { Value.Length: > 0 } path ? path.Value : "/";

    /// <summary>The scheme of httpGet as written.</summary>
    public Located<string>? Scheme => Handler.GetString("scheme");

    /// <summary>The service name of grpc; null means the server as a whole.</summary>
    public Located<string>? GrpcService => Handler.GetString("service");

    /// <summary>The command of exec.</summary>
    public CommandWords Command => Kind == HandlerKind.Exec ? CommandWords.Read(Handler, "command") : CommandWords.None;

    /// <summary>Seconds between two checks, 10 by default.</summary>
    public long PeriodSeconds => Effective("periodSeconds", 10);

    /// <summary>Seconds that a check may take, 1 by default.</summary>
    public long TimeoutSeconds => Effective("timeoutSeconds", 1);

    /// <summary>Failures in a row that count, 3 by default.</summary>
    public long FailureThreshold => Effective("failureThreshold", 3);

    /// <summary>Successes in a row that count, 1 by default.</summary>
    public long SuccessThreshold => Effective("successThreshold", 1);

    /// <summary>Seconds after the container's start in which nothing is asked, 0 by default.</summary>
    public long InitialDelaySeconds => Effective("initialDelaySeconds", 0);

    /// <summary>Seconds that the probe needs to act on an application that stops answering: period times failure threshold.</summary>
    public long LeaveSeconds => PeriodSeconds * FailureThreshold;

    /// <summary>
    /// Seconds from the container's start to the moment at which an application that never answered is given up: initial delay plus
    /// <see cref="LeaveSeconds"/>. For a liveness probe the earliest restart, for a startup probe its budget.
    /// </summary>
    public long KillSeconds => InitialDelaySeconds + LeaveSeconds;

    /// <summary>Whether every number that the probe's times are computed from is absent, or one that the API server takes: 32 bits, not negative.</summary>
    public bool IsKnown => IsAllowedOrAbsent("periodSeconds") && IsAllowedOrAbsent("timeoutSeconds") && IsAllowedOrAbsent("failureThreshold")
        && IsAllowedOrAbsent("successThreshold") && IsAllowedOrAbsent("initialDelaySeconds");

    /// <summary>A number of the probe as it is written, for example <c>periodSeconds</c>.</summary>
    public Located<long>? GetWritten(string field) => Mapping.GetInteger(field);

    /// <summary>The number of the port: written, or declared under its name by the container that holds the probe; the kubelet looks nowhere else.</summary>
    public long? ResolvePort(ContainerView container) => Port is { } port ? container.ResolvePort(port.Value) : null;

    /// <summary>
    /// Whether the kubelet cannot even ask: the container does not declare the port's name, the command cannot run as it is written, or the image has no such
    /// program. The error is thrown away, so the probe neither succeeds nor fails (pkg/kubelet/prober/worker.go, doProbe).
    /// </summary>
    public bool NeverAsks(ContainerView container) => Kind == HandlerKind.Exec
        ? CommandDefect.Find(Command) is not null || MissingPrograms.Find(Command, container) is not null
        : Port is { Value.Name: not null } port && container.ResolvePort(port.Value) is null;

    /// <summary>
    /// Whether both probes ask the same: same handler with the same parts, where a port's name and its number are the same, and headers are a set.
    /// </summary>
    public bool HasSameHandlerAs(ProbeView other, ContainerView container) => Kind == other.Kind && Kind switch
    {
        HandlerKind.HttpGet => HasSamePort(other, container)
            && EffectivePath == other.EffectivePath
            && (Scheme?.Value ?? "HTTP") == (other.Scheme?.Value ?? "HTTP")
            && (Host?.Value ?? "") == (other.Host?.Value ?? "")
            && Headers().SetEquals(other.Headers()),
        HandlerKind.TcpSocket => HasSamePort(other, container) && (Host?.Value ?? "") == (other.Host?.Value ?? ""),
        HandlerKind.Grpc => HasSamePort(other, container) && (GrpcService?.Value ?? "") == (other.GrpcService?.Value ?? ""),
        HandlerKind.Exec => Command is { IsEmpty: false } command && command.HasSameWordsAs(other.Command),
        _ => false,
    };

    private static HandlerKind ToKind(string handler) => handler switch
    {
        "httpGet" => HandlerKind.HttpGet,
        "tcpSocket" => HandlerKind.TcpSocket,
        "grpc" => HandlerKind.Grpc,
        _ => HandlerKind.Exec,
    };

    private bool HasSamePort(ProbeView other, ContainerView container)
    {
        if (Port is not { } mine || other.Port is not { } its)
            return false;

        // A name that the container does not declare is compared as text.
        return (container.ResolvePort(mine.Value), container.ResolvePort(its.Value)) is ({ } myNumber, { } itsNumber)
            ? myNumber == itsNumber
            : mine.Value == its.Value;
    }

    private ImmutableHashSet<(string Name, string Value)> Headers() =>
        [.. Handler.GetMappings("httpHeaders").Select(header => (header.GetString("name")?.Value.ToUpperInvariant() ?? "", header.GetString("value")?.Value ?? ""))];

    private long Effective(string field, long defaultValue) => Mapping.GetInteger(field) is { Value: > 0 } written ? written.Value : defaultValue;

    private bool IsAllowedOrAbsent(string field) => Mapping.Get(field) is not { } node || node is YamlScalar scalar && scalar.Resolve().AsInteger is >= 0 and <= int.MaxValue;
}
