namespace ManifestLint.Cli.Tests.Commands.Generation;

/// <summary>A source that a set is made of.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Source">The manifests.</param>
/// <param name="Options">Options beside the strategy.</param>
internal sealed record MatrixCase(string Name, string Source, string Options = "")
{
    /// <summary>The name of the file.</summary>
    public string File { get; init; } = "source.yaml";

    /// <summary>Whether a canary of it is refused or no good idea.</summary>
    public bool IsForBlueGreenOnly { get; init; }

    /// <summary>Whether a blue-green set of it is refused or no good idea.</summary>
    public bool IsForCanaryOnly { get; init; }

    /// <summary>Findings that speak of the source's own choice, which a set cannot change.</summary>
    public string[] Expected { get; init; } = [];

    /// <summary>The whole table.</summary>
    public static IReadOnlyList<MatrixCase> All { get; } = [.. ServiceCases(), .. PodCases(), .. CompanionCases(), .. FormCases(), .. OptionCases()];

    private static IEnumerable<MatrixCase> ServiceCases()
    {
        yield return new("usual", MatrixSource.Usual);
        yield return Service("type written out", "spec:\n", "spec:\n  type: ClusterIP\n");
        yield return Service("node port", "spec:\n", "spec:\n  type: NodePort\n");
        yield return Service("fixed node port", "      targetPort: http\n", "      targetPort: http\n      nodePort: 30080\n", "spec:\n", "spec:\n  type: NodePort\n");
        yield return Service("load balancer", "spec:\n", "spec:\n  type: LoadBalancer\n") with { Expected = ["ML6028"] };
        yield return Service("load balancer with annotations", "spec:\n", "  annotations:\n    service.beta.kubernetes.io/aws-load-balancer-type: nlb\nspec:\n  type: LoadBalancer\n  loadBalancerSourceRanges:\n    - 10.0.0.0/8\n  allocateLoadBalancerNodePorts: false\n") with { Expected = ["ML6028"] };
        yield return Service("port without name", "    - name: http\n      port: 80\n", "    - port: 80\n");
        yield return Service("numeric target", "targetPort: http", "targetPort: 8080");
        yield return Service("no target", "      port: 80\n      targetPort: http\n", "      port: 8080\n");
        yield return Service("protocol and application protocol", "      targetPort: http\n", "      targetPort: http\n      protocol: TCP\n      appProtocol: http\n");
        yield return Service("dual stack", "spec:\n", "spec:\n  ipFamilyPolicy: PreferDualStack\n");
        yield return Service("session affinity", "spec:\n", "spec:\n  sessionAffinity: ClientIP\n") with { IsForBlueGreenOnly = true };
        yield return Service("fixed address", "spec:\n", "spec:\n  clusterIP: 10.96.7.7\n");
        yield return Service("another name", "  name: shop\n", "  name: storefront\n");
        yield return Service("labels and comments", "  name: shop\n", "  name: shop # clients call this name\n  # who to ask\n  labels:\n    team: web\n");
        yield return new("two ports", MatrixSource.Join(
            MatrixSource.Deployment.Change("              containerPort: 8080\n", "              containerPort: 8080\n            - name: admin\n              containerPort: 9000\n"),
            MatrixSource.Service + "    - name: admin\n      port: 9000\n      targetPort: admin\n",
            MatrixSource.Budget));
        yield return new("a Service for metrics", MatrixSource.Join(
            MatrixSource.Deployment.Change("              containerPort: 8080\n", "              containerPort: 8080\n            - name: metrics\n              containerPort: 9000\n"),
            MatrixSource.Service,
            MatrixSource.Service.Change("name: shop", "name: shop-metrics").Change("name: http", "name: metrics").Change("port: 80", "port: 9000").Change("targetPort: http", "targetPort: metrics"),
            MatrixSource.Budget));
        yield return new("selector with more keys", Tiered());
    }

    private static IEnumerable<MatrixCase> PodCases()
    {
        yield return Pod("matchExpressions", "    matchLabels:\n      app: shop\n  template:", "    matchExpressions:\n      - key: app\n        operator: In\n        values:\n          - shop\n  template:");
        yield return Pod("matchLabels and matchExpressions", "    matchLabels:\n      app: shop\n  template:", "    matchLabels:\n      app: shop\n    matchExpressions:\n      - key: app\n        operator: Exists\n  template:");
        yield return Pod("two containers", "      containers:\n", """
                  containers:
                    - name: logs
                      image: reg.example.com/logs:2.0.1
                      lifecycle:
                        preStop:
                          sleep:
                            seconds: 10
                      resources:
                        requests:
                          cpu: 50m
                          memory: 64Mi
                        limits:
                          memory: 64Mi

            """);
        yield return Pod("native sidecar", "      containers:\n", """
                  initContainers:
                    - name: proxy
                      image: reg.example.com/proxy:1.0.0
                      restartPolicy: Always
                      startupProbe:
                        tcpSocket:
                          port: 15001
                      resources:
                        requests:
                          cpu: 50m
                          memory: 64Mi
                        limits:
                          memory: 64Mi
                  containers:

            """.TrimEnd('\n') + "\n");
        yield return Pod("init container", "      containers:\n", """
                  initContainers:
                    - name: assets
                      image: reg.example.com/assets:1.0.0
                      resources:
                        requests:
                          cpu: 50m
                          memory: 64Mi
                        limits:
                          memory: 64Mi
                  containers:

            """.TrimEnd('\n') + "\n");
        yield return Pod("nginx", "image: reg.example.com/shop:1.4.0", "image: nginxinc/nginx-unprivileged:1.27.3", "            preStop:\n              sleep:\n                seconds: 10\n", """
                        preStop:
                          exec:
                            command:
                              - /bin/sh
                              - -c
                              - sleep 10; nginx -s quit; while kill -0 1 2>/dev/null; do sleep 1; done

            """.TrimEnd('\n') + "\n");
        yield return Pod("probe of a number", "              port: http\n", "              port: 8080\n");
        yield return Pod("probe by gRPC", "            httpGet:\n              path: /ready\n              port: http\n", "            grpc:\n              port: 8080\n");
        yield return Pod("probe by program", "            httpGet:\n              path: /ready\n              port: http\n", "            exec:\n              command: [\"/bin/healthy\"]\n            timeoutSeconds: 3\n");
        yield return Pod("liveness and startup", "          lifecycle:\n", "          livenessProbe:\n            httpGet:\n              path: /live\n              port: http\n            failureThreshold: 6\n          startupProbe:\n            httpGet:\n              path: /ready\n              port: http\n            failureThreshold: 30\n          lifecycle:\n");
        yield return Pod("strategy written", "  selector:\n    matchLabels:\n      app: shop\n  template", "  strategy:\n    type: RollingUpdate\n    rollingUpdate:\n      maxSurge: 25%\n      maxUnavailable: 0\n  selector:\n    matchLabels:\n      app: shop\n  template");
        yield return Pod("history limit written", "  replicas: 4\n", "  replicas: 4\n  revisionHistoryLimit: 5\n");
        yield return Pod("image by digest", "image: reg.example.com/shop:1.4.0", "image: reg.example.com/shop@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
        yield return Pod("version label in the template", "      labels:\n        app: shop\n    spec", "      labels:\n        app: shop\n        app.kubernetes.io/version: 1.4.0\n    spec");
        yield return Pod("annotations in the template", "      labels:\n        app: shop\n    spec", "      annotations:\n        prometheus.io/scrape: \"true\"\n      labels:\n        app: shop\n    spec");
        yield return Pod("anti-affinity, preferred", "      containers:\n", """
                  affinity:
                    podAntiAffinity:
                      preferredDuringSchedulingIgnoredDuringExecution:
                        - weight: 100
                          podAffinityTerm:
                            topologyKey: kubernetes.io/hostname
                            labelSelector:
                              matchLabels:
                                app: shop
                  containers:

            """.TrimEnd('\n') + "\n");
        yield return Pod("spread with a skew that binds", "whenUnsatisfiable: ScheduleAnyway", "whenUnsatisfiable: DoNotSchedule");
        yield return Pod("volumes of its own", "      containers:\n", "      volumes:\n        - name: cache\n          emptyDir: {}\n      containers:\n", "          readinessProbe:\n", "          volumeMounts:\n            - name: cache\n              mountPath: /cache\n          readinessProbe:\n");
        yield return Pod("a color label already", "      app: shop\n  template", "      app: shop\n      color: blue\n  template", "        app: shop\n    spec", "        app: shop\n        color: blue\n    spec") with { IsForBlueGreenOnly = true };
        yield return Pod("fourteen pods", "replicas: 4", "replicas: 14");
        yield return Pod("two pods", "replicas: 4", "replicas: 2");
    }

    private static IEnumerable<MatrixCase> CompanionCases()
    {
        yield return new("no budget, one added", MatrixSource.Join(MatrixSource.Deployment, MatrixSource.Service), "--with pdb");
        yield return Budget("budget by the least", "maxUnavailable: 1", "minAvailable: 3");
        yield return Budget("budget by a share", "maxUnavailable: 1", "maxUnavailable: 25%");
        yield return new("autoscaler", MatrixSource.Join(MatrixSource.ScaledDeployment, MatrixSource.Service, MatrixSource.Budget, MatrixSource.Autoscaler)) { IsForBlueGreenOnly = true };
        yield return new("autoscaler with behaviour", MatrixSource.Join(MatrixSource.ScaledDeployment, MatrixSource.Service, MatrixSource.Budget, MatrixSource.Autoscaler + "  behavior:\n    scaleDown:\n      stabilizationWindowSeconds: 300\n")) { IsForBlueGreenOnly = true };
        yield return new("autoscaler added", MatrixSource.Usual, "--hpa 4..10@70") { IsForBlueGreenOnly = true };
        yield return new("autoscaler added with numbers derived", MatrixSource.Usual, "--with hpa") { IsForBlueGreenOnly = true };
        yield return new("ingress", MatrixSource.Join(MatrixSource.Usual, MatrixSource.Ingress));
        yield return new("ingress by port number", MatrixSource.Join(MatrixSource.Usual, MatrixSource.Ingress.Change("port:\n                  name: http", "port:\n                  number: 80")));
        yield return new("ingress with a certificate", MatrixSource.Join(MatrixSource.Usual, MatrixSource.Ingress + "  tls:\n    - hosts:\n        - shop.example.com\n      secretName: shop-tls\n"));
        yield return new("ingress added", MatrixSource.Usual, "--host shop.example.com --ingress-class nginx");
        yield return new("configuration by environment", MatrixSource.Join(MatrixSource.ConfiguredDeployment, MatrixSource.Service, MatrixSource.Budget, MatrixSource.Configuration), "--with config");
        yield return new("configuration by volume", MatrixSource.Join(
            MatrixSource.Deployment.Change("      containers:\n", "      volumes:\n        - name: config\n          configMap:\n            name: shop-config\n      containers:\n")
                .Change("          readinessProbe:\n", "          volumeMounts:\n            - name: config\n              mountPath: /etc/shop\n          readinessProbe:\n"),
            MatrixSource.Service, MatrixSource.Budget, MatrixSource.Configuration), "--with config");
        yield return new("configuration by one variable", MatrixSource.Join(
            MatrixSource.Deployment.Change("          readinessProbe:\n", "          env:\n            - name: LEVEL\n              valueFrom:\n                configMapKeyRef:\n                  name: shop-config\n                  key: LOG_LEVEL\n          readinessProbe:\n"),
            MatrixSource.Service, MatrixSource.Budget, MatrixSource.Configuration), "--with config");
        yield return new("immutable configuration", MatrixSource.Join(
            MatrixSource.ConfiguredDeployment.Change("shop-config", "shop-config-6b1d2f"), MatrixSource.Service, MatrixSource.Budget,
            MatrixSource.Configuration.Change("name: shop-config", "name: shop-config-6b1d2f").Change("\ndata:\n", "\nimmutable: true\ndata:\n")));
        yield return new("service account", MatrixSource.Join(
            "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\nautomountServiceAccountToken: false\n",
            MatrixSource.Deployment.Change("      containers:\n", "      serviceAccountName: shop\n      containers:\n"), MatrixSource.Service, MatrixSource.Budget));
        yield return new("network policy", MatrixSource.Join(MatrixSource.Usual, """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: shop
            spec:
              podSelector:
                matchLabels:
                  app: shop
              policyTypes:
                - Ingress
              ingress:
                - ports:
                    - port: http

            """));
        yield return new("service monitor", MatrixSource.Join(MatrixSource.Usual.Change("  name: shop\nspec:\n  selector:\n    app: shop\n", "  name: shop\n  labels:\n    app: shop\nspec:\n  selector:\n    app: shop\n"), """
            apiVersion: monitoring.coreos.com/v1
            kind: ServiceMonitor
            metadata:
              name: shop
            spec:
              selector:
                matchLabels:
                  app: shop
              endpoints:
                - port: http

            """));
        yield return new("namespace", MatrixSource.Usual.Change("metadata:\n  name: shop\n", "metadata:\n  name: shop\n  namespace: web\n"));
        yield return new("everything", MatrixSource.Join(
            MatrixSource.ConfiguredDeployment.Change("  replicas: 4\n", ""), MatrixSource.Service, MatrixSource.Budget, MatrixSource.Autoscaler, MatrixSource.Ingress, MatrixSource.Configuration), "--with config")
        { IsForBlueGreenOnly = true };
        yield return new("everything but an autoscaler", MatrixSource.Join(
            MatrixSource.ConfiguredDeployment, MatrixSource.Service, MatrixSource.Budget, MatrixSource.Ingress, MatrixSource.Configuration), "--with config");
    }

    private static IEnumerable<MatrixCase> FormCases()
    {
        yield return new("the Service first", MatrixSource.Join(MatrixSource.Service, MatrixSource.Budget, MatrixSource.Deployment));
        yield return new("CRLF", MatrixSource.Usual.Replace("\n", "\r\n", StringComparison.Ordinal));
        yield return new("a byte order mark", "\uFEFF" + MatrixSource.Usual);
        yield return new("no line end at the end", MatrixSource.Usual.TrimEnd('\n'));
        yield return new("markers and comments around", "# the shop\n---\n" + MatrixSource.Join(MatrixSource.Deployment, "# its Service\n" + MatrixSource.Service, MatrixSource.Budget) + "---\n# nothing more\n");
        yield return new("comments everywhere", MatrixSource.Usual.Change("  replicas: 4\n", "  # as many as nodes\n  replicas: 4 # see the plan\n").Change("          image:", "          # built by CI\n          image:").Change("  ports:\n    - name: http\n", "  # the only port\n  ports:\n    - name: http # by name\n"));
        yield return new("List", "apiVersion: v1\nkind: List\nitems:\n" + string.Concat(((string[])[MatrixSource.Deployment, MatrixSource.Service, MatrixSource.Budget]).Select(AsItem)));
        yield return new("flow style", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: shop, labels: {app: shop}}
            spec:
              replicas: 4
              minReadySeconds: 10
              selector: {matchLabels: {app: shop}}
              template:
                metadata: {labels: {app: shop}}
                spec:
                  terminationGracePeriodSeconds: 45
                  topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: shop}}, matchLabelKeys: [pod-template-hash]}]
                  containers:
                    - {name: shop, image: "reg.example.com/shop:1.4.0", ports: [{name: http, containerPort: 8080}], readinessProbe: {httpGet: {path: /ready, port: http}}, lifecycle: {preStop: {sleep: {seconds: 10}}}, resources: {requests: {cpu: 200m, memory: 128Mi}, limits: {memory: 256Mi}}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {selector: {app: shop}, ports: [{name: http, port: 80, targetPort: http}]}}
            ---
            {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: shop}, spec: {maxUnavailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow, selector: {matchLabels: {app: shop}}}}

            """);
        yield return new("JSON", Json) { File = "source.json" };
        yield return new("lists not indented", MatrixSource.Usual.Change("  ports:\n    - name: http\n      port: 80\n      targetPort: http\n", "  ports:\n  - name: http\n    port: 80\n    targetPort: http\n"));
        yield return new("four columns", string.Join('\n', MatrixSource.Usual.Split('\n').Select(Widen)));
        yield return new("quotes", MatrixSource.Usual.Change("name: shop\n", "name: 'shop'\n").Change("app: shop\n", "app: 'shop'\n"));
        yield return new("another workload beside", MatrixSource.Join(MatrixSource.Usual, MatrixSource.Deployment.Change("shop\n", "worker\n").Change("          ports:\n            - name: http\n              containerPort: 8080\n          readinessProbe:\n            httpGet:\n              path: /ready\n              port: http\n", "").Change("shop:1.4.0", "worker:1.0.0")), "--workload shop");
    }

    private static IEnumerable<MatrixCase> OptionCases()
    {
        yield return new("adopted", MatrixSource.Usual, "--adopt");
        yield return new("adopted with ingress", MatrixSource.Join(MatrixSource.Usual, MatrixSource.Ingress), "--adopt");
        yield return new("adopted with an autoscaler", MatrixSource.Join(MatrixSource.ScaledDeployment, MatrixSource.Service, MatrixSource.Budget, MatrixSource.Autoscaler), "--adopt") { IsForBlueGreenOnly = true };
        yield return new("adopted with configuration", MatrixSource.Join(MatrixSource.ConfiguredDeployment, MatrixSource.Service, MatrixSource.Budget, MatrixSource.Configuration), "--adopt --with config");
        yield return new("adopted in flow style", MatrixSource.Usual.Change("  selector:\n    app: shop\n  ports", "  selector: {app: shop}\n  ports"), "--adopt");
        yield return new("one stream", MatrixSource.Join(MatrixSource.Usual, MatrixSource.Ingress), "--layout single");
        yield return new("no preview", MatrixSource.Usual, "--no-preview");
        yield return new("a namespace given", MatrixSource.Usual, "--namespace web");
        yield return new("a number given", MatrixSource.Usual, "--replicas 6");
        yield return new("other colours", MatrixSource.Usual, "--colors active,preview") { IsForBlueGreenOnly = true };
        yield return new("another color label", MatrixSource.Usual, "--color-label slot") { IsForBlueGreenOnly = true };
        yield return new("another track label", MatrixSource.Usual, "--track-label release") { IsForCanaryOnly = true };
        yield return new("a total", MatrixSource.Usual, "--total 10 --steps 5,10,20,50") { IsForCanaryOnly = true };
    }

    private static MatrixCase Service(string name, params string[] changes) => new(name, MatrixSource.Join(MatrixSource.Deployment, Apply(MatrixSource.Service, changes), MatrixSource.Budget));

    private static MatrixCase Pod(string name, params string[] changes) => new(name, MatrixSource.Join(Apply(MatrixSource.Deployment, changes), MatrixSource.Service, MatrixSource.Budget));

    private static MatrixCase Budget(string name, params string[] changes) => new(name, MatrixSource.Join(MatrixSource.Deployment, MatrixSource.Service, Apply(MatrixSource.Budget, changes)));

    private static string Apply(string text, string[] changes)
    {
        for (int i = 0; i < changes.Length; i += 2)
            text = text.Change(changes[i], changes[i + 1]);
        return text;
    }

    private static string Tiered() => MatrixSource.Join(
        MatrixSource.Deployment.Change("      app: shop\n  template", "      app: shop\n      tier: web\n  template").Change("        app: shop\n    spec", "        app: shop\n        tier: web\n    spec"),
        MatrixSource.Service.Change("    app: shop\n", "    app: shop\n    tier: web\n"),
        MatrixSource.Budget);

    // "  - name: x" becomes "    -   name: x".
    private static string Widen(string line)
    {
        string content = line.TrimStart(' ');
        string indentation = new(' ', 2 * (line.Length - content.Length));
        return indentation + (content.StartsWith("- ", StringComparison.Ordinal) ? "-   " + content[2..] : content);
    }

    private static string AsItem(string document) =>
        "  - " + string.Join("\n    ", document.TrimEnd('\n').Split('\n')) + "\n";

    private const string Json = """
        {
          "apiVersion": "v1", "kind": "List", "items": [
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "shop", "labels": {"app": "shop"}},
             "spec": {"replicas": 4, "minReadySeconds": 10, "selector": {"matchLabels": {"app": "shop"}}, "template": {"metadata": {"labels": {"app": "shop"}},
              "spec": {"terminationGracePeriodSeconds": 45,
               "topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": {"app": "shop"}}, "matchLabelKeys": ["pod-template-hash"]}],
               "containers": [{"name": "shop", "image": "reg.example.com/shop:1.4.0", "ports": [{"name": "http", "containerPort": 8080}],
                "readinessProbe": {"httpGet": {"path": "/ready", "port": "http"}}, "lifecycle": {"preStop": {"sleep": {"seconds": 10}}},
                "resources": {"requests": {"cpu": "200m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}}}]}}}},
            {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "shop"}, "spec": {"selector": {"app": "shop"}, "ports": [{"name": "http", "port": 80, "targetPort": "http"}]}},
            {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "shop"}, "spec": {"maxUnavailable": 1, "unhealthyPodEvictionPolicy": "AlwaysAllow", "selector": {"matchLabels": {"app": "shop"}}}}
          ]
        }

        """;
}
