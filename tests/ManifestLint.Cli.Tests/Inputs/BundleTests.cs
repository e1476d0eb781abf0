using System.Text;

namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>Which manifests know of each other, and when something may be called missing.</summary>
public sealed class BundleTests
{
    [Fact]
    public void A_directory_is_read_whole()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/deep/web.yaml", Manifests.Deployment("web"));
        workspace.Write("k8s/service.yaml", Manifests.Service("web", "web") + "---\n" + Manifests.Service("none", "none"));

        Assert.Equal(["Service 'web' selects 1", "Service 'none' selects nothing"], Findings(workspace, "k8s"));
    }

    [Fact]
    public void A_named_file_knows_its_neighbours_and_is_never_called_complete()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web"));
        workspace.Write("k8s/service.yaml", Manifests.Service("web", "web") + "---\n" + Manifests.Service("none", "none"));
        workspace.Write("k8s/deep/none.yaml", Manifests.Deployment("none"));

        Assert.Equal(["Service 'web' selects 1"], Findings(workspace, "k8s/service.yaml"));
        Assert.Equal(["Service 'web' selects 1"], Findings(workspace, "k8s/s*.yaml"));
        Assert.Empty(Findings(workspace, "k8s/service.yaml", "--no-context"));
        Assert.Equal(["Service 'web' selects 1", "Service 'none' selects 1"], Findings(workspace, "k8s/service.yaml", "--context", "k8s/deep"));
    }

    [Fact]
    public void What_is_only_context_is_not_reported()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));
        workspace.Write("broken.yaml", "a: b: c\n");
        workspace.Write("service.yaml", Manifests.Service("web", "web"));

        Assert.Equal("service.yaml:4:9: info ML5901 service-selection: Service 'web' selects 1\n", workspace.Run("lint", "service.yaml", "--format", "concise").Output);
    }

    [Theory]
    [InlineData("kustomization.yaml", "resources: [service.yaml]")]
    [InlineData("Chart.yaml", "name: chart")]
    public void A_directory_with_its_own_list_is_a_bundle_of_its_own(string name, string content)
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web"));
        workspace.Write($"k8s/own/{name}", content);
        workspace.Write("k8s/own/service.yaml", Manifests.Service("web", "web"));

        Assert.Equal(["Service 'web' selects nothing"], Findings(workspace, "k8s"));
    }

    [Theory]
    [InlineData("patches: [{path: patch.yaml}]", "overlay")]
    [InlineData("patches: [{path: patch.yaml}]", "overlay/patch.yaml")]
    [InlineData("patchesStrategicMerge: [./patch.yaml]", "overlay")]
    public void Nothing_is_missing_in_a_patch(string content, string argument)
    {
        using var workspace = new Workspace { Rules = ManifestLint.Rules.RuleCatalog.CreateRules() };
        workspace.Write("overlay/kustomization.yaml", $"resources: [https://example.com/base]\n{content}\n");
        const string Patch = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, ports: [{containerPort: 80}]}]}\n";
        workspace.Write("overlay/patch.yaml", Patch);
        workspace.Write("plain/patch.yaml", Patch);

        Assert.Equal("", workspace.Run("lint", argument, "--select", "ML2001", "--format", "concise").Output);
        Assert.Contains("ML2001", workspace.Run("lint", argument.Replace("overlay", "plain", StringComparison.Ordinal), "--select", "ML2001", "--format", "concise").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resources: [service.yaml, github.com/example/base?ref=v1]")]
    [InlineData("resources: [service.yaml, https://example.com/base]")]
    [InlineData("resources: [service.yaml]\nhelmCharts: [{name: web}]")]
    [InlineData("bases: [git@example.com:base]")]
    public void A_kustomization_that_takes_in_other_things_is_not_complete(string content)
    {
        using var workspace = new Workspace();
        workspace.Write("overlay/kustomization.yaml", content);
        workspace.Write("overlay/service.yaml", Manifests.Service("web", "web"));

        Assert.Empty(Findings(workspace, "overlay"));
    }

    [Fact]
    public void Standard_input_is_complete_when_the_user_says_so()
    {
        using var workspace = new Workspace { Input = Encoding.UTF8.GetBytes(Manifests.Service("web", "web")) };

        Assert.Empty(Findings(workspace, "-"));
        Assert.Equal(["Service 'web' selects nothing"], Findings(workspace, "-", "--complete"));
    }

    [Fact]
    public void Standard_input_with_a_name_knows_the_neighbours_and_stands_for_the_file()
    {
        using var workspace = new Workspace { Input = Encoding.UTF8.GetBytes(Manifests.Service("web", "web")) };
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web"));
        workspace.Write("k8s/service.yaml", Manifests.Service("old", "web"));

        Assert.Equal("k8s/service.yaml:4:9: info ML5901 service-selection: Service 'web' selects 1\n", workspace.Run("lint", "-", "--stdin-filename", "k8s/service.yaml", "--format", "concise", "--select", "ML5").Output);
        Assert.Equal(["Service 'web' selects 1"], Findings(workspace, "k8s", "-", "--stdin-filename", "k8s/service.yaml"));
    }

    private static string[] Findings(Workspace workspace, params string[] arguments)
    {
        string output = workspace.Run(["lint", "--format", "concise", "--select", "service-selection", .. arguments]).Output;
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[(line.IndexOf("selection: ", StringComparison.Ordinal) + 11)..])];
    }
}
