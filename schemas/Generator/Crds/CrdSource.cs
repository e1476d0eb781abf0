namespace ManifestLint.Schemas.Generator.Crds;

/// <summary>A custom kind that users write.</summary>
/// <param name="Name"><c>group/version/Kind</c>.</param>
/// <param name="Scope"><c>N</c> or <c>C</c>.</param>
/// <param name="Plural">The lower-case name in paths.</param>
internal sealed record CrdKind(string Name, string Scope, string Plural);

/// <summary>
/// A package and the kinds to take from it. The list is written by hand: packages also carry types that look like kinds and are none (KEDA's
/// <c>WithTriggers</c>, the Prometheus operator's <c>EmbeddedPersistentVolumeClaim</c>), and say neither scope nor plural.
/// </summary>
internal sealed record CrdSource(string File, string Version, IReadOnlyList<CrdKind> Kinds)
{
    /// <summary>The name of the package.</summary>
    public string Package => "@kubernetes-models/" + File;

    /// <summary>All sources. Scopes and plurals are those of the projects' published definitions.</summary>
    public static IReadOnlyList<CrdSource> All { get; } =
    [
        new("argo-rollouts", "2.0.0",
        [
            .. Namespaced("argoproj.io/v1alpha1", "AnalysisRun analysisruns, AnalysisTemplate analysistemplates, Experiment experiments, Rollout rollouts"),
            .. Cluster("argoproj.io/v1alpha1", "ClusterAnalysisTemplate clusteranalysistemplates"),
        ]),
        new("cert-manager", "6.0.0",
        [
            .. Namespaced("acme.cert-manager.io/v1", "Challenge challenges, Order orders"),
            .. Namespaced("awspca.cert-manager.io/v1beta1", "AWSPCAIssuer awspcaissuers"),
            .. Cluster("awspca.cert-manager.io/v1beta1", "AWSPCAClusterIssuer awspcaclusterissuers"),
            .. Namespaced("cert-manager.io/v1", "Certificate certificates, CertificateRequest certificaterequests, Issuer issuers"),
            .. Cluster("cert-manager.io/v1", "ClusterIssuer clusterissuers"),
            .. Cluster("policy.cert-manager.io/v1alpha1", "CertificateRequestPolicy certificaterequestpolicies"),
            .. Cluster("trust-manager.io/v1alpha2", "ClusterBundle clusterbundles"),
            .. Cluster("trust.cert-manager.io/v1alpha1", "Bundle bundles"),
        ]),
        new("gateway-api", "2.0.0",
        [
            .. Namespaced("gateway.networking.k8s.io/v1", "BackendTLSPolicy backendtlspolicies, GRPCRoute grpcroutes, Gateway gateways, HTTPRoute httproutes, "
                + "ListenerSet listenersets, ReferenceGrant referencegrants, TLSRoute tlsroutes"),
            .. Cluster("gateway.networking.k8s.io/v1", "GatewayClass gatewayclasses"),
            .. Namespaced("gateway.networking.k8s.io/v1alpha2", "GRPCRoute grpcroutes, ReferenceGrant referencegrants, TCPRoute tcproutes, TLSRoute tlsroutes, UDPRoute udproutes"),
            .. Namespaced("gateway.networking.k8s.io/v1alpha3", "BackendTLSPolicy backendtlspolicies, TLSRoute tlsroutes"),
            .. Namespaced("gateway.networking.k8s.io/v1beta1", "Gateway gateways, HTTPRoute httproutes, ReferenceGrant referencegrants"),
            .. Cluster("gateway.networking.k8s.io/v1beta1", "GatewayClass gatewayclasses"),
            .. Namespaced("gateway.networking.x-k8s.io/v1alpha1", "XBackendTrafficPolicy xbackendtrafficpolicies"),
            .. Cluster("gateway.networking.x-k8s.io/v1alpha1", "XMesh xmeshes"),
        ]),
        new("istio", "3.0.1",
        [
            .. Namespaced("extensions.istio.io/v1alpha1", "WasmPlugin wasmplugins"),
            .. Namespaced("networking.istio.io/v1", IstioNetworking),
            .. Namespaced("networking.istio.io/v1alpha3", IstioNetworking + ", EnvoyFilter envoyfilters"),
            .. Namespaced("networking.istio.io/v1beta1", IstioNetworking + ", ProxyConfig proxyconfigs"),
            .. Namespaced("security.istio.io/v1", IstioSecurity),
            .. Namespaced("security.istio.io/v1beta1", IstioSecurity),
            .. Namespaced("telemetry.istio.io/v1", "Telemetry telemetries"),
            .. Namespaced("telemetry.istio.io/v1alpha1", "Telemetry telemetries"),
        ]),
        new("keda", "2.0.0",
        [
            .. Namespaced("eventing.keda.sh/v1alpha1", "CloudEventSource cloudeventsources"),
            .. Cluster("eventing.keda.sh/v1alpha1", "ClusterCloudEventSource clustercloudeventsources"),
            .. Namespaced("keda.sh/v1alpha1", "ScaledJob scaledjobs, ScaledObject scaledobjects, TriggerAuthentication triggerauthentications"),
            .. Cluster("keda.sh/v1alpha1", "ClusterTriggerAuthentication clustertriggerauthentications"),
        ]),
        new("prometheus-operator", "6.0.0",
        [
            .. Namespaced("monitoring.coreos.com/v1", "Alertmanager alertmanagers, PodMonitor podmonitors, Probe probes, Prometheus prometheuses, "
                + "PrometheusRule prometheusrules, ServiceMonitor servicemonitors, ThanosRuler thanosrulers"),
            .. Namespaced("monitoring.coreos.com/v1alpha1", "AlertmanagerConfig alertmanagerconfigs, PrometheusAgent prometheusagents, ScrapeConfig scrapeconfigs"),
            .. Namespaced("monitoring.coreos.com/v1beta1", "AlertmanagerConfig alertmanagerconfigs"),
        ]),
    ];

    private const string IstioNetworking = "DestinationRule destinationrules, Gateway gateways, ServiceEntry serviceentries, Sidecar sidecars, "
        + "VirtualService virtualservices, WorkloadEntry workloadentries, WorkloadGroup workloadgroups";

    private const string IstioSecurity = "AuthorizationPolicy authorizationpolicies, PeerAuthentication peerauthentications, RequestAuthentication requestauthentications";

    private static IEnumerable<CrdKind> Namespaced(string groupVersion, string kinds) => Parse(groupVersion, "N", kinds);

    private static IEnumerable<CrdKind> Cluster(string groupVersion, string kinds) => Parse(groupVersion, "C", kinds);

    private static IEnumerable<CrdKind> Parse(string groupVersion, string scope, string kinds) =>
        kinds.Split(", ").Select(pair => pair.Split(' ')).Select(pair => new CrdKind($"{groupVersion}/{pair[0]}", scope, pair[1]));
}
