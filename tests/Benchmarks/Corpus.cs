using System.Globalization;
using System.Text;

namespace ManifestLint.Benchmarks;

/// <summary>Manifests made for measuring: the same bytes at every call.</summary>
internal static class Corpus
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web-{0}
          labels:
            app: web-{0}
        spec:
          replicas: 3
          selector:
            matchLabels:
              app: web-{0}
          template:
            metadata:
              labels:
                app: web-{0}
            spec:
              containers:
                - name: web # the application itself
                  image: registry.example.com/shop/web:1.{0}
                  ports:
                    - name: http
                      containerPort: 8080
                  readinessProbe:
                    httpGet:
                      path: /ready
                      port: http

        """;

    private const string Service = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web-{0}
          labels:
            app: web-{0}
        spec:
          replicas: 3
          minReadySeconds: 10
          strategy:
            rollingUpdate:
              maxSurge: 1
              maxUnavailable: 0
          selector:
            matchLabels:
              app: web-{0}
          template:
            metadata:
              labels:
                app: web-{0}
            spec:
              terminationGracePeriodSeconds: 45
              topologySpreadConstraints:
                - maxSkew: 1
                  topologyKey: kubernetes.io/hostname
                  whenUnsatisfiable: ScheduleAnyway
                  labelSelector:
                    matchLabels:
                      app: web-{0}
              containers:
                - name: web # the application itself
                  image: registry.example.com/shop/web:1.4.{0}
                  ports:
                    - name: http
                      containerPort: 8080
                  env:
                    - name: LOG_LEVEL
                      value: info
                  resources:
                    requests:
                      cpu: 100m
                      memory: 128Mi
                    limits:
                      memory: 256Mi
                  readinessProbe:
                    httpGet:
                      path: /ready
                      port: http
                  livenessProbe:
                    httpGet:
                      path: /live
                      port: http
                    failureThreshold: 6
                  lifecycle:
                    preStop:
                      exec:
                        command: ["sleep", "10"]
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: web-{0}
        spec:
          selector:
            app: web-{0}
          ports:
            - name: http
              port: 80
              targetPort: http
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata:
          name: web-{0}
        spec:
          maxUnavailable: 1
          unhealthyPodEvictionPolicy: AlwaysAllow
          selector:
            matchLabels:
              app: web-{0}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web-{0}
        data:
          LOG_LEVEL: info

        """;

    /// <summary>Well-run services of four documents each, without findings: Deployment, Service, PodDisruptionBudget, ConfigMap; <paramref name="count"/> documents in one text.</summary>
    public static string Services(int count)
    {
        var text = new StringBuilder(count * 320);
        for (int i = 0; i < count / 4; i++)
        {
            text.Append(i > 0 ? "---\n" : "").Append(Service.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).ReplaceLineEndings("\n"));
        }

        return text.ToString();
    }

    /// <summary>One document of such a service: its Deployment, Service, PodDisruptionBudget or ConfigMap.</summary>
    public static string ServicePart(int number, int part) =>
        Service.ReplaceLineEndings("\n").Split("---\n")[part].Replace("{0}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Well-formed Deployments without findings, about 550 bytes each, in one text.</summary>
    public static string Deployments(int count)
    {
        var text = new StringBuilder(count * 560);
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
                text.Append("---\n");
            text.Append(DeploymentNumber(i));
        }

        return text.ToString();
    }

    public static string DeploymentNumber(int number) => Deployment.Replace("{0}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).ReplaceLineEndings("\n");
}
