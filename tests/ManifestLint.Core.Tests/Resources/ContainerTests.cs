using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class ContainerTests
{
    [Theory]
    [InlineData("{name: istio-proxy, image: 'x/y:1'}", true, true)]
    [InlineData("{name: p, image: 'docker.io/istio/proxyv2:1.20'}", true, true)]
    [InlineData("{name: p, image: 'cr.l5d.io/linkerd/proxy:stable'}", true, true)]
    [InlineData("{name: p, image: 'example.com/team/proxy:1'}", false, false)]
    [InlineData("{name: p, image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2'}", true, true)]
    [InlineData("{name: vault-agent-init, image: 'hashicorp/vault:1.15'}", true, true)]
    [InlineData("{name: db, image: 'hashicorp/vault:1.15'}", false, false)]
    [InlineData("{name: log, image: 'fluent/fluent-bit:2'}", true, false)]
    [InlineData("{name: m, image: 'nginx/nginx-prometheus-exporter'}", true, false)]
    [InlineData("{name: o, image: 'otel/opentelemetry-collector-contrib:0.9'}", true, false)]
    [InlineData("{name: o, image: 'example.com/otel-my-collector'}", true, false)]
    [InlineData("{name: g, image: 'registry.k8s.io/git-sync/git-sync:v4'}", true, false)]
    [InlineData("{name: web, image: 'shop:1'}", false, false)]
    [InlineData("{name: web}", false, false)]
    public void Known_sidecars_are_no_app_containers(string container, bool isSidecar, bool isProxy)
    {
        PodSpecView pod = Given.Pod($"{{containers: [{{name: app, image: shop}}, {container}]}}");

        Assert.Equal((isSidecar, isProxy, !isSidecar), (pod.Containers[1].IsKnownSidecar, pod.Containers[1].IsProxySidecar, pod.Containers[1].IsApp));
        Assert.Equal(isSidecar ? 1 : 2, pod.AppContainers.Count());
        // The only container of a pod is the application, whatever it is called.
        Assert.True(Given.Container(container).IsApp);
    }

    [Fact]
    public void Roles_follow_the_list_and_the_restart_policy()
    {
        PodSpecView pod = Given.Pod("{containers: [{name: a}, {name: b}], initContainers: [{name: i}, {name: s, restartPolicy: Always}, {name: x, restartPolicy: Never}]}");

        Assert.Equal(["a", "b", "s"], pod.AllRunning.Select(container => container.Name!.Value.Value));
        Assert.Equal(["a", "b", "i", "s", "x"], pod.All.Select(container => container.Name!.Value.Value));
        Assert.Equal([ContainerRole.Init, ContainerRole.NativeSidecar, ContainerRole.Init], pod.InitContainers.Select(container => container.Role));
        Assert.Equal("s", Assert.Single(pod.NativeSidecars).Name!.Value.Value);
        Assert.Equal("container 'a' of Deployment 'shop'", pod.Containers[0].ToString());
    }

    [Theory]
    [InlineData("{}", null, 30)]
    [InlineData("{terminationGracePeriodSeconds: 60}", 60L, 60)]
    [InlineData("{terminationGracePeriodSeconds: 0}", 0L, 0)]
    [InlineData("{terminationGracePeriodSeconds: -5}", -5L, 1)]
    [InlineData("{terminationGracePeriodSeconds: }", null, 30)]
    [InlineData("{terminationGracePeriodSeconds: '60'}", null, 30)]
    public void Grace_has_its_default(string podSpec, long? written, long effective)
    {
        PodSpecView pod = Given.Pod(podSpec);

        Assert.Equal((written, effective), (pod.TerminationGracePeriod?.Value, pod.EffectiveGrace));
    }

    [Theory]
    [InlineData("{terminationGracePeriodSeconds: 60, template: {spec: {containers: [{name: a}]}}}", 60)]
    [InlineData("{template: {spec: {containers: [{name: a, terminationGracePeriodSeconds: 50}]}}}", 50)]
    [InlineData("{terminationGracePeriodSeconds: 60, template: {spec: {terminationGracePeriodSeconds: 10, containers: [{name: a}]}}}", 10)]
    public void Misplaced_grace_counts_as_if_it_stood_where_it_belongs(string spec, long effective) =>
        Assert.Equal(effective, Given.Deployment(spec).PodSpec.EffectiveGrace);

    [Theory]
    [InlineData("{name: http, containerPort: 8080}", "TCP", false, true)]
    [InlineData("{name: metrics, containerPort: 9090}", "TCP", true, true)]
    [InlineData("{name: app-metrics, containerPort: 9090}", "TCP", true, true)]
    [InlineData("{name: prom, containerPort: 9090}", "TCP", true, true)]
    [InlineData("{name: metricsx, containerPort: 9090}", "TCP", false, true)]
    [InlineData("{containerPort: 53, protocol: UDP}", "UDP", false, false)]
    [InlineData("{containerPort: 53, protocol: SCTP}", "SCTP", false, true)]
    public void Ports_are_read(string port, string protocol, bool isMetrics, bool takesConnections)
    {
        ContainerPort view = Assert.Single(Given.Container($"{{ports: [{port}]}}").Ports);

        Assert.Equal((protocol, isMetrics, takesConnections), (view.Protocol, view.IsMetrics, view.TakesConnections));
    }

    [Theory]
    [InlineData("args: [gunicorn, --graceful-timeout, '45']", 45d, "'45'")]
    [InlineData("args: [gunicorn, --graceful-timeout=45]", 45d, "--graceful-timeout=45")]
    [InlineData("command: [sh, -c, 'exec uvicorn app --timeout-graceful-shutdown 20']", 20d, "'exec uvicorn app --timeout-graceful-shutdown 20'")]
    [InlineData("args: [--drain-time-s, '60']", 60d, "'60'")]
    [InlineData("args: [--shutdown-grace-period=15]", 15d, "--shutdown-grace-period=15")]
    [InlineData("args: [--entryPoints.web.transport.lifeCycle.requestAcceptGraceTimeout=10s, --entrypoints.web.transport.lifecycle.graceTimeOut=1m30s]", 100d, null)]
    [InlineData("env: [{name: GUNICORN_CMD_ARGS, value: '--workers 2 --graceful-timeout 33'}]", 33d, null)]
    [InlineData("env: [{name: SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE, value: 40s}]", 40d, "40s")]
    [InlineData("env: [{name: SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE, value: PT1M}]", 60d, "PT1M")]
    [InlineData("env: [{name: DOTNET_SHUTDOWNTIMEOUTSECONDS, value: '25'}]", 25d, "'25'")]
    [InlineData("env: [{name: ASPNETCORE_SHUTDOWNTIMEOUTSECONDS, value: '25'}, {name: DOTNET_SHUTDOWNTIMEOUTSECONDS, value: '50'}]", 50d, "'50'")]
    [InlineData("env: [{name: DOTNET_SHUTDOWNTIMEOUTSECONDS, valueFrom: {}}]", null, null)]
    [InlineData("args: [--graceful-timeout, $(TIMEOUT)]", null, null)]
    [InlineData("args: [--graceful-timeout]", null, null)]
    [InlineData("args: [serve]", null, null)]
    public void Drain_is_read_where_it_is_stated(string fields, double? seconds, string? node)
    {
        Located<double>? drain = Given.Container($"{{name: web, {fields}}}").Drain;

        Assert.Equal(seconds, drain?.Value);
        if (node is not null)
            Assert.Equal(node, drain!.Value.Node.ToString());
    }

    [Theory]
    [InlineData("terminationDrainDuration: 25s", 25d)]
    [InlineData("{ holdApplicationUntilProxyStarts: true, terminationDrainDuration: \"30s\" }", 30d)]
    [InlineData("proxyMetadata: {}", null)]
    public void Istio_states_its_drain_in_an_annotation(string config, double? seconds)
    {
        Workload workload = Given.Deployment(
            $"{{template: {{metadata: {{annotations: {{proxy.istio.io/config: '{config}'}}}}, spec: {{containers: [{{name: app}}, {{name: istio-proxy}}]}}}}}}");

        Assert.Equal(seconds, workload.PodSpec.Containers[1].Drain?.Value);
        Assert.Null(workload.PodSpec.Containers[0].Drain);
    }

    [Fact]
    public void Last_of_two_variables_counts() =>
        Assert.Equal("2", Given.Container("{env: [{name: A, value: '1'}, {name: A, value: '2'}]}").GetEnvironment("A")!.Value.Value);

    [Fact]
    public void Image_that_is_filled_in_later_has_no_parts()
    {
        ContainerView container = Given.Container("{image: '${IMAGE}'}");

        Assert.NotNull(container.Image);
        Assert.Null(container.ImageReference);
    }
}
