using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class ImageTests
{
    [Theory]
    [InlineData("nginx", null, "nginx", null, null)]
    [InlineData("nginx:1.25", null, "nginx", "1.25", null)]
    [InlineData("bitnami/nginx:1.25", null, "bitnami/nginx", "1.25", null)]
    [InlineData("docker.io/library/nginx", "docker.io", "library/nginx", null, null)]
    [InlineData("localhost/nginx", "localhost", "nginx", null, null)]
    [InlineData("localhost:5000/nginx", "localhost:5000", "nginx", null, null)]
    [InlineData("registry.example.com:443/team/Shop:V2", "registry.example.com:443", "team/shop", "v2", null)]
    [InlineData("nginx@sha256:abc", null, "nginx", null, "sha256:abc")]
    [InlineData("a/b/c:1@sha256:abc", null, "a/b/c", "1", "sha256:abc")]
    [InlineData("nginx:", null, "nginx", null, null)]
    public void Reference_is_taken_apart(string text, string? registry, string path, string? tag, string? digest)
    {
        ImageReference image = ImageReference.Parse(text)!;

        Assert.Equal((registry, path, tag, digest), (image.Registry, image.Path, image.Tag, image.Digest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("${IMAGE}")]
    [InlineData("{{ .Values.image }}")]
    [InlineData("shop:$TAG")]
    [InlineData("my image")]
    [InlineData("shop/")]
    public void What_is_no_reference_yet_is_none(string text) => Assert.Null(ImageReference.Parse(text));

    [Theory]
    [InlineData("1.25", "1.25")]
    [InlineData("v2.4.41-alpine", "2.4.41")]
    [InlineData("1", "1")]
    [InlineData("1-alpine", "1")]
    [InlineData("1.25-alpha", "1.25")]
    [InlineData("latest", null)]
    [InlineData("stable", null)]
    [InlineData("alpine", null)]
    [InlineData("1a2b3c4", null)]
    [InlineData("v", null)]
    public void Tag_begins_with_a_version_or_not(string tag, string? version) => Assert.Equal(version, ImageReference.Parse("x:" + tag)!.Version?.ToString());

    [Theory]
    [InlineData("1.19.5", true)]
    [InlineData("1.19.4", false)]
    [InlineData("1.19", true)]
    [InlineData("1.18", false)]
    [InlineData("1", true)]
    [InlineData("2", true)]
    [InlineData("0.9", false)]
    public void Open_part_of_a_version_counts_as_the_newest(string tag, bool expected) =>
        Assert.Equal(expected, ImageReference.Parse("x:" + tag)!.Version!.Value.IsAtLeast(1, 19, 5));

    [Theory]
    [InlineData("nginx", StopSignal.Quit)]
    [InlineData("nginx:latest", StopSignal.Quit)]
    [InlineData("nginx:stable-alpine", StopSignal.Quit)]
    [InlineData("nginx:1.25", StopSignal.Quit)]
    [InlineData("nginx:1.19.5", StopSignal.Quit)]
    [InlineData("nginx:1.19", StopSignal.Quit)]
    [InlineData("nginx:1.19.4", StopSignal.Terminate)]
    [InlineData("nginx:1.18", StopSignal.Unknown)]
    [InlineData("nginx:1.18.0-alpine", StopSignal.Unknown)]
    [InlineData("nginx:1.17", StopSignal.Terminate)]
    [InlineData("nginx:1.14.2", StopSignal.Terminate)]
    [InlineData("docker.io/library/nginx:1.17", StopSignal.Terminate)]
    [InlineData("mirror.example.com/docker-hub/library/nginx:1.25", StopSignal.Quit)]
    [InlineData("public.ecr.aws/nginx/nginx:1.27", StopSignal.Quit)]
    [InlineData("ubuntu/nginx", StopSignal.Terminate)]
    [InlineData("registry.example.com/team/nginx:1.17", StopSignal.Unknown)]
    [InlineData("registry.example.com/team/nginx@sha256:abc", StopSignal.Unknown)]
    [InlineData("k8s.gcr.io/nginx-slim:0.8", StopSignal.Unknown)]
    [InlineData("nginxinc/nginx-unprivileged:1.25", StopSignal.Quit)]
    [InlineData("bitnami/nginx:1.28", StopSignal.Quit)]
    [InlineData("bitnami/nginx:1.25.3-debian-11-r1", StopSignal.Unknown)]
    [InlineData("bitnamilegacy/nginx", StopSignal.Quit)]
    [InlineData("openresty/openresty:1.21.4.1", StopSignal.Quit)]
    [InlineData("openresty/openresty:1.13.6", StopSignal.Terminate)]
    [InlineData("cgr.dev/chainguard/nginx", StopSignal.Unknown)]
    [InlineData("nginx-plus:r30", StopSignal.Unknown)]
    [InlineData("docker.angie.software/angie", StopSignal.Unknown)]
    [InlineData("registry.example.com/tengine", StopSignal.Unknown)]
    [InlineData("quay.io/sclorg/nginx-120-c9s", null)]
    [InlineData("centos/nginx-120", StopSignal.Unknown)]
    [InlineData("docker-nginx", StopSignal.Unknown)]
    [InlineData("registry.example.com/nginx-spa:2", StopSignal.Unknown)]
    [InlineData("registry.example.com/nginx-slim-unprivileged", StopSignal.Unknown)]
    [InlineData("registry.k8s.io/ingress-nginx/controller:v1.9", null)]
    [InlineData("nginx/nginx-ingress", null)]
    [InlineData("nginx/nginx-prometheus-exporter", null)]
    [InlineData("jc21/nginx-proxy-manager", null)]
    [InlineData("nginxproxy/nginx-proxy", null)]
    [InlineData("wordpress-nginx", null)]
    [InlineData("myapp-nginx", null)]
    [InlineData("nginxdemo", null)]
    [InlineData("kong:3", null)]
    public void Nginx_image_and_its_stop_signal_are_known(string text, StopSignal? signal)
    {
        ImageReference image = ImageReference.Parse(text)!;
        ImageFamily? family = ImageFamilies.FindByImage(image);

        Assert.Equal(signal is not null, family?.Kind == ServerKind.Nginx);
        if (signal is not null)
            Assert.Equal(signal, family!.GetStopSignal(image));
    }

    [Theory]
    [InlineData("httpd:2.4", ServerKind.Httpd, StopSignal.WindowChange)]
    [InlineData("httpd:2.4.39", ServerKind.Httpd, StopSignal.Terminate)]
    [InlineData("php:8.3-apache", ServerKind.Httpd, StopSignal.WindowChange)]
    [InlineData("php:8.3-fpm-alpine", ServerKind.PhpFpm, StopSignal.Quit)]
    [InlineData("php:8.3-cli", null, null)]
    [InlineData("haproxy:2.8", ServerKind.HAProxy, StopSignal.User1)]
    [InlineData("envoyproxy/envoy-distroless:v1.30", ServerKind.Envoy, StopSignal.Terminate)]
    [InlineData("traefik:v3", ServerKind.Traefik, StopSignal.Terminate)]
    [InlineData("caddy", ServerKind.Caddy, StopSignal.Terminate)]
    [InlineData("node:20", ServerKind.Node, StopSignal.Terminate)]
    [InlineData("eclipse-temurin:21-jre", ServerKind.Java, StopSignal.Terminate)]
    [InlineData("registry.example.com/base/openjre-17", ServerKind.Java, StopSignal.Terminate)]
    [InlineData("tomcat:10", ServerKind.Java, StopSignal.Terminate)]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:8.0", ServerKind.DotNet, StopSignal.Terminate)]
    [InlineData("postgres:16", ServerKind.Postgres, StopSignal.Interrupt)]
    [InlineData("mariadb", ServerKind.MySql, StopSignal.Terminate)]
    [InlineData("percona/percona-server:8", ServerKind.MySql, StopSignal.Terminate)]
    [InlineData("mongo:7", ServerKind.Mongo, StopSignal.Terminate)]
    [InlineData("valkey/valkey", ServerKind.Redis, StopSignal.Terminate)]
    [InlineData("rabbitmq:3-management", ServerKind.RabbitMq, StopSignal.Terminate)]
    [InlineData("memcached", ServerKind.Memcached, StopSignal.Terminate)]
    [InlineData("shop:1.4.2", null, null)]
    public void Other_families_are_known(string text, ServerKind? kind, StopSignal? signal)
    {
        ImageReference image = ImageReference.Parse(text)!;
        ImageFamily? family = ImageFamilies.FindByImage(image);

        Assert.Equal(kind, family?.Kind);
        Assert.Equal(signal, family?.GetStopSignal(image));
    }

    [Theory]
    [InlineData("{image: shop, command: [nginx, -g, daemon off;]}", "nginx", ServerKind.Nginx)]
    [InlineData("{image: shop, command: [/usr/local/openresty/bin/openresty]}", "openresty", ServerKind.Nginx)]
    [InlineData("{image: shop, command: [sh, -c, 'envsubst < a > b && exec nginx -g \"daemon off;\"']}", "nginx", ServerKind.Nginx)]
    [InlineData("{image: shop, command: [/bin/sh, -c], args: [x]}", "x", null)]
    [InlineData("{image: shop, command: [/bin/sh, -c], args: [cd /app && exec gunicorn shop]}", "gunicorn", ServerKind.Gunicorn)]
    [InlineData("{image: shop, command: [tini, -e, '143', --, node, server.js]}", "node", ServerKind.Node)]
    [InlineData("{image: shop, command: [], args: [node, server.js]}", "node", ServerKind.Node)]
    [InlineData("{image: shop, command: [sh], args: [-c, exec gunicorn app]}", "gunicorn", ServerKind.Gunicorn)]
    [InlineData("{image: shop, args: [gunicorn, 'app:app']}", "gunicorn", ServerKind.Gunicorn)]
    [InlineData("{image: shop, args: [--port, '80']}", null, null)]
    [InlineData("{image: shop, args: [sh, -c, uvicorn app]}", "uvicorn", ServerKind.Uvicorn)]
    [InlineData("{image: 'nginx:1.25', command: [sleep, infinity]}", "sleep", ServerKind.Nginx)]
    [InlineData("{image: registry.k8s.io/ingress-nginx/controller, command: [nginx]}", "nginx", null)]
    [InlineData("{image: shop}", null, null)]
    public void Program_decides_when_the_image_does_not(string container, string? program, ServerKind? kind)
    {
        ContainerView view = Given.Container(container);

        Assert.Equal(program, view.MainProgram);
        Assert.Equal(kind, view.Family?.Kind);
    }

    [Fact]
    public void Stop_signal_is_unknown_when_only_the_program_gave_the_family_away()
    {
        ContainerView container = Given.Container("{image: 'shop:1', command: [nginx]}");

        Assert.Equal(StopSignal.Unknown, container.Family!.GetStopSignal(container.ImageReference));
        Assert.Equal("sleep 10; nginx -s quit; while kill -0 1 2>/dev/null; do sleep 1; done", container.Family.PreStopCommand[2]);
    }

    [Theory]
    [InlineData("nginx:1.25", "/usr/sbin/nginx")]
    [InlineData("nginxinc/nginx-unprivileged", "/usr/sbin/nginx")]
    [InlineData("bitnami/nginx", " nginx -s")]
    [InlineData("openresty/openresty", " openresty -s")]
    [InlineData("angie", " angie -s")]
    public void Fix_writes_the_program_of_the_image(string image, string expected) =>
        Assert.Contains(expected, ImageFamilies.FindByImage(ImageReference.Parse(image)!)!.PreStopCommand[2]);

    [Fact]
    public void Image_without_shell_gets_no_script()
    {
        ImageFamily family = ImageFamilies.FindByImage(ImageReference.Parse("cgr.dev/chainguard/nginx:latest")!)!;

        Assert.False(family.HasShell);
        Assert.Equal("/usr/sbin/nginx -s quit", string.Join(' ', family.PreStopCommand));
        Assert.True(ImageFamilies.FindByImage(ImageReference.Parse("cgr.dev/chainguard/nginx:latest-dev")!)!.HasShell);
    }

    [Theory]
    [InlineData("gcr.io/distroless/static", true)]
    [InlineData("gcr.io/distroless/base:debug-nonroot", false)]
    [InlineData("cgr.dev/chainguard/python", true)]
    [InlineData("cgr.dev/chainguard/python:latest-dev", false)]
    [InlineData("acme.chainguard.dev/python", true)]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled", true)]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled-extra", true)]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:8.0", false)]
    [InlineData("registry.k8s.io/pause:3.9", true)]
    [InlineData("hashicorp/http-echo", true)]
    [InlineData("traefik/whoami:v1.10", true)]
    [InlineData("shop:scratch", true)]
    [InlineData("shop:1-distroless", true)]
    [InlineData("envoyproxy/envoy:distroless-v1.30.1", true)]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled-amd64", true)]
    [InlineData("registry.example.com/shop/web-static:1.4.2", false)]
    [InlineData("alpine:3", false)]
    public void Images_without_shell_are_known(string image, bool expected) => Assert.Equal(expected, ShelllessImages.Contains(ImageReference.Parse(image)!));
}
