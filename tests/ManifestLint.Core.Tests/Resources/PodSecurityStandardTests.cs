using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

/// <summary>The rows of the Pod Security Standards, as the upstream checks have them (k8s.io/pod-security-admission/policy).</summary>
public sealed class PodSecurityStandardTests
{
    private const string Hardened = "securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [ALL]}}";

    [Theory]
    [InlineData("", "{}", "")]
    [InlineData("hostNetwork: true, hostPID: true, hostIPC: true", "{}", "hostNetwork hostPID hostIPC")]
    [InlineData("hostNetwork: false", "{}", "")]
    [InlineData("", "{securityContext: {privileged: true}}", "privileged")]
    [InlineData("", "{securityContext: {privileged: false}}", "")]
    [InlineData("", "{securityContext: {capabilities: {add: [NET_ADMIN]}}}", "capabilities")]
    [InlineData("", "{securityContext: {capabilities: {add: [CHOWN, NET_BIND_SERVICE, SYS_CHROOT]}}}", "")]
    [InlineData("", "{securityContext: {capabilities: {add: [CAP_CHOWN]}}}", "capabilities")]
    [InlineData("volumes: [{name: host, hostPath: {path: /}}, {name: claim, nfs: {server: x, path: /}}]", "{}", "hostPath")]
    [InlineData("", "{ports: [{containerPort: 80, hostPort: 80}]}", "hostPort")]
    [InlineData("", "{ports: [{containerPort: 80, hostPort: 0}]}", "")]
    [InlineData("securityContext: {appArmorProfile: {type: Unconfined}}", "{}", "appArmorProfile")]
    [InlineData("", "{securityContext: {appArmorProfile: {type: Localhost, localhostProfile: x}}}", "")]
    [InlineData("", "{securityContext: {seLinuxOptions: {type: spc_t, user: u}}}", "seLinuxOptions seLinuxOptions")]
    [InlineData("securityContext: {seLinuxOptions: {type: container_t, level: 's0:c1'}}", "{}", "")]
    [InlineData("", "{securityContext: {procMount: Unmasked}}", "procMount")]
    [InlineData("", "{securityContext: {procMount: Default}}", "")]
    [InlineData("securityContext: {seccompProfile: {type: Unconfined}}", "{}", "seccompProfile")]
    [InlineData("securityContext: {sysctls: [{name: net.core.somaxconn, value: '1'}, {name: net.ipv4.tcp_syncookies, value: '1'}]}", "{}", "sysctls")]
    [InlineData("securityContext: {windowsOptions: {hostProcess: true}}", "{}", "hostProcess")]
    // What cannot be read is a schema rule's finding.
    [InlineData("hostNetwork: 'true'", "{securityContext: {privileged: 'true'}}", "")]
    public void Baseline_forbids_what_reaches_the_node(string pod, string container, string checks) =>
        Assert.Equal(checks, Checks(pod, container, PodSecurityLevel.Baseline, 36));

    [Theory]
    [InlineData(29, "securityContext: {sysctls: [{name: net.ipv4.tcp_keepalive_time, value: '1'}]}", "{}", "")]
    [InlineData(28, "securityContext: {sysctls: [{name: net.ipv4.tcp_keepalive_time, value: '1'}]}", "{}", "sysctls")]
    [InlineData(26, "securityContext: {sysctls: [{name: net.ipv4.ip_local_reserved_ports, value: '1'}]}", "{}", "sysctls")]
    [InlineData(31, "securityContext: {sysctls: [{name: net.ipv4.tcp_rmem, value: '1'}]}", "{}", "sysctls")]
    [InlineData(32, "securityContext: {sysctls: [{name: net.ipv4.tcp_rmem, value: '1'}]}", "{}", "")]
    [InlineData(30, "", "{securityContext: {seLinuxOptions: {type: container_engine_t}}}", "seLinuxOptions")]
    [InlineData(31, "", "{securityContext: {seLinuxOptions: {type: container_engine_t}}}", "")]
    [InlineData(33, "", "{readinessProbe: {httpGet: {host: shop, port: 80}}}", "")]
    [InlineData(34, "", "{readinessProbe: {httpGet: {host: shop, port: 80}}, lifecycle: {preStop: {tcpSocket: {host: shop, port: 80}}}}", "host of a probe or hook host of a probe or hook")]
    [InlineData(34, "", "{readinessProbe: {httpGet: {host: '', port: 80}}}", "")]
    [InlineData(34, "hostUsers: false", "{securityContext: {procMount: Unmasked}}", "procMount")]
    [InlineData(35, "hostUsers: false", "{securityContext: {procMount: Unmasked}}", "")]
    public void Baseline_depends_on_the_version(int minor, string pod, string container, string checks) =>
        Assert.Equal(checks, Checks(pod, container, PodSecurityLevel.Baseline, minor));

    [Theory]
    [InlineData(36, "", "{}", "runAsNonRoot allowPrivilegeEscalation seccompProfile capabilities")]
    [InlineData(36, "", "{" + Hardened + "}", "")]
    [InlineData(36, "securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}", "{securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}}", "")]
    [InlineData(36, "securityContext: {runAsNonRoot: true}", "{securityContext: {runAsNonRoot: false, allowPrivilegeEscalation: false, seccompProfile: {type: Localhost}, capabilities: {drop: [ALL]}}}", "runAsNonRoot")]
    [InlineData(36, "securityContext: {runAsNonRoot: false}", "{" + Hardened + "}", "runAsNonRoot")]
    [InlineData(36, "securityContext: {runAsUser: 0}", "{" + Hardened + "}", "runAsUser")]
    [InlineData(36, "", "{securityContext: {allowPrivilegeEscalation: true, runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [NET_RAW], add: [CHOWN]}}}", "allowPrivilegeEscalation capabilities capabilities")]
    [InlineData(36, "", "{securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [all]}}}", "capabilities")]
    [InlineData(36, "volumes: [{name: share, nfs: {server: x, path: /}}, {name: a, configMap: {name: a}}, {name: b, image: {reference: b}}, {name: c}]", "{" + Hardened + "}", "volumes")]
    [InlineData(36, "os: {name: windows}", "{}", "runAsNonRoot")]
    [InlineData(24, "os: {name: windows}", "{}", "runAsNonRoot allowPrivilegeEscalation seccompProfile capabilities")]
    [InlineData(34, "hostUsers: false", "{securityContext: {runAsUser: 0, allowPrivilegeEscalation: false, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [ALL]}}}", "runAsNonRoot runAsUser")]
    [InlineData(35, "hostUsers: false", "{securityContext: {runAsUser: 0, allowPrivilegeEscalation: false, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [ALL]}}}", "")]
    [InlineData(35, "hostUsers: false", "{securityContext: {procMount: Unmasked, allowPrivilegeEscalation: false, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [ALL]}}}", "procMount")]
    public void Restricted_also_asks_for_hardening(int minor, string pod, string container, string checks) =>
        Assert.Equal(checks, Checks(pod, container, PodSecurityLevel.Restricted, minor));

    [Fact]
    public void Init_containers_count()
    {
        Workload workload = Given.Deployment("{template: {spec: {initContainers: [{name: init, securityContext: {privileged: true}}], containers: [{name: web}]}}}");

        PodSecurityViolation violation = Assert.Single(PodSecurityStandard.Check(workload, PodSecurityLevel.Baseline, 36));
        Assert.Equal("container 'init' may not set privileged: true", violation.Detail);
    }

    [Theory]
    [InlineData("runtime/default", 0)]
    [InlineData("localhost/shop", 0)]
    [InlineData("unconfined", 1)]
    public void AppArmor_annotation_counts(string profile, int count)
    {
        Workload workload = Given.Deployment(
            $"{{template: {{metadata: {{annotations: {{container.apparmor.security.beta.kubernetes.io/web: {profile}}}}}, spec: {{containers: [{{name: web}}]}}}}}}");

        Assert.Equal(count, PodSecurityStandard.Check(workload, PodSecurityLevel.Baseline, 29).Length);
    }

    private static string Checks(string pod, string container, PodSecurityLevel level, int minor)
    {
        string rest = container[1..^1] is { Length: > 0 } fields ? ", " + fields : "";
        Workload workload = Given.Deployment($"{{template: {{spec: {{{(pod.Length > 0 ? pod + ", " : "")}containers: [{{name: web{rest}}}]}}}}}}");
        return string.Join(' ', PodSecurityStandard.Check(workload, level, minor).Select(violation => violation.Check));
    }
}
