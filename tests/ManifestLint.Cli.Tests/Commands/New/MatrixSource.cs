namespace ManifestLint.Cli.Tests.Commands.New;

/// <summary>Pieces of manifests of a service that is run well, to put sources together from.</summary>
internal static class MatrixSource
{
    public const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
          labels:
            app: shop
        spec:
          replicas: 4
          minReadySeconds: 10
          selector:
            matchLabels:
              app: shop
          template:
            metadata:
              labels:
                app: shop
            spec:
              terminationGracePeriodSeconds: 45
              topologySpreadConstraints:
                - maxSkew: 1
                  topologyKey: kubernetes.io/hostname
                  whenUnsatisfiable: ScheduleAnyway
                  labelSelector:
                    matchLabels:
                      app: shop
                  matchLabelKeys:
                    - pod-template-hash
              containers:
                - name: shop
                  image: reg.example.com/shop:1.4.0
                  ports:
                    - name: http
                      containerPort: 8080
                  readinessProbe:
                    httpGet:
                      path: /ready
                      port: http
                  lifecycle:
                    preStop:
                      sleep:
                        seconds: 10
                  resources:
                    requests:
                      cpu: 200m
                      memory: 128Mi
                    limits:
                      memory: 256Mi

        """;

    public const string Service = """
        apiVersion: v1
        kind: Service
        metadata:
          name: shop
        spec:
          selector:
            app: shop
          ports:
            - name: http
              port: 80
              targetPort: http

        """;

    public const string Budget = """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata:
          name: shop
        spec:
          maxUnavailable: 1
          unhealthyPodEvictionPolicy: AlwaysAllow
          selector:
            matchLabels:
              app: shop

        """;

    public const string Autoscaler = """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: shop
        spec:
          scaleTargetRef:
            apiVersion: apps/v1
            kind: Deployment
            name: shop
          minReplicas: 4
          maxReplicas: 10
          metrics:
            - type: Resource
              resource:
                name: cpu
                target:
                  type: Utilization
                  averageUtilization: 70

        """;

    public const string Ingress = """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: shop
        spec:
          ingressClassName: nginx
          rules:
            - host: shop.example.com
              http:
                paths:
                  - path: /
                    pathType: Prefix
                    backend:
                      service:
                        name: shop
                        port:
                          name: http

        """;

    public const string Configuration = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: shop-config
        data:
          LOG_LEVEL: info
          GREETING: |
            hello
            world

        """;

    /// <summary>A Deployment without a number of its own, for an autoscaler.</summary>
    public static string ScaledDeployment => Deployment.Change("  replicas: 4\n", "");

    /// <summary>A Deployment that takes its environment from the ConfigMap.</summary>
    public static string ConfiguredDeployment => Deployment.Change("          readinessProbe:\n", "          envFrom:\n            - configMapRef:\n                name: shop-config\n          readinessProbe:\n");

    /// <summary>A Deployment, a Service and a PodDisruptionBudget.</summary>
    public static string Usual => Join(Deployment, Service, Budget);

    /// <summary>Documents of one file.</summary>
    public static string Join(params string[] documents) => string.Join("---\n", documents);

    /// <summary>A text with a part replaced that must be there.</summary>
    public static string Change(this string text, string old, string replacement)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }
}
