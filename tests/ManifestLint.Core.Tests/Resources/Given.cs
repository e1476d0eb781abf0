using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Resources;

/// <summary>Makes resources out of short YAML.</summary>
internal static class Given
{
    /// <summary>One bundle of one file, read as a whole directory.</summary>
    public static ResourceSet Set(string yaml) => ResourceSet.Create([Bundle(yaml)]);

    /// <summary>One file alone: nothing may be said to be missing.</summary>
    public static ResourceSet SingleFile(string yaml) => ResourceSet.Create([Bundle(yaml, isReadWhole: false)]);

    public static Bundle Bundle(string yaml, bool isReadWhole = true) => new([File(yaml)], isReadWhole);

    public static ManifestFile File(string yaml, string path = "test.yaml")
    {
        ManifestFile file = ManifestFile.Parse(path, SourceText.From(yaml));
        Assert.Empty(file.Tree!.Errors);
        return file;
    }

    public static Workload Workload(string yaml) => Assert.Single(Set(yaml).Workloads);

    /// <summary>A Deployment <c>shop</c> with what the YAML of its spec adds.</summary>
    public static Workload Deployment(string spec) => Workload($"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: shop}}, spec: {spec}}}");

    /// <summary>The pod of a Deployment whose pod spec is the YAML.</summary>
    public static PodSpecView Pod(string podSpec) => Deployment($"{{template: {{spec: {podSpec}}}}}").PodSpec;

    /// <summary>The only container of a pod.</summary>
    public static ContainerView Container(string container) => Assert.Single(Pod($"{{containers: [{container}]}}").Containers);

    public static LifecycleHook Hook(string preStop, string image = "shop:1", string rest = "") =>
        Container($"{{name: web, image: '{image}', {rest} lifecycle: {{preStop: {preStop}}}}}").PreStop;
}
