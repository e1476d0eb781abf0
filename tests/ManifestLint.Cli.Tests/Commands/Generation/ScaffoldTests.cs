using ManifestLint.Rules;

namespace ManifestLint.Cli.Tests.Commands.Generation;

/// <summary>Services from a few options.</summary>
public sealed class ScaffoldTests
{
    [Theory]
    [InlineData("deployment", "")]
    [InlineData("deployment", "--name web --port 3000 --service-port 8080 --probe-path /healthz --liveness-path /livez")]
    [InlineData("deployment", "--replicas 5 --namespace shop")]
    [InlineData("deployment", "--host shop.example.com --ingress-class nginx")]
    [InlineData("deployment", "--with hpa,config,pdb")]
    [InlineData("deployment", "--hpa 3..12@60 --host shop.example.com")]
    [InlineData("deployment", "--layout single")]
    [InlineData("blue-green", "")]
    [InlineData("blue-green", "--with config --host shop.example.com --namespace shop")]
    [InlineData("blue-green", "--hpa 3..12@60")]
    [InlineData("canary", "--total 10")]
    [InlineData("canary", "--with config --no-preview")]
    public void A_scaffold_is_clean(string verb, string options)
    {
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };

        CommandResult result = workspace.Run(["new", verb, "--image", "reg.example.com/shop:1.4.0", "-o", "out", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        CommandResult lint = workspace.Run("lint", "--preset", "strict", "--strict-schemas", "--format", "concise", "--fail-on", "info", "out");

        Assert.True(result.ExitCode == ExitCode.Clean, result.ToString());
        Assert.Equal("", lint.Output);
        Assert.Equal(ExitCode.Clean, lint.ExitCode);
    }

    [Theory]
    [InlineData("nginx:1.27.3", "nginx -s quit", "containerPort: 80\n", "path: /\n", "NET_BIND_SERVICE")]
    [InlineData("nginxinc/nginx-unprivileged:1.27.3", "nginx -s quit", "containerPort: 8080\n", "path: /\n", "runAsNonRoot: true")]
    [InlineData("reg.example.com/shop:1.4.0", "seconds: 10", "containerPort: 8080\n", "path: /ready\n", "runAsNonRoot: true")]
    public void An_image_decides_how_a_pod_stops_and_what_it_may(string image, params string[] expected)
    {
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };

        CommandResult result = workspace.Run("new", "deployment", "--image", image, "-o", "-");

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.All(expected, part => Assert.Contains(part, result.Output, StringComparison.Ordinal));
        Assert.DoesNotContain(" ML", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_pod_gets_no_budget_and_is_told_why()
    {
        using var workspace = new Workspace();

        CommandResult result = workspace.Run("new", "deployment", "--image", "reg.example.com/shop:1.4.0", "--replicas", "1", "--force");

        Assert.Equal(["README.md", "deployment.yaml", "service.yaml"], workspace.FilesIn("shop"));
        Assert.Contains("there is no PodDisruptionBudget: with one pod it would either block every node drain or protect nothing", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_without_tag_is_told()
    {
        using var workspace = new Workspace();

        Assert.Contains("the image reg.example.com/shop has no tag", workspace.Run("new", "deployment", "--image", "reg.example.com/shop").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scaffold_explains_itself()
    {
        using var workspace = new Workspace();

        CommandResult result = workspace.Run(
            "new", "deployment", "--image", "reg.example.com/shop:1.4.0", "--with", "config", "--hpa", "2..10@70", "--host", "shop.example.com", "--ingress-class", "nginx", "-o", "-", "-q");

        Snapshot.Match(result.Output);
    }

    [Fact]
    public void Its_page_tells_what_only_the_user_can_know()
    {
        using var workspace = new Workspace();

        workspace.Run("new", "deployment", "--image", "reg.example.com/shop:1.4.0", "--namespace", "web");

        Snapshot.Match(workspace.Read("shop/README.md"));
    }
}
