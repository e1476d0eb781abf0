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
