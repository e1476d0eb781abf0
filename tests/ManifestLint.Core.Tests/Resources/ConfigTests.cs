using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class ConfigTests
{
    [Theory]
    [InlineData("{containers: [{env: [{name: A, valueFrom: {configMapKeyRef: {name: shop, key: A}}}]}]}", "Variable ConfigMap shop A")]
    [InlineData("{containers: [{env: [{name: A, valueFrom: {secretKeyRef: {name: shop, key: A, optional: true}}}]}]}", "Variable Secret shop A optional")]
    [InlineData("{initContainers: [{envFrom: [{configMapRef: {name: shop}}, {secretRef: {name: db}}]}]}", "Environment ConfigMap shop, Environment Secret db")]
    [InlineData("{containers: [{volumeMounts: [{name: v}]}], volumes: [{name: v, configMap: {name: shop, items: [{key: a}, {key: b}]}}]}", "Volume ConfigMap shop, Volume ConfigMap shop a, Volume ConfigMap shop b")]
    [InlineData("{containers: [{volumeMounts: [{name: v}]}], volumes: [{name: v, secret: {secretName: db, optional: true}}]}", "Volume Secret db optional")]
    [InlineData("{containers: [{volumeMounts: [{name: v}]}], volumes: [{name: v, projected: {sources: [{configMap: {name: shop}}, {secret: {name: db}}, {downwardAPI: {}}]}}]}", "Volume ConfigMap shop, Volume Secret db")]
    [InlineData("{containers: [{name: web}], volumes: [{name: v, configMap: {name: shop}}]}", "")]
    [InlineData("{containers: [{env: [{name: A, valueFrom: {fieldRef: {fieldPath: x}}}, {name: B, value: x}, null, 3], envFrom: [{}, null]}]}", "")]
    [InlineData("{containers: [{env: {}, envFrom: 3}], volumes: {}}", "")]
    public void References_of_a_pod_are_found(string pod, string expected)
    {
        IEnumerable<string> references = Given.Deployment($"{{template: {{spec: {pod}}}}}").ConfigReferences
            .Select(reference => $"{reference.Use} {reference.Kind} {reference.Name.Value} {reference.Key?.Value} {(reference.IsOptional ? "optional" : "")}".Trim().Replace("  ", " ", StringComparison.Ordinal));

        Assert.Equal(expected, string.Join(", ", references));
    }

    // The digest of "A\0b\0": printf 'A\0b\0' | sha256sum
    [Theory]
    [InlineData("kind: ConfigMap, data: {A: b}")]
    [InlineData("kind: Secret, data: {A: Yg==}")]
    [InlineData("kind: Secret, stringData: {A: b}")]
    [InlineData("kind: Secret, data: {A: eA==}, stringData: {A: b}")]
    public void Checksum_is_over_the_content(string content) => Assert.Equal("ml1-af72d1a26f0879fc", ConfigData.GetChecksum(Resource(content)));

    [Theory]
    [InlineData("kind: ConfigMap, data: {A: b, B: c}", "kind: ConfigMap, data: {B: c, A: b}", true)]
    [InlineData("kind: ConfigMap, data: {A: b}", "kind: ConfigMap, data: {A: c}", false)]
    [InlineData("kind: ConfigMap, data: {A: b}", "kind: ConfigMap, data: {}", false)]
    [InlineData("kind: ConfigMap, data: {A: ''}", "kind: ConfigMap, data: {A: null}", true)]
    public void Checksum_changes_with_the_content_and_not_with_its_order(string one, string other, bool isSame) =>
        Assert.Equal(isSame, ConfigData.GetChecksum(Resource(one)) == ConfigData.GetChecksum(Resource(other)));

    [Theory]
    [InlineData("kind: ConfigMap, data: {A: 1}")]
    [InlineData("kind: ConfigMap, data: [A]")]
    [InlineData("kind: Secret, data: {A: '?'}")]
    public void What_the_server_refuses_has_no_checksum(string content) => Assert.Null(ConfigData.GetChecksum(Resource(content)));

    [Theory]
    [InlineData("ml1-0123456789abcdef", true)]
    [InlineData("ml1-0123456789ABCDEF", false)]
    [InlineData("ml1-0123456789abcde", false)]
    [InlineData("ml2-0123456789abcdef", false)]
    public void Checksum_has_a_form(string value, bool expected) => Assert.Equal(expected, ConfigData.IsChecksum(value));

    [Theory]
    [InlineData("kind: ConfigMap, data: {A: b}, binaryData: {B: Yg==}", "A, B", false)]
    [InlineData("kind: Secret, data: {A: Yg==}, stringData: {A: b, C: d}", "A, C", false)]
    [InlineData("kind: ConfigMap, data: {A: 1}", "A", false)]
    [InlineData("kind: ConfigMap", "", true)]
    [InlineData("kind: Secret, type: kubernetes.io/service-account-token, data: {A: b}", "A", true)]
    [InlineData("kind: ConfigMap, data: {'${NAME}': b}", "${NAME}", true)]
    [InlineData("kind: ConfigMap, data: {$patch: merge, A: b}", "$patch, A", true)]
    public void Keys_are_known_or_not(string content, string keys, bool mayHaveMore)
    {
        Resource resource = Resource(content);

        Assert.Equal(keys, string.Join(", ", ConfigData.ReadKeys(resource)));
        Assert.Equal(mayHaveMore, ConfigData.MayHaveMoreKeys(resource));
        Assert.All(ConfigData.ReadKeys(resource), key => Assert.True(ConfigData.HasKey(resource, key)));
        Assert.False(ConfigData.HasKey(resource, "Z"));
    }

    [Theory]
    [InlineData("shop-4f9c2d1a", true)]
    [InlineData("shop-6b1d2f", true)]
    [InlineData("shop-6b1d2", false)]
    [InlineData("shop-facade", false)]
    [InlineData("shop-m2m5t6hk24", true)]
    [InlineData("shop-v12", true)]
    [InlineData("shop-20260331", true)]
    [InlineData("shop-2026-03-31", true)]
    [InlineData("shop-202603", true)]
    [InlineData("shop", false)]
    [InlineData("shop-config", false)]
    [InlineData("shop-2", false)]
    [InlineData("shop-deadbeef", false)]
    [InlineData("shop-v", false)]
    [InlineData("shop-a-31", false)]
    [InlineData("-v1", false)]
    [InlineData("4f9c2d1a", false)]
    public void Name_tells_whether_it_is_versioned(string name, bool expected) => Assert.Equal(expected, VersionedNames.IsVersioned(name));

    [Theory]
    [InlineData("shop-config-6b1d2f", "shop-config")]
    [InlineData("shop-b7c2d", "shop")]
    [InlineData("shop-m2m5t6hk24", "shop")]
    [InlineData("shop-bcdfghkmtt", "shop")]
    [InlineData("shop-b7c2", null)]
    [InlineData("shop-config", null)]
    [InlineData("shop-6B1D2F", null)]
    [InlineData("6b1d2f", null)]
    [InlineData("-6b1d2f", null)]
    public void A_hash_at_the_end_of_a_name_is_known(string name, string? bare) => Assert.Equal(bare, VersionedNames.WithoutHash(name));

    [Theory]
    [InlineData("{}", "{}", false)]
    [InlineData("{}", "{checksum/config: 4f9c}", true)]
    [InlineData("{}", "{checksum/configmap-shop: ml1-0123456789abcdef}", true)]
    [InlineData("{}", "{checksum/configmap-other: ml1-0123456789abcdef}", false)]
    [InlineData("{}", "{checksum/secret-shop: ml1-0123456789abcdef}", false)]
    [InlineData("{}", "{example.com/config-hash: x}", true)]
    [InlineData("{}", "{config: '{{ include \"x\" . | sha256sum }}'}", true)]
    [InlineData("{}", "{example.com/team: shop}", false)]
    [InlineData("{reloader.stakater.com/auto: 'true'}", "{}", true)]
    [InlineData("{}", "{reloader.stakater.com/auto: 'true'}", true)]
    [InlineData("{reloader.stakater.com/auto: 'false'}", "{}", false)]
    [InlineData("{configmap.reloader.stakater.com/reload: 'other, shop'}", "{}", true)]
    [InlineData("{configmap.reloader.stakater.com/reload: other}", "{}", false)]
    [InlineData("{secret.reloader.stakater.com/reload: shop}", "{}", false)]
    [InlineData("{wave.pusher.com/update-config-on-change: 'true'}", "{}", true)]
    [InlineData("{checksum/config: 4f9c}", "{}", false)]
    public void Restarter_is_an_annotation(string own, string template, bool expected)
    {
        Workload workload = Given.Workload($"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: web, annotations: {own}}}, spec: {{template: {{metadata: {{annotations: {template}}}}}}}}}");

        Assert.Equal(expected, workload.IsRestartedFor("ConfigMap", "shop"));
    }

    [Fact]
    public void Kustomization_tells_of_images_and_generated_objects()
    {
        const string text =
            """
            namePrefix: dev-
            images:
              - {name: shop, newTag: 1.4.2}
              - {name: registry.example.com/db, newName: mirror.example.com/db, newTag: latest}
              - {name: cache, digest: "sha256:abc"}
              - 3
            configMapGenerator:
              - {name: shop, literals: [A=1, B=x=y], files: [app.conf, other=files/x.conf, files/y.conf]}
              - {name: env, envs: [shop.env]}
              - {name: fixed, literals: [A=1], options: {disableNameSuffixHash: true}}
            secretGenerator:
              - {name: shop, namespace: prod, literals: [odd]}
            vars:
              - {name: HOST, objref: {kind: Service, name: shop, apiVersion: v1}}
            """;
        ResourceSet set = ResourceSet.Create([new Bundle([Given.File(text, "k8s/kustomization.yaml"), Given.File("{apiVersion: v1, kind: ConfigMap, metadata: {name: x}}")], IsReadWhole: true)]);
        Resource asker = set.Resources[0];
        Kustomization kustomization = Assert.Single(set.KustomizationsAround(asker));

        Assert.Equal(["shop", "registry.example.com/db", "cache"], kustomization.Images.Select(image => image.Name));
        Assert.True(Assert.Single(set.ImageOverridesOf(asker, "shop:1")).SetsVersion);
        Assert.False(Assert.Single(set.ImageOverridesOf(asker, "registry.example.com/db")).SetsVersion);
        Assert.True(Assert.Single(set.ImageOverridesOf(asker, "cache@sha256:def")).SetsVersion);
        Assert.Empty(set.ImageOverridesOf(asker, "shop/web:1"));
        Assert.Empty(set.ImageOverridesOf(asker, "shopping"));
        Assert.Equal("A, B, app.conf, other, y.conf", string.Join(", ", Assert.Single(set.GeneratedConfigs(asker, "ConfigMap", "shop")).Keys));
        Assert.False(Assert.Single(set.GeneratedConfigs(asker, "ConfigMap", "env")).AreKeysKnown);
        Assert.False(Assert.Single(set.GeneratedConfigs(asker, "Secret", "shop")).AreKeysKnown);
        Assert.True(set.IsVersioned(asker, "ConfigMap", "shop"));
        Assert.False(set.IsVersioned(asker, "ConfigMap", "fixed"));
        Assert.Equal("dev-", kustomization.NamePrefix);
        Assert.Equal("HOST", Assert.Single(kustomization.Variables));
        Assert.False(kustomization.ChangesConfig);
    }

    [Theory]
    [InlineData("patches: [{target: {kind: ConfigMap}, patch: '[]'}]", true)]
    [InlineData("patches: [{target: {name: shop}, patch: '[]'}]", true)]
    [InlineData("patches: [{target: {kind: Deployment}, patch: '[]'}]", false)]
    [InlineData("patches: [{patch: \"kind: ConfigMap\\ndata: {}\"}]", true)]
    [InlineData("patches: [{path: patch.yaml}]", false)]
    [InlineData("patchesStrategicMerge: [ConfigMap.yaml]", false)]
    [InlineData("replacements: [{targets: [{select: {kind: Secret}}]}]", true)]
    [InlineData("replacements: [{targets: [{select: {kind: Deployment}}]}]", false)]
    public void Kustomization_tells_whether_it_changes_configuration(string text, bool expected)
    {
        ResourceSet set = Given.Set($"{{apiVersion: kustomize.config.k8s.io/v1beta1, kind: Kustomization, {text}}}");

        Assert.Equal(expected, Assert.Single(set.KustomizationsAround(set.Resources[0])).ChangesConfig);
    }

    [Fact]
    public void Users_of_an_object_are_those_of_its_namespace()
    {
        const string pod = "spec: {containers: [{envFrom: [{configMapRef: {name: shop}}]}]}";
        ResourceSet set = Given.Set($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: shop}}}}\n---\n{{apiVersion: v1, kind: Pod, metadata: {{name: a}}, {pod}}}\n---\n{{apiVersion: v1, kind: Pod, metadata: {{name: b, namespace: prod}}, {pod}}}");

        Assert.Equal("a", Assert.Single(set.UsersOf(set.Resources[0])).Name);
    }

    private static Resource Resource(string content) => Given.Set($"{{apiVersion: v1, metadata: {{name: shop}}, {content}}}").Resources[0];
}
