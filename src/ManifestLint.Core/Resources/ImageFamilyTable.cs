using System.Collections.Immutable;

namespace ManifestLint.Resources;

/// <summary>The images whose behaviour at the end is known.</summary>
internal static class ImageFamilyTable
{
    private static readonly ImmutableArray<string> Sleep = ["sleep", "10"];

    private static readonly ImageFamily Nginx = new()
    {
        Kind = ServerKind.Nginx,
        Name = "nginx",
        Graceful = [StopSignal.Quit],
        Abrupt = [StopSignal.Terminate, StopSignal.Interrupt],
        PreStopCommand = NginxImages.WaitAndQuit("/usr/sbin/nginx"),
    };

    /// <summary>The rows, those first that leave less room.</summary>
    public static readonly ImmutableArray<ImageFamily> Rows =
    [
        Nginx with
        {
            IsImage = NginxImages.IsShellless,
            SignalOfImage = static _ => StopSignal.Unknown,
            PreStopCommand = ["/usr/sbin/nginx", "-s", "quit"],
            HasShell = false,
        },
        Nginx with
        {
            IsImage = static image => image.Last == "nginx" && (image.HasSegment("bitnami") || image.HasSegment("bitnamilegacy")),
            SignalOfImage = NginxImages.SignalOfBitnami,
            PreStopCommand = NginxImages.WaitAndQuit("nginx"),
        },
        Nginx with { IsImage = static image => image.Last == "nginx-unprivileged", SignalOfImage = static image => NginxImages.SignalOfVersion(image.Version) },
        Nginx with
        {
            Name = "openresty",
            Programs = ["openresty"],
            IsImage = static image => image.Last == "openresty",
            SignalOfImage = NginxImages.SignalOfOpenResty,
            PreStopCommand = NginxImages.WaitAndQuit("openresty"),
        },
        Nginx with
        {
            Name = "angie",
            Programs = ["angie"],
            IsImage = static image => image.Last == "angie",
            SignalOfImage = static _ => StopSignal.Unknown,
            PreStopCommand = NginxImages.WaitAndQuit("angie"),
        },
        // Also what is left when only the program says nginx: it is then found by PATH, wherever the image keeps it.
        Nginx with
        {
            Programs = ["nginx", "tengine", "freenginx"],
            IsImage = static image => image.Last is "nginx-plus" or "freenginx" or "tengine" || NginxImages.IsSclorg(image),
            SignalOfImage = static _ => StopSignal.Unknown,
            PreStopCommand = NginxImages.WaitAndQuit("nginx"),
        },
        Nginx with { IsImage = NginxImages.IsNginx, SignalOfImage = NginxImages.SignalOfOfficial },

        new()
        {
            Kind = ServerKind.Httpd,
            Name = "httpd",
            Programs = ["httpd", "apache2", "httpd-foreground", "apache2-foreground"],
            Graceful = [StopSignal.WindowChange],
            Abrupt = [StopSignal.Terminate],
            PreStopCommand = Sleep,
            IsImage = static image => image.Last == "httpd" || (image.Last == "php" && image.Tag?.Contains("apache", StringComparison.Ordinal) == true),
            SignalOfImage = static image => image.Last == "php" || image.Version?.IsAtLeast(2, 4, 41) != false ? StopSignal.WindowChange : StopSignal.Terminate,
        },
        new()
        {
            Kind = ServerKind.PhpFpm,
            Name = "php-fpm",
            Programs = ["php-fpm"],
            Graceful = [StopSignal.Quit],
            Abrupt = [StopSignal.Terminate],
            PreStopCommand = Sleep,
            IsImage = static image => image.Last == "php" && image.Tag?.Contains("fpm", StringComparison.Ordinal) == true,
            SignalOfImage = static _ => StopSignal.Quit,
        },
        new()
        {
            Kind = ServerKind.HAProxy,
            Name = "haproxy",
            Programs = ["haproxy"],
            Graceful = [StopSignal.User1],
            Abrupt = [StopSignal.Terminate],
            PreStopCommand = Sleep,
            IsImage = static image => image.Last == "haproxy",
            SignalOfImage = static _ => StopSignal.User1,
        },
        new()
        {
            Kind = ServerKind.Envoy,
            Name = "envoy",
            Programs = ["envoy"],
            Abrupt = [StopSignal.Terminate],
            IsImage = static image => image.Last == "envoy" || (image.HasSegment("envoyproxy") && image.Last.StartsWith("envoy", StringComparison.Ordinal)),
        },
        new()
        {
            Kind = ServerKind.Traefik,
            Name = "traefik",
            Programs = ["traefik"],
            Graceful = [StopSignal.Terminate],
            PreStopCommand = Sleep,
            IsImage = static image => image.Last == "traefik",
        },
        new()
        {
            Kind = ServerKind.Caddy,
            Name = "caddy",
            Programs = ["caddy"],
            Graceful = [StopSignal.Terminate],
            Abrupt = [StopSignal.Quit],
            PreStopCommand = Sleep,
            IsImage = static image => image.Last == "caddy",
        },
        new()
        {
            Kind = ServerKind.Gunicorn,
            Name = "gunicorn",
            Programs = ["gunicorn"],
            Graceful = [StopSignal.Terminate],
            Abrupt = [StopSignal.Quit, StopSignal.Interrupt],
            PreStopCommand = Sleep,
            GraceSeconds = 45,
        },
        new()
        {
            Kind = ServerKind.Uvicorn,
            Name = "uvicorn",
            Programs = ["uvicorn", "hypercorn"],
            Graceful = [StopSignal.Terminate, StopSignal.Interrupt],
            PreStopCommand = Sleep,
        },
        new()
        {
            Kind = ServerKind.Node,
            Name = "node",
            Programs = ["node"],
            PreStopCommand = Sleep,
            IsImage = static image => image.Last == "node",
        },
        new()
        {
            Kind = ServerKind.Java,
            Name = "java",
            Programs = ["java", "catalina.sh"],
            Graceful = [StopSignal.Terminate],
            PreStopCommand = Sleep,
            GraceSeconds = 45,
            IsImage = static image => image.Last is "openjdk" or "eclipse-temurin" or "amazoncorretto" or "tomcat"
                || image.Last.Contains("jre", StringComparison.Ordinal) || image.Last.Contains("jdk", StringComparison.Ordinal),
        },
        new()
        {
            Kind = ServerKind.DotNet,
            Name = "dotnet",
            Programs = ["dotnet"],
            Graceful = [StopSignal.Terminate],
            PreStopCommand = Sleep,
            GraceSeconds = 45,
            IsImage = static image => image.HasSegment("dotnet") && image.Last is "aspnet" or "runtime",
        },
        new()
        {
            Kind = ServerKind.Postgres,
            Name = "postgres",
            Programs = ["postgres"],
            Graceful = [StopSignal.Interrupt, StopSignal.Terminate],
            Abrupt = [StopSignal.Quit],
            GraceSeconds = 60,
            IsImage = static image => image.Last == "postgres",
            SignalOfImage = static _ => StopSignal.Interrupt,
        },
        new()
        {
            Kind = ServerKind.MySql,
            Name = "mysql",
            Programs = ["mysqld", "mariadbd"],
            Graceful = [StopSignal.Terminate],
            GraceSeconds = 120,
            IsImage = static image => image.Last is "mysql" or "mariadb" || image.Last.StartsWith("percona", StringComparison.Ordinal),
        },
        new()
        {
            Kind = ServerKind.Mongo,
            Name = "mongod",
            Programs = ["mongod"],
            Graceful = [StopSignal.Terminate],
            GraceSeconds = 60,
            IsImage = static image => image.Last == "mongo",
        },
        new()
        {
            Kind = ServerKind.Redis,
            Name = "redis",
            Programs = ["redis-server", "valkey-server"],
            Graceful = [StopSignal.Terminate, StopSignal.Interrupt],
            IsImage = static image => image.Last is "redis" or "valkey",
        },
        new()
        {
            Kind = ServerKind.RabbitMq,
            Name = "rabbitmq",
            Programs = ["rabbitmq-server"],
            Graceful = [StopSignal.Terminate],
            GraceSeconds = 120,
            IsImage = static image => image.Last == "rabbitmq",
        },
        new()
        {
            Kind = ServerKind.Memcached,
            Name = "memcached",
            Programs = ["memcached"],
            Graceful = [StopSignal.Terminate],
            IsImage = static image => image.Last == "memcached",
        },
    ];
}
