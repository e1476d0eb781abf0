using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Rendering;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Rendering;

/// <summary>Where a part of a rendered object is found in what it was rendered from.</summary>
public sealed class KustomizeRelocationTests
{
    private const string Base = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 1
          template:
            spec:
              containers:
                - image: example.com/web
                  name: web
                  ports:
                    - containerPort: 80
                - name: second
                  image: example.com/second:1.0
        """;

    private const string Overlay = """
        resources: [../base]
        namePrefix: prod-
        namespace: shop
        replicas: [{name: web, count: 3}]
        images:
          - name: example.com/web
            newTag: "2.0"
        labels:
          - pairs: {team: shop}
        configMapGenerator:
          - name: settings
            literals: [A=b]
        patches:
          - path: patch.yaml
          - target: {kind: Deployment, name: w.*}
            patch: |-
              - op: add
                path: /spec/template/spec/containers/1/ports/-
                value: {containerPort: 90}
              - op: add
                path: /spec/template/metadata/annotations/a~1b
                value: c
        """;

    private const string Patch = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          template:
            spec:
              containers:
                - name: log
                  image: example.com/log:1.0
                - name: web
                  resources:
                    limits: {memory: 1Gi}
        """;

    private const string Rendered = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          labels: {team: shop}
          name: prod-web
          namespace: shop
        spec:
          replicas: 3
          template:
            metadata:
              annotations: {a/b: c}
            spec:
              containers:
                - image: example.com/log:1.0
                  name: log
                - image: example.com/web:2.0
                  name: web
                  ports:
                    - containerPort: 80
                    - containerPort: 90
                  resources:
                    limits: {memory: 1Gi}
                - image: example.com/second:1.0
                  name: second
        """;

    private static readonly DiagnosticDescriptor Descriptor = new("ML9991", "found", "Found", DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("metadata.name", "base/web.yaml:3:18")]
    [InlineData("spec.template.spec.containers[1].name", "base/web.yaml:10:17")]
    [InlineData("spec.template.spec.containers[1]", "base/web.yaml:9:11")]
    [InlineData("spec.template.spec.containers[1].ports[0].containerPort", "base/web.yaml:12:30")]
    [InlineData("spec.template.spec.containers[2].image", "base/web.yaml:14:18")]
    [InlineData("spec.template.spec.containers[0].image", "prod/patch.yaml:9:18")]
    [InlineData("spec.template.spec.containers[1].resources.limits.memory", "prod/patch.yaml:12:30")]
    [InlineData("spec.template.spec.containers[1].ports[1].containerPort", "prod/kustomization.yaml:19:32")]
    [InlineData("spec.template.metadata.annotations['a/b']", "prod/kustomization.yaml:22:16")]
    [InlineData("spec.template.spec.containers[1].image", "prod/kustomization.yaml:7:13")]
    [InlineData("spec.replicas", "prod/kustomization.yaml:4:31")]
    [InlineData("metadata.namespace", "prod/kustomization.yaml:3:12")]
    [InlineData("metadata.labels.team", "prod/kustomization.yaml:9:19")]
    public void A_part_is_found_where_it_is_written(string path, string place)
    {
        (ManifestFile rendered, RenderedObject found, _) = Build();
        YamlDocument document = rendered.Tree!.Documents[0];
        YamlNode node = document.Root!.DescendantsAndSelf().First(candidate => candidate is not YamlEntry && !IsKey(candidate) && YamlPath.Of(candidate).ToString() == path);

        Assert.Equal(place, Move(found, node, node.ContentSpan));
    }

    [Fact]
    public void A_key_is_found_as_a_key()
    {
        (ManifestFile rendered, RenderedObject found, _) = Build();
        YamlEntry entry = rendered.Resources[0].Spec!.Find("template")!;

        Assert.Equal("base/web.yaml:6:3", Move(found, entry, entry.Key.ContentSpan));
    }

    [Fact]
    public void What_is_made_is_found_where_it_is_asked_for()
    {
        (_, _, KustomizeBuild build) = Build();
        ManifestFile rendered = Parse("prod/kustomization.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: prod-settings-abc}\n");

        Assert.Equal("prod/kustomization.yaml:11:11", Move(new RenderedObject(rendered.Resources[0], build, Source: null, build.Root), node: null, new TextSpan(0, 4)));
    }

    private static bool IsKey(YamlNode node) => node.Parent is YamlEntry entry && entry.Key.Equals(node);

    private static string Move(RenderedObject rendered, YamlNode? node, TextSpan span)
    {
        List<Diagnostic> findings =
        [
            new()
            {
                Descriptor = Descriptor,
                Severity = DiagnosticSeverity.Warning,
                Message = "Found",
                Location = new Location(rendered.Resource.File, span),
                Resource = rendered.Resource,
                Node = node?.Handle,
            },
        ];
        new KustomizeRelocation([rendered]).Apply(findings);
        Location moved = Assert.Single(findings).Location;
        return $"{moved.File.Path}:{moved.Start.Line + 1}:{moved.Start.Character + 1}";
    }

    private static (ManifestFile Rendered, RenderedObject Object, KustomizeBuild Build) Build()
    {
        ManifestFile source = Parse("base/web.yaml", Base);
        var inner = new BuildPart(Parse("base/kustomization.yaml", "resources: [web.yaml]\n"), Files(("web.yaml", source)));
        var outer = new BuildPart(Parse("prod/kustomization.yaml", Overlay), Files(("patch.yaml", Parse("prod/patch.yaml", Patch).AsPatch())));
        var build = new KustomizeBuild("prod", [outer, inner]);
        ManifestFile rendered = Parse("base/web.yaml", Rendered);
        return (rendered, new RenderedObject(rendered.Resources[0], build, source, source), build);
    }

    private static ImmutableDictionary<string, ManifestFile> Files(params (string Path, ManifestFile File)[] files) =>
        files.ToImmutableDictionary(file => file.Path, file => file.File, StringComparer.Ordinal);

    private static ManifestFile Parse(string path, string text) => ManifestFile.Parse(path, SourceText.From(text));
}
