using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Core.Tests.Resources;

public sealed class ResourceTests
{
    [Theory]
    [InlineData("kind: Service\napiVersion: v1\nspec:\n  ports:\n    - port: 80\n", "spec.ports[0].port")]
    [InlineData("kind: List\napiVersion: v1\nitems:\n  - kind: Service\n    apiVersion: v1\n    spec: {ports: [{port: 80}]}\n", "spec.ports[0].port")]
    [InlineData("kind: Service\napiVersion: v1\nspec:\n  ports: &ports\n    - port: 80\n  copy: *ports\n", "spec.ports[0].port")]
    [InlineData("kind: List\napiVersion: v1\nports: &ports [{port: 80}]\nitems:\n  - kind: Service\n    apiVersion: v1\n    spec: {ports: *ports}\n", "ports[0].port")]
    public void A_path_is_the_way_from_the_object_to_the_node(string text, string expected)
    {
        Resource resource = Given.File(text).Resources.Single();
        YamlNode port = resource.Spec.GetMappings("ports").Single().GetInteger("port")!.Value.Node;

        Assert.Equal(expected, resource.PathOf(port).ToString());
        Assert.True(resource.PathOf(resource.Root).IsRoot);
    }
}
