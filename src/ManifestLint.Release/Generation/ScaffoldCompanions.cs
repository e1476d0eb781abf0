using System.Globalization;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;
using static ManifestLint.Yaml.Editing.YamlValue;

namespace ManifestLint.Releases.Generation;

/// <summary>Writes what stands around the Deployment of a service that had no manifests.</summary>
internal sealed class ScaffoldCompanions(ScaffoldRecipe recipe)
{
    // The hexadecimal digits of a content hash that end the name of a ConfigMap.
    private const int HashLength = 6;

    /// <summary>The Service.</summary>
    public YamlMappingValue Service() => Map(
        ("apiVersion", "v1"),
        ("kind", "Service"),
        ("metadata", ScaffoldLabels.Metadata(recipe, recipe.Name)),
        ("spec", Map(
            ("selector", ScaffoldLabels.Shared(recipe)),
            ("ports", List(Map(
                ("name", ScaffoldDeployment.PortName),
                ("port", recipe.ServicePort),
                ("targetPort", String(ScaffoldDeployment.PortName).WithComment("By name, so that the container's port can change.", YamlCommentPlacement.Behind))))))));

    /// <summary>The PodDisruptionBudget.</summary>
    public YamlMappingValue DisruptionBudget() => Map(
        ("apiVersion", "policy/v1"),
        ("kind", "PodDisruptionBudget"),
        ("metadata", ScaffoldLabels.Metadata(recipe, recipe.Name)),
        ("spec", Map(
            ("maxUnavailable", Integer(1).WithComment("Drains take one pod at a time; they are never blocked for good.")),
            ("unhealthyPodEvictionPolicy", String("AlwaysAllow").WithComment("Pods that are not ready do not hold up a drain.")),
            ("selector", Map(("matchLabels", ScaffoldLabels.Shared(recipe)))))));

    /// <summary>The HorizontalPodAutoscaler.</summary>
    public YamlMappingValue Autoscaler(AutoscalerRange range) => Map(
        ("apiVersion", "autoscaling/v2"),
        ("kind", "HorizontalPodAutoscaler"),
        ("metadata", ScaffoldLabels.Metadata(recipe, recipe.Name)),
        ("spec", Map(
            ("scaleTargetRef", Map(("apiVersion", "apps/v1"), ("kind", "Deployment"), ("name", recipe.Name))),
            ("minReplicas", Integer(range.Minimum).WithComment("What serves at the quietest hour, a lost node included.")),
            ("maxReplicas", Integer(range.Maximum).WithComment("What the cluster and the database behind can bear.")),
            ("metrics", List(Map(
                ("type", "Resource"),
                ("resource", Map(
                    ("name", "cpu"),
                    ("target", Map(
                        ("type", "Utilization"),
                        ("averageUtilization", Integer(range.CpuUtilization).WithComment("Percent of the requests: useful once these are measured."))))))))))));

    /// <summary>The Ingress.</summary>
    public YamlMappingValue Ingress()
    {
        YamlMappingValue spec = Map();
        if (recipe.IngressClass is { } name)
            spec = spec.With("ingressClassName", name);
        YamlMappingValue backend = Map(("service", Map(("name", recipe.Name), ("port", Map(("name", ScaffoldDeployment.PortName))))));
        YamlMappingValue path = Map(("path", "/"), ("pathType", "Prefix"), ("backend", backend));
        YamlValue rules = List(Map(("host", recipe.Host!), ("http", Map(("paths", List(path))))))
            .WithComment("HTTP only: add `tls` with the Secret that holds the certificate.");
        return Map(
            ("apiVersion", "networking.k8s.io/v1"),
            ("kind", "Ingress"),
            ("metadata", ScaffoldLabels.Metadata(recipe, recipe.Name)),
            ("spec", spec.With("rules", rules)));
    }

    /// <summary>The ConfigMap; null when none is wanted.</summary>
    public YamlMappingValue? Configuration()
    {
        if (!recipe.Companions.Contains(Companion.Configuration))
            return null;

        YamlMappingValue data = Map(("LOG_LEVEL", String("info").WithComment("An example: every key becomes an environment variable.")));
        string hash = HashOf(data);
        return Map(
            ("apiVersion", "v1"),
            ("kind", "ConfigMap"),
            ("metadata", ScaffoldLabels.Metadata(recipe, $"{recipe.Name}-config-{hash}")),
            ("immutable", Boolean(true).WithComment("A change is a new object with a new name, which the Deployment then names: pods restart, and a rollback finds the old one.")),
            ("data", data));
    }

    private static string HashOf(YamlMappingValue data)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"data\": {data}}}");
        Resource resource = ManifestFile.Parse("config", SourceText.From(text)).Resources[0];
        return ConfigData.GetChecksum(resource)![ConfigData.ChecksumPrefix.Length..][..HashLength];
    }
}
