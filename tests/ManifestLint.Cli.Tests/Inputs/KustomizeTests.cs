namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>Kustomizations that are linted as they are written: what belongs together, and what is named and not there.</summary>
public sealed class KustomizeTests
{
    [Fact]
    public void An_overlay_is_judged_with_its_base_which_is_not_reported()
    {
        using var workspace = new Workspace();
        workspace.Write("base/kustomization.yaml", "resources: [web.yaml]\n");
        workspace.Write("base/web.yaml", Manifests.Deployment("web"));
        workspace.Write("overlays/prod/kustomization.yaml", "resources: [../../base, service.yaml]\n");
        workspace.Write("overlays/prod/service.yaml", Manifests.Service("web", "web") + "---\n" + Manifests.Service("none", "none"));

        Assert.Equal(
            "overlays/prod/service.yaml:4:9: info ML5901 service-selection: Service 'web' selects 1\noverlays/prod/service.yaml:12:9: error ML5901 service-selection: Service 'none' selects nothing\n",
            Lint(workspace, "overlays/prod"));
    }

    [Fact]
    public void A_named_file_of_an_overlay_knows_the_base()
    {
        using var workspace = new Workspace();
        workspace.Write("base/kustomization.yaml", "resources: [web.yaml]\n");
        workspace.Write("base/web.yaml", Manifests.Deployment("web"));
        workspace.Write("prod/kustomization.yaml", "resources: [../base, service.yaml]\n");
        workspace.Write("prod/service.yaml", Manifests.Service("web", "web"));

        Assert.Equal("prod/service.yaml:4:9: info ML5901 service-selection: Service 'web' selects 1\n", Lint(workspace, "prod/service.yaml"));
        Assert.Equal("", Lint(workspace, "prod/service.yaml", "--no-context"));
    }

    [Fact]
    public void The_overlays_of_one_base_have_nothing_to_do_with_each_other()
    {
        using var workspace = new Workspace();
        workspace.Write("base/kustomization.yaml", "resources: [service.yaml]\n");
        workspace.Write("base/service.yaml", Manifests.Service("web", "web"));
        workspace.Write("dev/kustomization.yaml", "resources: [../base, web.yaml]\n");
        workspace.Write("dev/web.yaml", Manifests.Deployment("web"));
        workspace.Write("prod/kustomization.yaml", "resources: [../base, web.yaml, service.yaml]\n");
        workspace.Write("prod/web.yaml", Manifests.Deployment("shop"));
        workspace.Write("prod/service.yaml", Manifests.Service("web-dev", "web"));

        // What a base needs one of its overlays has; what an overlay needs another one's is no help for.
        Assert.Equal(
            "base/service.yaml:4:9: info ML5901 service-selection: Service 'web' selects 1\nprod/service.yaml:4:9: error ML5901 service-selection: Service 'web-dev' selects nothing\n",
            Lint(workspace, "."));
    }

    [Fact]
    public void A_base_that_is_fixed_is_fixed_once()
    {
        using var workspace = new Workspace();
        workspace.Write("base/kustomization.yaml", "resources: [web.yaml]\n");
        workspace.Write("base/web.yaml", Manifests.Deployment("web"));
        workspace.Write("dev/kustomization.yaml", "resources: [../base]\n");
        workspace.Write("prod/kustomization.yaml", "resources: [../base]\n");

        CommandResult result = workspace.Run("lint", ".", "--fix", "--format", "concise");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("name: web-ok", workspace.Read("base/web.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_kustomization_names_and_is_not_there_is_reported_where_it_is_named()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web", "web-ok"));
        workspace.Write("empty/readme.txt", "");
        workspace.Write("kustomization.yaml", """
            resources:
              - web.yaml
              - wbe.yaml
              - empty
              - https://example.com/base
              - github.com/example/base?ref=v1
            components: [../none]
            patches:
              - path: patches/web.yaml
              - patch: |-
                  - {op: remove, path: /spec/replicas}
                target: {kind: Deployment}
            configMapGenerator:
              - name: shop
                files: [shop.conf=conf/shop.conf, made.conf]
            secretGenerator:
              - name: shop
                envs: [.env]
            """);
        workspace.Write(".gitignore", "made.conf\n");

        Assert.Equal(
            """
            kustomization.yaml:3:5: error ML0015 unreadable-file: Cannot read wbe.yaml: no such file or directory
            kustomization.yaml:4:5: error ML0015 unreadable-file: Cannot read empty: the directory holds no kustomization.yaml
            kustomization.yaml:7:14: error ML0015 unreadable-file: Cannot read ../none: no such file or directory
            kustomization.yaml:9:11: error ML0015 unreadable-file: Cannot read patches/web.yaml: no such file or directory
            kustomization.yaml:15:13: error ML0015 unreadable-file: Cannot read conf/shop.conf: no such file or directory

            """,
            Lint(workspace, "."));
    }

    [Fact]
    public void A_kustomization_without_extension_is_one()
    {
        using var workspace = new Workspace();
        workspace.Write("Kustomization", "resources: [service.yaml]\n");
        workspace.Write("service.yaml", Manifests.Service("web", "web"));

        Assert.Equal("service.yaml:4:9: error ML5901 service-selection: Service 'web' selects nothing\n", Lint(workspace, "."));
    }

    [Theory]
    [InlineData("patches: [{path: patch.yaml}]", "containers: [{name: web, readinessProbe: {tcpSocket: {port: 80}}}]", false)]
    [InlineData("patches: [{path: patch.yaml}]", "containers: [{name: other, readinessProbe: {tcpSocket: {port: 80}}}]", true)]
    [InlineData("patches: [{path: patch.yaml}]", "containers: [{name: web, resources: {}}]", true)]
    [InlineData("patches: [{target: {kind: Pod}, patch: '[{op: add, path: /spec/containers/0/readinessProbe, value: {tcpSocket: {port: 80}}}]'}]", "hostNetwork: false", false)]
    public void What_a_patch_writes_is_not_said_to_be_missing(string content, string spec, bool isMissing)
    {
        using var workspace = new Workspace { Rules = ManifestLint.Rules.RuleCatalog.CreateRules() };
        workspace.Write("base/kustomization.yaml", "resources: [pod.yaml]\n");
        workspace.Write("base/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, ports: [{containerPort: 80}]}]}\n");
        workspace.Write("prod/kustomization.yaml", $"resources: [../base]\n{content}\n");
        workspace.Write("prod/patch.yaml", $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec: {{{spec}}}\n");

        Assert.Equal(isMissing, workspace.Run("lint", ".", "--select", "ML2001").Output.Contains("base/pod.yaml", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ML2001", "spec: {template: {spec: {containers: [{name: web, livenessProbe: {tcpSocket: {port: 80}}}]}}}", true)]
    [InlineData("ML2001", "spec: {template: {spec: {containers: [{name: web, readinessProbe: {tcpSocket: {port: 80}}}]}}}", false)]
    [InlineData("ML3002", "spec: {replicas: 4}", true)]
    [InlineData("ML3002", "spec: {strategy: {$patch: replace, type: RollingUpdate}}", false)]
    [InlineData("ML4002", "spec: {template: {spec: {terminationGracePeriodSeconds: 60}}}", false)]
    [InlineData("ML4002", "spec: {template: {spec: {priorityClassName: high}}}", true)]
    [InlineData("ML7026", "spec: {template: {spec: {containers: [{name: web, image: 'example.com/web:2'}]}}}", true)]
    [InlineData("ML7026", "spec: {template: {spec: {containers: [{name: log, resources: {requests: {cpu: 1}}}]}}}", false)]
    [InlineData("ML9001", "spec: {template: {spec: {containers: [{name: web, resources: {}}]}}}", true)]
    [InlineData("ML9001", "spec: {template: {spec: {containers: [{name: web, image: 'example.com/web:2'}]}}}", false)]
    public void A_patch_speaks_for_what_hangs_on_its_fields_and_for_nothing_else(string rule, string patch, bool isReported)
    {
        using var workspace = new Workspace { Rules = ManifestLint.Rules.RuleCatalog.CreateRules() };
        WriteShop(workspace);
        workspace.Write("prod/kustomization.yaml", "resources: [../base]\npatches: [{path: patch.yaml}]\n");
        workspace.Write("prod/patch.yaml", $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web}}\n{patch}\n");

        Assert.Equal(isReported, workspace.Run("lint", ".", "--select", rule).Output.Contains("base/shop.yaml", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{op: add, path: /spec/template/spec/containers/0/readinessProbe, value: {tcpSocket: {port: 80}}}", false)]
    [InlineData("{op: add, path: /spec/template/spec/containers/1/readinessProbe, value: {tcpSocket: {port: 80}}}", true)]
    [InlineData("{op: add, path: /spec/template/spec/containers/-, value: {name: x, readinessProbe: {tcpSocket: {port: 80}}}}", true)]
    public void Operations_in_a_file_of_their_own_are_known(string operation, bool isReported)
    {
        using var workspace = new Workspace { Rules = ManifestLint.Rules.RuleCatalog.CreateRules() };
        WriteShop(workspace);
        workspace.Write("prod/kustomization.yaml", "resources: [../base]\npatches: [{path: patch.yaml, target: {kind: Deployment}}]\n");
        workspace.Write("prod/patch.yaml", $"- {operation}\n");

        Assert.Equal(isReported, workspace.Run("lint", ".", "--select", "ML2001").Output.Contains("base/shop.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void A_suppression_that_only_a_build_needs_is_not_called_unused()
    {
        using var workspace = new Workspace { Rules = ManifestLint.Rules.RuleCatalog.CreateRules() };
        WriteShop(workspace);
        workspace.Write("base/shop.yaml", workspace.Read("base/shop.yaml").Replace("- name: web", "- name: web # manifestlint-ignore ML2001 -- dev has none", StringComparison.Ordinal));
        workspace.Write("prod/kustomization.yaml", "resources: [../base]\nreplicas:\n  - name: web\n    count: 1 # manifestlint-ignore ML3003 -- small\npatches: [{path: patch.yaml}]\n");
        workspace.Write("prod/patch.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, readinessProbe: {tcpSocket: {port: 80}}}]}}}\n");

        string report = workspace.Run("lint", ".", "--format", "concise").Output;

        Assert.DoesNotContain("ML0012", report, StringComparison.Ordinal);
        Assert.DoesNotContain("ML2001", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_patch_is_for_its_target_whatever_name_it_bears()
    {
        using var workspace = new Workspace { Rules = ManifestLint.Rules.RuleCatalog.CreateRules() };
        WriteShop(workspace);
        workspace.Write("prod/kustomization.yaml", "resources: [../base]\npatches: [{path: patch.yaml, target: {kind: Deployment}}]\n");
        workspace.Write("prod/patch.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: any}\nspec: {strategy: {type: RollingUpdate}}\n");

        Assert.DoesNotContain("base/shop.yaml", workspace.Run("lint", ".", "--select", "ML3002").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_overlay_that_is_only_a_kustomization_is_something_to_lint()
    {
        using var workspace = new Workspace();
        workspace.Write("base/kustomization.yaml", "resources: [web.yaml]\n");
        workspace.Write("base/web.yaml", Manifests.Deployment("web-ok"));
        workspace.Write("dev/kustomization.yaml", "resources: [../base]\nnameSuffix: -dev\n");

        CommandResult result = workspace.Run("lint", "dev");

        Assert.Equal((ExitCode.Clean, ""), (result.ExitCode, result.Error));
        Assert.DoesNotContain("ML0019", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Not manifests", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_component_is_not_judged_alone()
    {
        using var workspace = new Workspace();
        workspace.Write("kustomization.yaml", "kind: Component\nresources: [service.yaml]\n");
        workspace.Write("service.yaml", Manifests.Service("web", "web"));

        Assert.Equal("", Lint(workspace, "."));
    }

    private static void WriteShop(Workspace workspace)
    {
        workspace.Write("base/kustomization.yaml", "resources: [shop.yaml]\n");
        workspace.Write("base/shop.yaml", """
            apiVersion: v1
            kind: Service
            metadata:
              name: web
            spec:
              selector: {app: web}
              ports: [{port: 80}]
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: 3
              strategy:
                type: Recreate
              selector:
                matchLabels: {app: web}
              template:
                metadata:
                  labels: {app: web}
                spec:
                  terminationGracePeriodSeconds: 5
                  containers:
                    - name: web
                      image: example.com/web:latest
                      ports: [{containerPort: 80}]
                    - name: log
                      image: example.com/log:1.0
            """);
    }

    private static string Lint(Workspace workspace, params string[] arguments) =>
        workspace.Run(["lint", "--format", "concise", "--select", "service-selection", .. arguments]).Output;
}
