using System.Collections.Immutable;

namespace ManifestLint.Resources;

/// <summary>Servers that differ in what a signal does to them.</summary>
public enum ServerKind
{
    /// <summary>nginx and its relatives: SIGQUIT finishes open requests, SIGTERM cuts them.</summary>
    Nginx,

    /// <summary>Apache httpd.</summary>
    Httpd,

    /// <summary>PHP-FPM.</summary>
    PhpFpm,

    /// <summary>HAProxy.</summary>
    HAProxy,

    /// <summary>Envoy.</summary>
    Envoy,

    /// <summary>Traefik.</summary>
    Traefik,

    /// <summary>Caddy.</summary>
    Caddy,

    /// <summary>Gunicorn: the reverse of nginx, SIGTERM finishes open requests and SIGQUIT cuts them.</summary>
    Gunicorn,

    /// <summary>Uvicorn and Hypercorn.</summary>
    Uvicorn,

    /// <summary>Node.js.</summary>
    Node,

    /// <summary>A Java virtual machine.</summary>
    Java,

    /// <summary>.NET.</summary>
    DotNet,

    /// <summary>PostgreSQL.</summary>
    Postgres,

    /// <summary>MySQL, MariaDB, Percona.</summary>
    MySql,

    /// <summary>MongoDB.</summary>
    Mongo,

    /// <summary>Redis and Valkey.</summary>
    Redis,

    /// <summary>RabbitMQ.</summary>
    RabbitMq,

    /// <summary>Memcached.</summary>
    Memcached,
}

/// <summary>
/// A row of the table of images (<see cref="ImageFamilies"/>): what their program does when it is asked to stop. Sources: the Dockerfiles and servers that
/// section 3.6 of the rollout facts names.
/// </summary>
public sealed record ImageFamily
{
    /// <summary>The server inside.</summary>
    public required ServerKind Kind { get; init; }

    /// <summary>The server's name in messages.</summary>
    public required string Name { get; init; }

    /// <summary>Programs by which the family is known when the image says nothing.</summary>
    public ImmutableArray<string> Programs { get; init; } = [];

    /// <summary>Signals on which the server finishes what it does; empty when none does, or only with a handler of the application.</summary>
    public ImmutableArray<StopSignal> Graceful { get; init; } = [];

    /// <summary>Signals on which it drops what it does. SIGKILL is abrupt for everything and not listed.</summary>
    public ImmutableArray<StopSignal> Abrupt { get; init; } = [];

    /// <summary>The preStop command that suits the images; empty when the server needs none.</summary>
    public ImmutableArray<string> PreStopCommand { get; init; } = [];

    /// <summary>Grace in seconds that the server should have at least; 0 when the default of 30 s does.</summary>
    public int GraceSeconds { get; init; }

    /// <summary>Whether the images have a shell.</summary>
    public bool HasShell { get; init; } = true;

    internal Func<ImageReference, bool> IsImage { get; init; } = static _ => false;

    internal Func<ImageReference, StopSignal> SignalOfImage { get; init; } = static _ => StopSignal.Terminate;

    /// <summary>The stop signal that the image carries (<c>STOPSIGNAL</c> of its Dockerfile); unknown when only the program gave the family away.</summary>
    public StopSignal GetStopSignal(ImageReference? image) => image is not null && IsImage(image) ? SignalOfImage(image) : StopSignal.Unknown;

    /// <summary>What a signal does: true finishes open requests, false drops them, null is neither or not known.</summary>
    public bool? IsGraceful(StopSignal signal) =>
        signal == StopSignal.Kill || Abrupt.Contains(signal) ? false : Graceful.Contains(signal) ? true : null;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
