using ManifestLint.Configuration;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Configuration;

/// <summary>The object at a place is the one that a look at all of them finds.</summary>
public sealed class ConfigurationPlacesTests
{
    [Fact]
    public void Every_place_has_the_configuration_of_the_object_around_it()
    {
        string items = string.Concat(Enumerable.Range(0, 12).Select(i => $"- # item {i}\n  apiVersion: v1\n  kind: ConfigMap\n  metadata: {{name: c{i}}}\n"));
        string text = $"# top\napiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\n---\n# none\n---\napiVersion: v1\nkind: List\nitems:\n- &first\n  apiVersion: v1\n  kind: Pod\n  metadata: {{name: p}}\n{items}- *first\n---\napiVersion: v1\nkind: Service\nmetadata: {{name: s}}\n# end\n";
        ManifestFile file = ManifestFile.Parse("a.yaml", SourceText.From(text));
        string overrides = string.Concat(file.Resources.Select(resource => $"\n  - {{names: {resource.Name}, rules: {{option-rule: {{names: [{resource.Name}]}}}}}}"));
        ConfigurationScope scope = Configured.Scope(Configured.Layer($"overrides:{overrides}"));
        var map = new ConfigurationMap(scope, _ => new ConfiguredPath(scope, "/a.yaml"));

        Assert.Equal(16, file.Resources.Length);
        for (int start = 0; start < text.Length; start++)
        {
            foreach (int length in (int[])[0, 1, 5, 60])
            {
                var span = new TextSpan(start, Math.Min(text.Length, start + length));
                Resource? around = file.Resources.FirstOrDefault(resource => resource.Root.Span.Contains(span));
                Assert.Same(around is null ? map.For(file) : map.For(around), map.For(file, span));
            }
        }
    }
}
