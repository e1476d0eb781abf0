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

    // A prefix and the names below it. Read for them, in the repository named:
    // - kubernetes.io and below, but for the lines that follow: "Well-Known Labels, Annotations and Taints" of kubernetes/website
    //   (labels-annotations-taints/_index.md), core/v1/well_known_labels.go of kubernetes/api.
    // - cluster-autoscaler: a part of cluster-autoscaler/FAQ.md of kubernetes/autoscaler; excerpts of its source for the others.
    // - external-dns: docs/annotations/annotations.md of kubernetes-sigs/external-dns. The prefix without "alpha" is the default since
    //   0.22. Providers add names of their own, aws-* and others; they resemble none of these.
    // - service.beta.kubernetes.io: pkg/providers/v1/aws.go of kubernetes/cloud-provider-aws; pkg/annotations/constants.go of
    //   kubernetes-sigs/aws-load-balancer-controller; pkg/consts/consts.go and the pages loadbalancer.md and pls-integration.md of
    //   kubernetes-sigs/cloud-provider-azure. The names of other clouds are not here; they begin otherwise.
    // - alb.ingress.kubernetes.io, elbv2.k8s.aws: the same constants.go. Open names are left out: actions.NAME, listener-attributes.PORT.
    // - nginx.ingress.kubernetes.io: the tables of annotations.md and annotations-risk.md below docs/user-guide/nginx-configuration of
    //   kubernetes/ingress-nginx, those of its older docs/user-guide/annotations.md, and internal/ingress/annotations (proxy, grpc, http2,
    //   luarestywaf, vtsfilterkey).
    // - argocd.argoproj.io: docs/user-guide/annotations-and-labels.md and common/common.go of argoproj/argo-cd.
    // - cert-manager.io, acme.cert-manager.io: docs/reference/annotations.md of cert-manager/website; types.go of
    //   pkg/apis/certmanager/v1 and pkg/apis/acme/v1 of cert-manager/cert-manager.
    // - karpenter.sh: three versions of pkg/apis/v1/labels.go of kubernetes-sigs/karpenter; excerpts for names before v1.
    // - istio.io and below: annotation/annotations.pb.html and label/labels.gen.go of istio/api; excerpts of the change notes since 1.25.
    // - linkerd.io: two versions of pkg/k8s/labels.go of linkerd/linkerd2, not the newest.
    // - reloader: README.md and internal/pkg/options/flags.go of stakater/Reloader; excerpts for exclude and paused-at.
    // - helm.sh, kube-score: excerpts of source only. prometheus.io: a convention; the names of the Prometheus chart.
    // The rest was only seen in use. Older names that are read no more are here too: others report them.
    private const string Table = """
        kubernetes.io: arch bootstrapping change-cause cluster-service config.hash config.mirror config.seen config.source created-by description egress-bandwidth enforce-mountable-secrets hostname ingress-bandwidth ingress.allow-http ingress.class ingress.global-static-ip-name ingress.regional-static-ip-name legacy-token-invalid-since legacy-token-last-used limit-ranger metadata.name name os peer-advertise-address psp role service-account.name service-account.uid service-name tls-acme
        app.kubernetes.io: component created-by instance managed-by name part-of version
        apps.kubernetes.io: pod-index
        batch.kubernetes.io: controller-uid cronjob-scheduled-timestamp job-completion-index job-index-failure-count job-index-ignored-failure-count job-name job-tracking
        beta.kubernetes.io: arch instance-type os
        controller.kubernetes.io: pod-deletion-cost
        failure-domain.beta.kubernetes.io: region zone
        ingressclass.kubernetes.io: is-default-class
        kubectl.kubernetes.io: default-container default-logs-container last-applied-configuration restartedAt
        node.kubernetes.io: disk-pressure exclude-disruption exclude-from-external-load-balancers instance-type memory-pressure network-unavailable not-ready out-of-service pid-pressure unreachable unschedulable windows-build
        pod-security.kubernetes.io: audit audit-version audit-violations enforce enforce-policy enforce-version exempt warn warn-version
        scheduler.alpha.kubernetes.io: critical-pod defaultTolerations node-selector preferAvoidPods tolerationsWhitelist
        seccomp.security.alpha.kubernetes.io: allowedProfileNames defaultProfileName pod
        service.kubernetes.io: headless service-proxy-name topology-aware-hints topology-mode
        statefulset.kubernetes.io: pod-name
        storageclass.beta.kubernetes.io: is-default-class
        storageclass.kubernetes.io: is-default-class
        topology.kubernetes.io: region zone
        volume.beta.kubernetes.io: mount-options storage-class storage-provisioner
        volume.kubernetes.io: provisioner-deletion-secret-name provisioner-deletion-secret-namespace selected-node storage-provisioner storage-resizer
        cluster-autoscaler.kubernetes.io: consume-provisioning-request daemonset-pod enable-ds-eviction last-updated pod-scale-up-delay provisioning-class-name safe-to-evict safe-to-evict-local-volumes scale-down-disabled
        external-dns.alpha.kubernetes.io: access alias controller endpoints-type gateway-hostname-source hostname ingress ingress-hostname-source internal-hostname record-type set-identifier target ttl
        external-dns.kubernetes.io: access alias controller endpoints-type gateway-hostname-source hostname ingress ingress-hostname-source internal-hostname record-type set-identifier target ttl
        service.beta.kubernetes.io: aws-load-balancer-access-log-emit-interval aws-load-balancer-access-log-enabled aws-load-balancer-access-log-s3-bucket-name aws-load-balancer-access-log-s3-bucket-prefix aws-load-balancer-additional-resource-tags aws-load-balancer-alpn-policy aws-load-balancer-attributes aws-load-balancer-backend-protocol aws-load-balancer-connection-draining-enabled aws-load-balancer-connection-draining-timeout aws-load-balancer-connection-idle-timeout aws-load-balancer-cross-zone-load-balancing-enabled aws-load-balancer-disable-nlb-sg aws-load-balancer-eip-allocations aws-load-balancer-eip-allocations-discovery-tags aws-load-balancer-enable-icmp-for-path-mtu-discovery aws-load-balancer-enable-prefix-for-ipv6-source-nat aws-load-balancer-enable-tcp-udp-listener aws-load-balancer-extra-security-groups aws-load-balancer-healthcheck-healthy-threshold aws-load-balancer-healthcheck-interval aws-load-balancer-healthcheck-path aws-load-balancer-healthcheck-port aws-load-balancer-healthcheck-protocol aws-load-balancer-healthcheck-success-codes aws-load-balancer-healthcheck-timeout aws-load-balancer-healthcheck-unhealthy-threshold aws-load-balancer-inbound-sg-rules-on-private-link-traffic aws-load-balancer-internal aws-load-balancer-ip-address-type aws-load-balancer-ipv6-addresses aws-load-balancer-manage-backend-security-group-rules aws-load-balancer-minimum-load-balancer-capacity aws-load-balancer-multi-cluster-target-group aws-load-balancer-name aws-load-balancer-nlb-target-type aws-load-balancer-private-ipv4-addresses aws-load-balancer-proxy-protocol aws-load-balancer-proxy-protocol-per-target-group aws-load-balancer-quic-enabled-containers aws-load-balancer-quic-enabled-ports aws-load-balancer-scheme aws-load-balancer-security-group-prefix-lists aws-load-balancer-security-groups aws-load-balancer-source-nat-ipv6-prefixes aws-load-balancer-ssl-cert aws-load-balancer-ssl-negotiation-policy aws-load-balancer-ssl-ports aws-load-balancer-subnets aws-load-balancer-target-group-attributes aws-load-balancer-target-node-labels aws-load-balancer-type azure-additional-public-ips azure-allowed-ip-ranges azure-allowed-service-tags azure-deny-all-except-load-balancer-source-ranges azure-disable-load-balancer-floating-ip azure-dns-label-name azure-load-balancer-configurations azure-load-balancer-disable-tcp-reset azure-load-balancer-enable-high-availability-ports azure-load-balancer-health-probe-interval azure-load-balancer-health-probe-num-of-probe azure-load-balancer-health-probe-protocol azure-load-balancer-health-probe-request-path azure-load-balancer-internal azure-load-balancer-internal-subnet azure-load-balancer-ipv4 azure-load-balancer-ipv6 azure-load-balancer-mode azure-load-balancer-resource-group azure-load-balancer-tcp-idle-timeout azure-pip-ip-tags azure-pip-name azure-pip-name-ipv6 azure-pip-prefix-id azure-pip-prefix-id-ipv6 azure-pip-tags azure-pls-auto-approval azure-pls-create azure-pls-fqdns azure-pls-ip-configuration-ip-address azure-pls-ip-configuration-ip-address-count azure-pls-ip-configuration-subnet azure-pls-name azure-pls-proxy-protocol azure-pls-resource-group azure-pls-visibility azure-shared-securityrule load-balancer-source-ranges
        alb.ingress.kubernetes.io: acm-pca-arn auth-idp-cognito auth-idp-oidc auth-on-unauthenticated-request auth-scope auth-session-cookie auth-session-timeout auth-type backend-protocol backend-protocol-version certificate-arn create-acm-cert customer-owned-ipv4-pool dry-run-plan enable-frontend-nlb frontend-nlb-attributes frontend-nlb-eip-allocations frontend-nlb-healthcheck-healthy-threshold-count frontend-nlb-healthcheck-interval-seconds frontend-nlb-healthcheck-path frontend-nlb-healthcheck-port frontend-nlb-healthcheck-protocol frontend-nlb-healthcheck-success-codes frontend-nlb-healthcheck-timeout-seconds frontend-nlb-healthcheck-unhealthy-threshold-count frontend-nlb-listener-port-mapping frontend-nlb-scheme frontend-nlb-security-groups frontend-nlb-subnets frontend-nlb-tags group.name group.order healthcheck-interval-seconds healthcheck-path healthcheck-port healthcheck-protocol healthcheck-timeout-seconds healthy-threshold-count inbound-cidrs ip-address-type ipam-ipv4-pool-id jwt-validation listen-ports load-balancer-attributes load-balancer-name manage-backend-security-group-rules minimum-load-balancer-capacity multi-cluster-target-group mutual-authentication scheme security-group-prefix-lists security-groups shield-advanced-protection ssl-policy ssl-redirect subnets success-codes tags target-control-port target-group-attributes target-node-labels target-type unhealthy-threshold-count use-regex-path-match waf-acl-id wafv2-acl-arn wafv2-acl-name web-acl-id
        elbv2.k8s.aws: checkpoint checkpoint-timestamp pod-readiness-gate-inject service-webhook
        nginx.ingress.kubernetes.io: add-base-url affinity affinity-canary-behavior affinity-mode allowlist-source-range app-root auth-always-set-cookie auth-cache-duration auth-cache-key auth-keepalive auth-keepalive-requests auth-keepalive-share-vars auth-keepalive-timeout auth-method auth-proxy-set-headers auth-realm auth-request-redirect auth-response-headers auth-secret auth-secret-type auth-signin auth-signin-redirect-param auth-snippet auth-tls-error-page auth-tls-match-cn auth-tls-pass-certificate-to-upstream auth-tls-secret auth-tls-verify-client auth-tls-verify-depth auth-type auth-url backend-protocol base-url-scheme canary canary-by-cookie canary-by-header canary-by-header-pattern canary-by-header-value canary-weight canary-weight-total client-body-buffer-size configuration-snippet connection-proxy-header cors-allow-credentials cors-allow-headers cors-allow-methods cors-allow-origin cors-expose-headers cors-max-age custom-headers custom-http-errors default-backend denylist-source-range disable-proxy-intercept-errors enable-access-log enable-cors enable-global-auth enable-influxdb enable-modsecurity enable-opentelemetry enable-opentracing enable-owasp-core-rules enable-rewrite-log fastcgi-index fastcgi-params-configmap force-ssl-redirect from-to-www-redirect global-rate-limit global-rate-limit-ignored-cidrs global-rate-limit-key global-rate-limit-window grpc-backend http2-push-preload influxdb-host influxdb-measurement influxdb-port influxdb-server-name limit-allowlist limit-burst-multiplier limit-connections limit-rate limit-rate-after limit-rpm limit-rps limit-whitelist load-balance lua-resty-waf lua-resty-waf-allow-unknown-content-types lua-resty-waf-debug lua-resty-waf-extra-rules lua-resty-waf-ignore-rulesets lua-resty-waf-process-multipart-body lua-resty-waf-score-threshold mirror-host mirror-request-body mirror-target mirror-uri modsecurity-snippet modsecurity-transaction-id opentelemetry-operation-name opentelemetry-trust-incoming-span opentracing-trust-incoming-span permanent-redirect permanent-redirect-code preserve-trailing-slash proxy-body-size proxy-buffer-size proxy-buffering proxy-buffers-number proxy-busy-buffers-size proxy-connect-timeout proxy-cookie-domain proxy-cookie-path proxy-http-version proxy-max-temp-file-size proxy-next-upstream proxy-next-upstream-timeout proxy-next-upstream-tries proxy-read-timeout proxy-redirect-from proxy-redirect-to proxy-request-buffering proxy-send-timeout proxy-ssl-ciphers proxy-ssl-name proxy-ssl-protocols proxy-ssl-secret proxy-ssl-server-name proxy-ssl-verify proxy-ssl-verify-depth relative-redirects rewrite-target satisfy secure-backends secure-verify-ca-secret server-alias server-snippet service-upstream session-cookie-change-on-failure session-cookie-conditional-samesite-none session-cookie-domain session-cookie-expires session-cookie-hash session-cookie-max-age session-cookie-name session-cookie-partitioned session-cookie-path session-cookie-samesite session-cookie-secure ssl-ciphers ssl-passthrough ssl-prefer-server-ciphers ssl-redirect stream-snippet temporal-redirect temporal-redirect-code upstream-fail-timeout upstream-hash-by upstream-hash-by-subset upstream-hash-by-subset-size upstream-max-fails upstream-vhost use-http2 use-port-in-redirects use-regex vts-filter-key whitelist-source-range x-forwarded-prefix
        helm.sh: chart hook hook-delete-policy hook-output-log-policy hook-weight readiness-failure readiness-success resource-group resource-policy
        meta.helm.sh: release-name release-namespace
        argocd.argoproj.io: application-set-name application-set-refresh applicationset-managed-by-cluster-argocd auto-label-cluster-info client-side-apply-migration-manager compare-options deletion-approved health-aggregate-overrides hook hook-delete-policy hydrate hydrate-timestamp ignore-default-links ignore-healthcheck ignore-resource-updates ignore-restart-policy installation-id instance kubernetes-version managed-by managed-by-cluster-argocd managed-by-url manifest-generate-paths refresh refresh-timestamp secret-type skip-reconcile sync-options sync-wave tracking-id
        cert-manager.io: allow-direct-injection alt-names certificate-hash certificate-name certificate-revision cluster-issuer common-name duration email-sans inject-apiserver-ca inject-ca-from inject-ca-from-secret ip-sans issue-temporary-certificate issuer issuer-group issuer-kind issuer-name next-private-key private-key-algorithm private-key-encoding private-key-rotation-policy private-key-secret-name private-key-size renew-before renew-before-percentage revision-history-limit secret-template subject-countries subject-localities subject-organizationalunits subject-organizations subject-postalcodes subject-provinces subject-serialnumber subject-streetaddresses uri-sans usages
        acme.cert-manager.io: http-domain http-token http01-edit-in-place http01-ingress-class http01-ingress-ingressclassname http01-override-ingress-class http01-override-ingress-ingressclassname http01-override-ingress-name http01-parentrefkind http01-parentrefname http01-parentrefnamespace http01-solver
        karpenter.sh: capacity-type disrupted disruption disruption-cost do-not-consolidate do-not-disrupt do-not-evict do-not-repair do-not-sync-taints initialized managed-by node-termination-time nodeclaim-min-values-relaxed nodeclaim-termination-timestamp nodepool nodepool-hash nodepool-hash-version provisioner-hash provisioner-name reboot-pre-boot-id reboot-termination-grace-period registered requested-dra-drivers unregistered voluntary-disruption
        istio.io: connect-strategy dataplane-mode dry-run gateway-name global ingress-use-waypoint reroute-virtual-interfaces rev tag use-waypoint use-waypoint-namespace waypoint-for
        sidecar.istio.io: agentLogLevel bootstrapOverride componentLogLevel controlPlaneAuthPolicy discoveryAddress enableCoreDump extraStatTags inject interceptionMode logLevel nativeSidecar proxyCPU proxyCPULimit proxyImage proxyImageType proxyMemory proxyMemoryLimit rewriteAppHTTPProbers statsCompression statsEvictionInterval statsFlushInterval statsHistogramBuckets statsInclusionPrefixes statsInclusionRegexps statsInclusionSuffixes status userVolume userVolumeMount
        traffic.sidecar.istio.io: excludeInboundPorts excludeInterfaces excludeOutboundIPRanges excludeOutboundPorts includeInboundPorts includeOutboundIPRanges includeOutboundPorts kubevirtInterfaces
        linkerd.io: control-plane-component control-plane-ns created-by extension identity-issuer-expiry identity-mode inject is-control-plane proxy-cronjob proxy-daemonset proxy-deployment proxy-job proxy-replicaset proxy-replicationcontroller proxy-statefulset proxy-version trust-root-sha256 workload-ns
        reloader.stakater.com: auto ignore last-reloaded-from match rollout-strategy search
        configmap.reloader.stakater.com: auto exclude reload
        deployment.reloader.stakater.com: pause-period paused-at
        secret.reloader.stakater.com: auto exclude reload
        prometheus.io: path port probe scheme scrape scrape_slow
        kube-score: enable ignore skip
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
