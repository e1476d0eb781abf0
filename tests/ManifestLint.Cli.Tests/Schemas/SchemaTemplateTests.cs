using ManifestLint.Cli.Schemas;

namespace ManifestLint.Cli.Tests.Schemas;

/// <summary>The placeholders of kubeconform.</summary>
public sealed class SchemaTemplateTests
{
    [Theory]
    [InlineData("{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json", "argoproj.io/v1alpha1", "Rollout", "argoproj.io/rollout_v1alpha1.json")]
    [InlineData("{{ .Group }}/{{  .ResourceKind}}.json", "flagger.app/v1beta1", "Canary", "flagger.app/canary.json")]
    [InlineData("x{{.KindSuffix}}.json", "apps/v1", "Deployment", "x-apps-v1.json")]
    [InlineData("x{{.KindSuffix}}.json", "networking.k8s.io/v1", "Ingress", "x-networking-v1.json")]
    [InlineData("x{{.KindSuffix}}.json", "v1", "Service", "x-v1.json")]
    [InlineData("{{.Group}}-{{.ResourceAPIVersion}}.json", "v1", "Service", "v1-v1.json")]
    [InlineData("{{.NormalizedKubernetesVersion}}{{.StrictSuffix}}.json", "v1", "Service", "v1.31.0-strict.json v1.31.0.json")]
    [InlineData("schemas", "apps/v1", "Deployment", "schemas/v1.31.0-standalone-strict/deployment-apps-v1.json schemas/v1.31.0-standalone/deployment-apps-v1.json")]
    [InlineData("https://example.com/schemas/", "example.com/v1", "Widget", "https://example.com/schemas/v1.31.0-standalone-strict/widget-example-v1.json https://example.com/schemas/v1.31.0-standalone/widget-example-v1.json")]
    [InlineData("widget.json", "example.com/v1", "Widget", "widget.json")]
    [InlineData("{{.Group}}/x.json", "../v1", "Widget", "")]
    [InlineData("{{.Group}}/x.json", "a/b/c", "Widget", "")]
    [InlineData("{{.ResourceKind}}.json", "example.com/v1", "../../etc/passwd", "")]
    [InlineData("{{.ResourceKind}}.json", "example.com/v1", "a?b#c", "")]
    [InlineData("{{.ResourceKind}}.json", "example.com/v1", "", "")]
    public void A_kind_has_its_places(string location, string apiVersion, string kind, string expected) =>
        Assert.Equal(expected, string.Join(' ', SchemaTemplate.Parse(location, isDirectory: false).Expand(apiVersion, kind, "v1.31.0")));
}
