using System.Collections.Immutable;

namespace ManifestLint.Configuration;

/// <summary>Another linter of Kubernetes manifests.</summary>
public enum Peer
{
    /// <summary>stackrox/kube-linter.</summary>
    KubeLinter,

    /// <summary>zegl/kube-score.</summary>
    KubeScore,

    /// <summary>FairwindsOps/polaris.</summary>
    Polaris,
}

/// <summary>A check of another linter.</summary>
/// <param name="Peer">The linter.</param>
/// <param name="Name">What the linter calls the check.</param>
/// <param name="RuleIds">The rules that take its place, in order; some may not be in this version.</param>
public sealed record PeerCheck(Peer Peer, string Name, ImmutableArray<string> RuleIds)
{
    /// <summary>Whether the linter runs the check only when it is asked to.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>
/// Every check of kube-linter (63, at commit 35de568d), kube-score (39, at 06dedc9c) and polaris (44, at c0e23a23), and the rules that take its place.
/// </summary>
public static class PeerChecks
{
    /// <summary>All checks, by linter and name.</summary>
    public static ImmutableArray<PeerCheck> All { get; } =
    [
        new(Peer.KubeLinter, "access-to-create-pods", ["ML8108"]) { IsOptional = true },
        new(Peer.KubeLinter, "access-to-secrets", ["ML8107"]) { IsOptional = true },
        new(Peer.KubeLinter, "cluster-admin-role-binding", ["ML8101"]) { IsOptional = true },
        new(Peer.KubeLinter, "dangling-horizontalpodautoscaler", ["ML7010"]) { IsOptional = true },
        new(Peer.KubeLinter, "dangling-ingress", ["ML5014"]) { IsOptional = true },
        new(Peer.KubeLinter, "dangling-networkpolicy", ["ML8202"]) { IsOptional = true },
        new(Peer.KubeLinter, "dangling-networkpolicypeer-podselector", ["ML8203"]) { IsOptional = true },
        new(Peer.KubeLinter, "dangling-service", ["ML5001"]),
        new(Peer.KubeLinter, "dangling-servicemonitor", ["ML5017"]) { IsOptional = true },
        new(Peer.KubeLinter, "default-service-account", ["ML8024"]) { IsOptional = true },
        new(Peer.KubeLinter, "deprecated-service-account-field", ["ML1018", "ML8026"]),
        new(Peer.KubeLinter, "dnsconfig-options", ["ML8207"]) { IsOptional = true },
        new(Peer.KubeLinter, "docker-sock", ["ML8304"]),
        new(Peer.KubeLinter, "drop-net-raw-capability", ["ML8010"]),
        new(Peer.KubeLinter, "duplicate-env-var", ["ML9106"]),
        new(Peer.KubeLinter, "env-value-from", ["ML9104", "ML9105"]) { IsOptional = true },
        new(Peer.KubeLinter, "env-var-secret", ["ML8027"]),
        new(Peer.KubeLinter, "exposed-services", ["ML5021"]) { IsOptional = true },
        new(Peer.KubeLinter, "host-ipc", ["ML8014"]),
        new(Peer.KubeLinter, "host-network", ["ML8012"]),
        new(Peer.KubeLinter, "host-pid", ["ML8013"]),
        new(Peer.KubeLinter, "hpa-minimum-three-replicas", ["ML7016"]) { IsOptional = true },
        new(Peer.KubeLinter, "invalid-target-ports", ["ML1030", "ML1031", "ML5002"]),
        new(Peer.KubeLinter, "job-ttl-seconds-after-finished", ["ML2034"]),
        new(Peer.KubeLinter, "latest-tag", ["ML9001"]),
        new(Peer.KubeLinter, "liveness-port", ["ML2002", "ML2026"]),
        new(Peer.KubeLinter, "minimum-three-replicas", ["ML3003"]) { IsOptional = true },
        new(Peer.KubeLinter, "mismatching-selector", ["ML1010"]),
        new(Peer.KubeLinter, "no-anti-affinity", ["ML7025"]),
        new(Peer.KubeLinter, "no-extensions-v1beta", ["ML1006"]),
        new(Peer.KubeLinter, "no-liveness-probe", ["ML2030"]) { IsOptional = true },
        new(Peer.KubeLinter, "no-node-affinity", ["ML7035"]) { IsOptional = true },
        new(Peer.KubeLinter, "no-read-only-root-fs", ["ML8011"]),
        new(Peer.KubeLinter, "no-readiness-probe", ["ML2001", "ML2018"]) { IsOptional = true },
        new(Peer.KubeLinter, "no-rolling-update-strategy", ["ML3002"]) { IsOptional = true },
        new(Peer.KubeLinter, "non-existent-service-account", ["ML8025"]),
        new(Peer.KubeLinter, "non-isolated-pod", ["ML8201"]) { IsOptional = true },
        new(Peer.KubeLinter, "pdb-max-unavailable", ["ML7001"]),
        new(Peer.KubeLinter, "pdb-min-available", ["ML7001"]),
        new(Peer.KubeLinter, "pdb-unhealthy-pod-eviction-policy", ["ML7009"]),
        new(Peer.KubeLinter, "priority-class-name", ["ML7036"]) { IsOptional = true },
        new(Peer.KubeLinter, "privilege-escalation-container", ["ML8002"]),
        new(Peer.KubeLinter, "privileged-container", ["ML8001"]),
        new(Peer.KubeLinter, "privileged-ports", ["ML8206"]) { IsOptional = true },
        new(Peer.KubeLinter, "read-secret-from-env-var", ["ML8028"]) { IsOptional = true },
        new(Peer.KubeLinter, "readiness-port", ["ML2002", "ML2026"]),
        new(Peer.KubeLinter, "required-annotation-email", ["ML9203"]) { IsOptional = true },
        new(Peer.KubeLinter, "required-label-owner", ["ML9202"]) { IsOptional = true },
        new(Peer.KubeLinter, "restart-policy", ["ML1025", "ML2031"]) { IsOptional = true },
        new(Peer.KubeLinter, "run-as-non-root", ["ML8003", "ML8004", "ML8005"]),
        new(Peer.KubeLinter, "scc-deny-privileged-container", ["ML8021"]) { IsOptional = true },
        new(Peer.KubeLinter, "schema-validation", ["ML1001", "ML1003", "ML1004", "ML1005", "ML1012"]) { IsOptional = true },
        new(Peer.KubeLinter, "sensitive-host-mounts", ["ML8302"]),
        new(Peer.KubeLinter, "sorted-keys", ["ML9212"]) { IsOptional = true },
        new(Peer.KubeLinter, "ssh-port", ["ML8205"]),
        new(Peer.KubeLinter, "startup-port", ["ML2002", "ML2026"]),
        new(Peer.KubeLinter, "unsafe-proc-mount", ["ML8018"]) { IsOptional = true },
        new(Peer.KubeLinter, "unsafe-sysctls", ["ML8019"]),
        new(Peer.KubeLinter, "unset-cpu-requirements", ["ML7027"]),
        new(Peer.KubeLinter, "unset-memory-requirements", ["ML7027", "ML7028"]),
        new(Peer.KubeLinter, "use-namespace", ["ML9206"]) { IsOptional = true },
        new(Peer.KubeLinter, "wildcard-in-rules", ["ML8104"]) { IsOptional = true },
        new(Peer.KubeLinter, "writable-host-mount", ["ML8303"]) { IsOptional = true },
        new(Peer.KubeScore, "container-cpu-requests-equal-limits", ["ML7033"]) { IsOptional = true },
        new(Peer.KubeScore, "container-ephemeral-storage-request-and-limit", ["ML7034"]),
        new(Peer.KubeScore, "container-ephemeral-storage-request-equals-limit", ["ML7033"]) { IsOptional = true },
        new(Peer.KubeScore, "container-image-pull-policy", ["ML9004"]),
        new(Peer.KubeScore, "container-image-tag", ["ML9001"]),
        new(Peer.KubeScore, "container-memory-requests-equal-limits", ["ML7033"]) { IsOptional = true },
        new(Peer.KubeScore, "container-ports-check", ["ML1030", "ML1031"]) { IsOptional = true },
        new(Peer.KubeScore, "container-resource-requests-equal-limits", ["ML7033"]) { IsOptional = true },
        new(Peer.KubeScore, "container-resources", ["ML7027", "ML7028", "ML7032"]),
        new(Peer.KubeScore, "container-seccomp-profile", ["ML8015"]) { IsOptional = true },
        new(Peer.KubeScore, "container-security-context-privileged", ["ML8001"]),
        new(Peer.KubeScore, "container-security-context-readonlyrootfilesystem", ["ML8011"]),
        new(Peer.KubeScore, "container-security-context-user-group-id", ["ML8006"]),
        new(Peer.KubeScore, "cronjob-has-deadline", ["ML2033"]),
        new(Peer.KubeScore, "cronjob-restartpolicy", ["ML1025"]),
        new(Peer.KubeScore, "deployment-has-host-podantiaffinity", ["ML7025"]),
        new(Peer.KubeScore, "deployment-has-poddisruptionbudget", ["ML7002"]),
        new(Peer.KubeScore, "deployment-pod-selector-labels-match-template-metadata-labels", ["ML1010"]),
        new(Peer.KubeScore, "deployment-replicas", ["ML3003"]),
        new(Peer.KubeScore, "deployment-strategy", ["ML3002"]),
        new(Peer.KubeScore, "deployment-targeted-by-hpa-does-not-have-replicas-configured", ["ML7011"]),
        new(Peer.KubeScore, "environment-variable-key-duplication", ["ML9106"]),
        new(Peer.KubeScore, "horizontalpodautoscaler-has-target", ["ML7010"]),
        new(Peer.KubeScore, "horizontalpodautoscaler-replicas", ["ML7016"]),
        new(Peer.KubeScore, "ingress-targets-service", ["ML5014"]),
        new(Peer.KubeScore, "label-values", ["ML1015"]),
        new(Peer.KubeScore, "networkpolicy-targets-pod", ["ML8202"]),
        new(Peer.KubeScore, "pod-networkpolicy", ["ML8201"]),
        new(Peer.KubeScore, "pod-probes", ["ML2001", "ML2030"]),
        new(Peer.KubeScore, "pod-probes-identical", ["ML2004"]),
        new(Peer.KubeScore, "pod-topology-spread-constraints", ["ML7023"]),
        new(Peer.KubeScore, "poddisruptionbudget-has-policy", ["ML1070", "ML7005"]),
        new(Peer.KubeScore, "service-targets-pod", ["ML5001"]),
        new(Peer.KubeScore, "service-type", ["ML5021"]),
        new(Peer.KubeScore, "stable-version", ["ML1006", "ML1007"]),
        new(Peer.KubeScore, "statefulset-has-host-podantiaffinity", ["ML7025"]),
        new(Peer.KubeScore, "statefulset-has-poddisruptionbudget", ["ML7002"]),
        new(Peer.KubeScore, "statefulset-has-servicename", ["ML5016"]),
        new(Peer.KubeScore, "statefulset-pod-selector-labels-match-template-metadata-labels", ["ML1010"]),
        new(Peer.Polaris, "automountServiceAccountToken", ["ML8023"]),
        new(Peer.Polaris, "clusterrolebindingClusterAdmin", ["ML8101"]),
        new(Peer.Polaris, "clusterrolebindingPodExecAttach", ["ML8106"]),
        new(Peer.Polaris, "clusterrolePodExecAttach", ["ML8105"]),
        new(Peer.Polaris, "cpuLimitsMissing", ["ML7032"]),
        new(Peer.Polaris, "cpuRequestsMissing", ["ML7027"]),
        new(Peer.Polaris, "dangerousCapabilities", ["ML8008"]),
        new(Peer.Polaris, "deploymentMissingReplicas", ["ML3003"]),
        new(Peer.Polaris, "hostIPCSet", ["ML8014"]),
        new(Peer.Polaris, "hostNetworkSet", ["ML8012"]),
        new(Peer.Polaris, "hostPathSet", ["ML8301", "ML8302", "ML8304"]),
        new(Peer.Polaris, "hostPIDSet", ["ML8013"]),
        new(Peer.Polaris, "hostPortSet", ["ML8204"]),
        new(Peer.Polaris, "hostProcess", ["ML8020"]),
        new(Peer.Polaris, "hpaMaxAvailability", ["ML1071", "ML7015"]),
        new(Peer.Polaris, "hpaMinAvailability", ["ML7016"]),
        new(Peer.Polaris, "insecureCapabilities", ["ML8009"]),
        new(Peer.Polaris, "linuxHardening", ["ML8016", "ML8017"]),
        new(Peer.Polaris, "livenessProbeMissing", ["ML2030"]),
        new(Peer.Polaris, "memoryLimitsMissing", ["ML7028"]),
        new(Peer.Polaris, "memoryRequestsMissing", ["ML7027"]),
        new(Peer.Polaris, "metadataAndInstanceMismatched", ["ML9205"]),
        new(Peer.Polaris, "missingNetworkPolicy", ["ML8201"]),
        new(Peer.Polaris, "missingPodDisruptionBudget", ["ML7002"]),
        new(Peer.Polaris, "notReadOnlyRootFilesystem", ["ML8011"]),
        new(Peer.Polaris, "pdbDisruptionsIsZero", ["ML7001"]),
        new(Peer.Polaris, "pdbMinAvailableGreaterThanHPAMinReplicas", ["ML7001"]),
        new(Peer.Polaris, "priorityClassNotSet", ["ML7036"]),
        new(Peer.Polaris, "privilegeEscalationAllowed", ["ML8002"]),
        new(Peer.Polaris, "procMount", ["ML8018"]),
        new(Peer.Polaris, "pullPolicyNotAlways", ["ML9004"]),
        new(Peer.Polaris, "readinessProbeMissing", ["ML2001", "ML2018"]),
        new(Peer.Polaris, "rolebindingClusterAdminClusterRole", ["ML8102"]),
        new(Peer.Polaris, "rolebindingClusterAdminRole", ["ML8103"]),
        new(Peer.Polaris, "rolebindingClusterRolePodExecAttach", ["ML8106"]),
        new(Peer.Polaris, "rolebindingRolePodExecAttach", ["ML8106"]),
        new(Peer.Polaris, "rolePodExecAttach", ["ML8105"]),
        new(Peer.Polaris, "runAsPrivileged", ["ML8001"]),
        new(Peer.Polaris, "runAsRootAllowed", ["ML8003", "ML8004"]),
        new(Peer.Polaris, "sensitiveConfigmapContent", ["ML8029"]),
        new(Peer.Polaris, "sensitiveContainerEnvVar", ["ML8027"]),
        new(Peer.Polaris, "tagNotSpecified", ["ML9001"]),
        new(Peer.Polaris, "tlsSettingsMissing", ["ML5022"]),
        new(Peer.Polaris, "topologySpreadConstraint", ["ML7025"]),
    ];

    /// <summary>What a linter is called.</summary>
    public static string NameOf(Peer peer) => peer switch
    {
        Peer.KubeLinter => "kube-linter",
        Peer.KubeScore => "kube-score",
        _ => "polaris",
    };

    /// <summary>The checks of a linter, by name.</summary>
    public static IEnumerable<PeerCheck> Of(Peer peer) => All.Where(check => check.Peer == peer);

    /// <summary>The check of a name, which has to be written as the linter writes it; null when the linter has none.</summary>
    public static PeerCheck? Find(Peer peer, string name) => All.FirstOrDefault(check => check.Peer == peer && check.Name == name);
}
