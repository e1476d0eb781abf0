using System.Collections.Frozen;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Keys of labels and annotations that somebody reads, and the one that is meant by a key that nobody does.</summary>
internal static class KnownKeys
{
    private const int MaximumSlips = 2;

    private const int ShortestName = 4;

    private const int ShortestPrefix = 7;

    // Below these prefixes every name may be one: of a container, a check, a role.
    private static readonly FrozenSet<string> OpenPrefixes = FrozenSet.ToFrozenSet(
        [
            "config.linkerd.io",
            "container.apparmor.security.beta.kubernetes.io",
            "container.seccomp.security.alpha.kubernetes.io",
            "ignore-check.kube-linter.io",
            "manifestlint.dev",
            "node-role.kubernetes.io",
            "polaris.fairwinds.com",
            "vault.hashicorp.com",
        ],
        StringComparer.Ordinal);

    // A prefix and the names below it. Sources: the page "Well-Known Labels, Annotations and Taints" of Kubernetes and k8s.io/api/core/v1/well_known_labels.go;
    // the pages on annotations of ingress-nginx, AWS Load Balancer Controller, cert-manager, Argo CD, Karpenter, Istio, Reloader and ExternalDNS; the README files
    // of cluster-autoscaler and kube-score; Helm's pages on hooks and labels; scrape configurations of the Prometheus chart. Older names that are read no more are
    // here too: others report them.
    private const string Table = """
        kubernetes.io: arch change-cause cluster-service config.hash config.mirror config.seen config.source created-by description egress-bandwidth enforce-mountable-secrets hostname ingress-bandwidth ingress.allow-http ingress.class ingress.global-static-ip-name ingress.regional-static-ip-name legacy-token-invalid-since legacy-token-last-used limit-ranger metadata.name name os psp role service-account.name service-account.uid tls-acme
        app.kubernetes.io: component created-by instance managed-by name part-of version
        apps.kubernetes.io: pod-index
        batch.kubernetes.io: controller-uid cronjob-scheduled-timestamp job-completion-index job-index-failure-count job-index-ignored-failure-count job-name job-tracking
        beta.kubernetes.io: arch instance-type os
        controller.kubernetes.io: pod-deletion-cost
        failure-domain.beta.kubernetes.io: region zone
        ingressclass.kubernetes.io: is-default-class
        kubectl.kubernetes.io: default-container default-logs-container last-applied-configuration restartedAt
        node.kubernetes.io: disk-pressure exclude-disruption exclude-from-external-load-balancers instance-type memory-pressure network-unavailable not-ready out-of-service pid-pressure unreachable unschedulable windows-build
        pod-security.kubernetes.io: audit audit-version enforce enforce-policy enforce-version exempt warn warn-version
        scheduler.alpha.kubernetes.io: critical-pod defaultTolerations node-selector preferAvoidPods tolerationsWhitelist
        seccomp.security.alpha.kubernetes.io: allowedProfileNames defaultProfileName pod
        service.kubernetes.io: headless service-proxy-name topology-aware-hints topology-mode
        statefulset.kubernetes.io: pod-name
        storageclass.beta.kubernetes.io: is-default-class
        storageclass.kubernetes.io: is-default-class
        topology.kubernetes.io: region zone
        volume.beta.kubernetes.io: mount-options storage-class storage-provisioner
        volume.kubernetes.io: selected-node storage-provisioner storage-resizer
        cluster-autoscaler.kubernetes.io: daemonset-pod enable-ds-eviction safe-to-evict safe-to-evict-local-volumes scale-down-disabled
        external-dns.alpha.kubernetes.io: access alias controller endpoints-type hostname ingress-hostname-source internal-hostname set-identifier target ttl
        service.beta.kubernetes.io: aws-load-balancer-access-log-emit-interval aws-load-balancer-access-log-enabled aws-load-balancer-access-log-s3-bucket-name aws-load-balancer-access-log-s3-bucket-prefix aws-load-balancer-additional-resource-tags aws-load-balancer-alpn-policy aws-load-balancer-attributes aws-load-balancer-backend-protocol aws-load-balancer-connection-draining-enabled aws-load-balancer-connection-draining-timeout aws-load-balancer-connection-idle-timeout aws-load-balancer-cross-zone-load-balancing-enabled aws-load-balancer-eip-allocations aws-load-balancer-extra-security-groups aws-load-balancer-healthcheck-healthy-threshold aws-load-balancer-healthcheck-interval aws-load-balancer-healthcheck-path aws-load-balancer-healthcheck-port aws-load-balancer-healthcheck-protocol aws-load-balancer-healthcheck-success-codes aws-load-balancer-healthcheck-timeout aws-load-balancer-healthcheck-unhealthy-threshold aws-load-balancer-internal aws-load-balancer-ip-address-type aws-load-balancer-ipv6-addresses aws-load-balancer-manage-backend-security-group-rules aws-load-balancer-name aws-load-balancer-nlb-target-type aws-load-balancer-private-ipv4-addresses aws-load-balancer-proxy-protocol aws-load-balancer-scheme aws-load-balancer-security-groups aws-load-balancer-ssl-cert aws-load-balancer-ssl-negotiation-policy aws-load-balancer-ssl-ports aws-load-balancer-subnets aws-load-balancer-target-group-attributes aws-load-balancer-target-node-labels aws-load-balancer-type azure-dns-label-name azure-load-balancer-internal azure-load-balancer-internal-subnet azure-load-balancer-resource-group azure-load-balancer-tcp-idle-timeout azure-pip-name load-balancer-source-ranges
        alb.ingress.kubernetes.io: auth-idp-cognito auth-idp-oidc auth-on-unauthenticated-request auth-scope auth-session-cookie auth-session-timeout auth-type backend-protocol backend-protocol-version certificate-arn customer-owned-ipv4-pool group.name group.order healthcheck-interval-seconds healthcheck-path healthcheck-port healthcheck-protocol healthcheck-timeout-seconds healthy-threshold-count inbound-cidrs ip-address-type listen-ports load-balancer-attributes load-balancer-name manage-backend-security-group-rules mutual-authentication scheme security-groups shield-advanced-protection ssl-policy ssl-redirect subnets success-codes tags target-group-attributes target-node-labels target-type unhealthy-threshold-count waf-acl-id wafv2-acl-arn web-acl-id
        elbv2.k8s.aws: pod-readiness-gate-inject
        nginx.ingress.kubernetes.io: affinity affinity-canary-behavior affinity-mode allowlist-source-range app-root auth-always-set-cookie auth-cache-duration auth-cache-key auth-keepalive auth-keepalive-requests auth-keepalive-share-vars auth-keepalive-timeout auth-method auth-proxy-set-headers auth-realm auth-request-redirect auth-response-headers auth-secret auth-secret-type auth-signin auth-signin-redirect-param auth-snippet auth-tls-error-page auth-tls-match-cn auth-tls-pass-certificate-to-upstream auth-tls-secret auth-tls-verify-client auth-tls-verify-depth auth-type auth-url backend-protocol canary canary-by-cookie canary-by-header canary-by-header-pattern canary-by-header-value canary-weight canary-weight-total client-body-buffer-size configuration-snippet connection-proxy-header cors-allow-credentials cors-allow-headers cors-allow-methods cors-allow-origin cors-expose-headers cors-max-age custom-headers custom-http-errors default-backend denylist-source-range disable-proxy-intercept-errors enable-access-log enable-cors enable-global-auth enable-influxdb enable-modsecurity enable-opentelemetry enable-opentracing enable-owasp-core-rules enable-rewrite-log force-ssl-redirect from-to-www-redirect global-rate-limit global-rate-limit-ignored-cidrs global-rate-limit-key global-rate-limit-window http2-push-preload influxdb-host influxdb-measurement influxdb-port influxdb-server-name limit-allowlist limit-burst-multiplier limit-connections limit-rate limit-rate-after limit-rpm limit-rps limit-whitelist load-balance mirror-host mirror-request-body mirror-target modsecurity-snippet modsecurity-transaction-id opentelemetry-operation-name opentelemetry-trust-incoming-span opentracing-trust-incoming-span permanent-redirect permanent-redirect-code preserve-trailing-slash proxy-body-size proxy-buffer-size proxy-buffering proxy-buffers-number proxy-busy-buffers-size proxy-connect-timeout proxy-cookie-domain proxy-cookie-path proxy-http-version proxy-max-temp-file-size proxy-next-upstream proxy-next-upstream-timeout proxy-next-upstream-tries proxy-read-timeout proxy-redirect-from proxy-redirect-to proxy-request-buffering proxy-send-timeout proxy-ssl-ciphers proxy-ssl-name proxy-ssl-protocols proxy-ssl-secret proxy-ssl-server-name proxy-ssl-verify proxy-ssl-verify-depth relative-redirects rewrite-target satisfy secure-backends server-alias server-snippet service-upstream session-cookie-change-on-failure session-cookie-conditional-samesite-none session-cookie-domain session-cookie-expires session-cookie-hash session-cookie-max-age session-cookie-name session-cookie-path session-cookie-samesite session-cookie-secure ssl-ciphers ssl-passthrough ssl-prefer-server-ciphers ssl-redirect stream-snippet temporal-redirect temporal-redirect-code upstream-hash-by upstream-hash-by-subset upstream-hash-by-subset-size upstream-vhost use-regex whitelist-source-range x-forwarded-prefix
        helm.sh: chart hook hook-delete-policy hook-output-log-policy hook-weight resource-policy
        meta.helm.sh: release-name release-namespace
        argocd.argoproj.io: application-set-name application-set-refresh compare-options hook hook-delete-policy ignore-healthcheck ignore-resource-updates installation-id instance managed-by managed-by-url manifest-generate-paths refresh secret-type skip-reconcile sync-options sync-wave tracking-id
        cert-manager.io: allow-direct-injection alt-names certificate-name certificate-revision cluster-issuer common-name duration email-sans inject-apiserver-ca inject-ca-from inject-ca-from-secret ip-sans issue-temporary-certificate issuer issuer-group issuer-kind issuer-name private-key-algorithm private-key-encoding private-key-rotation-policy private-key-secret-name private-key-size renew-before renew-before-percentage revision-history-limit secret-template subject-countries subject-localities subject-organizationalunits subject-organizations subject-postalcodes subject-provinces subject-serialnumber subject-streetaddresses uri-sans usages
        acme.cert-manager.io: http01-edit-in-place http01-ingress-class http01-ingress-ingressclassname
        karpenter.sh: capacity-type disrupted do-not-consolidate do-not-disrupt do-not-evict initialized nodepool nodepool-hash provisioner-name registered unregistered
        istio.io: dataplane-mode gateway-name rev tag use-waypoint use-waypoint-namespace waypoint-for
        sidecar.istio.io: agentLogLevel bootstrapOverride componentLogLevel controlPlaneAuthPolicy discoveryAddress enableCoreDump extraStatTags inject interceptionMode logLevel nativeSidecar proxyCPU proxyCPULimit proxyImage proxyMemory proxyMemoryLimit rewriteAppHTTPProbers statsCompression statsHistogramBuckets statsInclusionPrefixes statsInclusionRegexps statsInclusionSuffixes status userVolume userVolumeMount
        traffic.sidecar.istio.io: excludeInboundPorts excludeInterfaces excludeOutboundIPRanges excludeOutboundPorts includeInboundPorts includeOutboundIPRanges includeOutboundPorts kubevirtInterfaces
        linkerd.io: created-by inject
        reloader.stakater.com: auto match search
        configmap.reloader.stakater.com: auto exclude reload
        secret.reloader.stakater.com: auto exclude reload
        prometheus.io: path port probe scheme scrape
        kube-score: enable ignore
        """;

    private static readonly FrozenDictionary<string, string[]> Prefixes = Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(": "))
        .ToFrozenDictionary(parts => parts[0], parts => parts[1].Split(' '), StringComparer.Ordinal);

    private static readonly FrozenSet<string> Keys = Prefixes.SelectMany(prefix => prefix.Value.Select(name => $"{prefix.Key}/{name}")).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The one known key that a key is a slip of the pen away from; null for a known key, for one that resembles none, or more than one.</summary>
    public static string? FindMeant(string key)
    {
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || Keys.Contains(key))
            return null;

        string prefix = key[..slash];
        string name = key[(slash + 1)..];
        if (OpenPrefixes.Contains(prefix) || name.Length == 0 || Names.CheckQualifiedName(key) is not null)
            return null;

        string? meant = Prefixes.TryGetValue(prefix, out string[]? names) ? FindName(name, names) : null;
        return meant is null ? FindPrefix(prefix, name) : $"{prefix}/{meant}";
    }

    private static string? FindName(string name, string[] names)
    {
        string? best = null;
        int bestDistance = MaximumSlips + 1;
        foreach (string candidate in names)
        {
            // Another number is another thing: ipv4 and ipv6.
            if (candidate.Length < ShortestName || Math.Abs(candidate.Length - name.Length) > MaximumSlips || !EditDistance.IsSlip(name, candidate) || DifferInDigits(name, candidate))
                continue;

            int distance = EditDistance.Between(name, candidate);
            if (distance <= bestDistance)
            {
                best = distance == bestDistance ? null : candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    // The name must be right: nobody is wrong in both.
    private static string? FindPrefix(string prefix, string name)
    {
        if (prefix.Length < ShortestPrefix)
            return null;

        foreach (string candidate in Prefixes.Keys)
        {
            if (IsOneSlip(prefix, candidate) && Keys.Contains($"{candidate}/{name}"))
                return $"{candidate}/{name}";
        }

        foreach (string candidate in OpenPrefixes)
        {
            if (IsOneSlip(prefix, candidate))
                return $"{candidate}/{name}";
        }

        return null;
    }

    private static bool IsOneSlip(string prefix, string candidate) =>
        Math.Abs(prefix.Length - candidate.Length) <= 1 && candidate.Length >= ShortestPrefix && EditDistance.Between(prefix, candidate) == 1;

    private static bool DifferInDigits(string first, string second) =>
        !first.Where(char.IsAsciiDigit).SequenceEqual(second.Where(char.IsAsciiDigit));
}
