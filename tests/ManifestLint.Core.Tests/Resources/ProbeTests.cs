using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class ProbeTests
{
    private const string Ports = "ports: [{name: http, containerPort: 8080}, {name: admin, containerPort: 9000}]";

    [Theory]
    [InlineData("{}", 10, 1, 3, 1, 0)]
    [InlineData("{periodSeconds: 0, timeoutSeconds: 0, failureThreshold: 0, successThreshold: 0, initialDelaySeconds: 0}", 10, 1, 3, 1, 0)]
    [InlineData("{periodSeconds: , failureThreshold: ~}", 10, 1, 3, 1, 0)]
    [InlineData("{periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 6, successThreshold: 2, initialDelaySeconds: 40}", 5, 2, 6, 2, 40)]
    [InlineData("{periodSeconds: 5.0}", 5, 1, 3, 1, 0)]
    public void Zero_and_null_mean_the_default(string probe, long period, long timeout, long failures, long successes, long delay)
    {
        ProbeView view = Given.Container($"{{readinessProbe: {probe}}}").ReadinessProbe!;

        Assert.Equal(
            (period, timeout, failures, successes, delay),
            (view.PeriodSeconds, view.TimeoutSeconds, view.FailureThreshold, view.SuccessThreshold, view.InitialDelaySeconds));
        Assert.Equal((period * failures, delay + (period * failures)), (view.LeaveSeconds, view.KillSeconds));
        Assert.True(view.IsKnown);
    }

    [Theory]
    [InlineData("'5'")]
    [InlineData("-1")]
    [InlineData("2147483648")]
    [InlineData("{}")]
    public void Number_that_the_API_server_refuses_is_unknown(string period) =>
        Assert.False(Given.Container($"{{readinessProbe: {{periodSeconds: {period}}}}}").ReadinessProbe!.IsKnown);

    [Theory]
    [InlineData("{httpGet: {port: http}}", false)]
    [InlineData("{httpGet: {port: 7777}}", false)]
    [InlineData("{httpGet: {}}", false)]
    [InlineData("{httpGet: {port: web}}", true)]
    [InlineData("{tcpSocket: {port: web}}", true)]
    [InlineData("{grpc: {port: 9000}}", false)]
    [InlineData("{exec: {command: [pg_isready, -q]}}", false)]
    [InlineData("{exec: {command: [curl -f localhost]}}", true)]
    [InlineData("{exec: {command: [cat, /tmp/ready]}}", true)]
    [InlineData("{}", false)]
    public void Probe_that_the_kubelet_cannot_run_never_asks(string probe, bool expected)
    {
        ContainerView container = Given.Container($"{{name: web, image: 'registry.example.com/distroless/java17:1', {Ports}, readinessProbe: {probe}}}");

        Assert.Equal(expected, container.ReadinessProbe!.NeverAsks(container));
    }

    [Theory]
    [InlineData("", "{httpGet: {port: 80}}", true)]
    [InlineData("", "{httpGet: {port: 80, host: ''}}", true)]
    [InlineData("", "{tcpSocket: {port: 80, host: db.internal}}", false)]
    [InlineData("", "{httpGet: {port: 80, host: localhost}}", false)]
    [InlineData("hostNetwork: true, ", "{httpGet: {port: 80, host: localhost}}", true)]
    [InlineData("hostNetwork: true, ", "{httpGet: {port: 80, host: db.internal}}", false)]
    [InlineData("", "{exec: {command: [a]}}", true)]
    public void Asked_host_is_the_pod(string network, string probe, bool expected)
    {
        ContainerView container = Assert.Single(Given.Pod($"{{{network}containers: [{{name: web, livenessProbe: {probe}}}]}}").Containers);

        Assert.Equal(expected, container.LivenessProbe!.AsksOwnPod(container));
    }

    [Fact]
    public void Probes_come_in_one_order() => Assert.Equal(
        ["readiness", "liveness", "startup"],
        Given.Container("{startupProbe: {}, livenessProbe: {}, readinessProbe: {}, lifecycle: {preStop: {}}}").Probes.Select(probe => probe.Purpose));

    [Theory]
    [InlineData("{containers: []}", true)]
    [InlineData("{hostNetwork: false}", true)]
    [InlineData("{hostNetwork: }", true)]
    [InlineData("{hostNetwork: true}", false)]
    [InlineData("{hostNetwork: '${HOST_NETWORK}'}", false)]
    public void Network_of_the_pod_is_known(string podSpec, bool isOwn) => Assert.Equal(isOwn, Given.Pod(podSpec).HasOwnNetwork);

    [Theory]
    [InlineData("{httpGet: {port: 8080}}", HandlerKind.HttpGet)]
    [InlineData("{tcpSocket: {port: 8080}}", HandlerKind.TcpSocket)]
    [InlineData("{grpc: {port: 8080}}", HandlerKind.Grpc)]
    [InlineData("{exec: {command: [a]}}", HandlerKind.Exec)]
    [InlineData("{exec: }", HandlerKind.Unknown)]
    [InlineData("{exec: {command: [a]}, grpc: }", HandlerKind.Exec)]
    [InlineData("{httpGet: {port: 1}, tcpSocket: {port: 1}}", HandlerKind.Unknown)]
    [InlineData("{httpGet: /health}", HandlerKind.Unknown)]
    [InlineData("{}", HandlerKind.Unknown)]
    public void Handler_is_told(string probe, HandlerKind kind) => Assert.Equal(kind, Given.Container($"{{livenessProbe: {probe}}}").LivenessProbe!.Kind);

    [Theory]
    [InlineData("{httpGet: {path: /health, port: http}}", "{httpGet: {path: /health, port: 8080}}", true)]
    [InlineData("{httpGet: {path: /health, port: http}}", "{httpGet: {path: /health, port: admin}}", false)]
    [InlineData("{httpGet: {path: /health, port: 8080}}", "{httpGet: {path: /ready, port: 8080}}", false)]
    [InlineData("{httpGet: {port: 8080}}", "{httpGet: {path: /, port: 8080}}", true)]
    [InlineData("{httpGet: {port: 8080, scheme: HTTP}}", "{httpGet: {port: 8080}}", true)]
    [InlineData("{httpGet: {port: 8080, scheme: HTTPS}}", "{httpGet: {port: 8080}}", false)]
    [InlineData("{httpGet: {port: 8080, host: a}}", "{httpGet: {port: 8080}}", false)]
    [InlineData("{httpGet: {port: 1, httpHeaders: [{name: A, value: '1'}, {name: B, value: '2'}]}}", "{httpGet: {port: 1, httpHeaders: [{name: B, value: '2'}, {name: a, value: '1'}]}}", true)]
    [InlineData("{httpGet: {port: 1, httpHeaders: [{name: A, value: '1'}]}}", "{httpGet: {port: 1}}", false)]
    [InlineData("{tcpSocket: {port: http}}", "{tcpSocket: {port: 8080}}", true)]
    [InlineData("{tcpSocket: {port: other}}", "{tcpSocket: {port: other}}", true)]
    [InlineData("{tcpSocket: {port: other}}", "{tcpSocket: {port: 8080}}", false)]
    [InlineData("{tcpSocket: {port: 8080}}", "{httpGet: {port: 8080}}", false)]
    [InlineData("{tcpSocket: {}}", "{tcpSocket: {}}", false)]
    [InlineData("{grpc: {port: 8080}}", "{grpc: {port: 8080, service: ''}}", true)]
    [InlineData("{grpc: {port: 8080, service: live}}", "{grpc: {port: 8080, service: ready}}", false)]
    [InlineData("{exec: {command: [cat, /tmp/x]}}", "{exec: {command: [cat, /tmp/x]}}", true)]
    [InlineData("{exec: {command: [cat, /tmp/x]}}", "{exec: {command: [cat]}}", false)]
    [InlineData("{exec: {}}", "{exec: {}}", false)]
    [InlineData("{}", "{}", false)]
    public void Same_handler_is_recognised(string liveness, string readiness, bool expected)
    {
        ContainerView container = Given.Container($"{{name: web, {Ports}, livenessProbe: {liveness}, readinessProbe: {readiness}}}");

        Assert.Equal(expected, container.LivenessProbe!.HasSameHandlerAs(container.ReadinessProbe!, container));
    }

    [Theory]
    [InlineData("http", 8080L)]
    [InlineData("8080", 8080L)]
    [InlineData("7777", 7777L)]
    [InlineData("HTTP", null)]
    [InlineData("'8080'", null)]
    public void Port_resolves_in_its_container(string port, long? number)
    {
        ContainerView container = Given.Container($"{{name: web, {Ports}, readinessProbe: {{httpGet: {{port: {port}}}}}}}");

        Assert.Equal(number, container.ReadinessProbe!.ResolvePort(container));
    }

    [Theory]
    [InlineData("startupProbe: {periodSeconds: 5, failureThreshold: 30}, readinessProbe: {initialDelaySeconds: 60}", 150L)]
    [InlineData("readinessProbe: {initialDelaySeconds: 60}", 90L)]
    [InlineData("livenessProbe: {}", null)]
    public void Start_budget_is_the_startup_probe_or_the_readiness_probe(string probes, long? budget) =>
        Assert.Equal(budget, Given.Container($"{{name: web, {probes}}}").Pod.FindStartBudget()?.Seconds);

    [Theory]
    [InlineData("", "")]
    [InlineData("livenessProbe: , lifecycle: ", "")]
    [InlineData("readinessProbe: text, lifecycle: {preStop: [], postStart: }", "")]
    [InlineData("startupProbe: {}, livenessProbe: {}, readinessProbe: {}", "readinessProbe readiness False, livenessProbe liveness False, startupProbe startup False")]
    [InlineData("lifecycle: {stopSignal: SIGINT, preStop: {}, postStart: {}}", "lifecycle.postStart lifecycle.postStart True, lifecycle.preStop lifecycle.preStop True")]
    public void Probes_and_hooks_come_in_one_order(string parts, string expected) =>
        Assert.Equal(expected, string.Join(", ", Given.Container($"{{name: web, {parts}}}").ProbesAndHooks.Select(part => $"{part.Path} {part.Kind} {part.IsHook}")));

    [Theory]
    [InlineData("livenessProbe: {periodSeconds: 5}", 0)]
    [InlineData("livenessProbe: {exec: , grpc: {port: 1}}", 1)]
    [InlineData("livenessProbe: {exec: text, grpc: {port: 1}}", 2)]
    [InlineData("livenessProbe: {sleep: {seconds: 1}}", 0)]
    [InlineData("lifecycle: {preStop: {sleep: {seconds: 1}, grpc: {port: 1}}}", 1)]
    public void Handlers_are_counted(string part, int count) => Assert.Equal(count, Assert.Single(Given.Container($"{{name: web, {part}}}").ProbesAndHooks).HandlerCount);

    [Fact]
    public void Hook_in_the_spec_of_the_pod_is_not_the_container_s_own() =>
        Assert.Empty(Assert.Single(Given.Pod("{containers: [{name: web}], lifecycle: {preStop: {}}}").Containers).ProbesAndHooks);

    [Fact]
    public void Written_number_has_its_node()
    {
        ProbeView probe = Given.Container("{livenessProbe: {periodSeconds: 0}}").LivenessProbe!;

        Assert.Equal(("0", 0L), (probe.GetWritten("periodSeconds")!.Value.Node.ToString(), probe.GetWritten("periodSeconds")!.Value.Value));
        Assert.Null(probe.GetWritten("timeoutSeconds"));
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("Localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("localhost.example.com", false)]
    public void Loopback_hosts_are_known(string host, bool expected) => Assert.Equal(expected, LoopbackHosts.Contains(host));
}
