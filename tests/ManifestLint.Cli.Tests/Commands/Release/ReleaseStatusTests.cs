namespace ManifestLint.Cli.Tests.Commands.Release;

/// <summary><c>release status</c> as one sees it.</summary>
public sealed class ReleaseStatusTests
{
    [Theory]
    [InlineData("blue-green")]
    [InlineData("blue-green-hpa")]
    [InlineData("canary")]
    public void A_set_that_rests(string sample)
    {
        using Workspace workspace = ReleaseWorkspace.Create(sample);

        Snapshot.Match(workspace.Tell("release status k8s", "release status k8s --format json"), sample);
    }

    [Theory]
    [InlineData("blue-green", "switch k8s --to green")]
    [InlineData("blue-green-hpa", "switch k8s --to green")]
    [InlineData("canary", "weight k8s 25")]
    public void A_set_in_the_middle_of_a_release(string sample, string command)
    {
        using Workspace workspace = ReleaseWorkspace.Create(sample).After($"release deploy k8s --image {ReleaseWorkspace.Next} -q", $"release {command} -q");

        Snapshot.Match(workspace.Tell("release status k8s", "release status k8s --format json"), sample);
    }

    [Fact]
    public void An_obstacle_is_told()
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green").WithEdit("k8s/service.yaml", "    color: blue # the switch\n", "");

        Snapshot.Match(workspace.Tell("release status k8s", "release status k8s --format json"));
    }

    [Fact]
    public void A_live_side_without_pods_is_told()
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green").WithEdit("k8s/service.yaml", "color: blue # the switch", "color: green # the switch");

        Snapshot.Match(workspace.Tell("release status k8s", "release switch k8s --to blue"));
    }

    [Fact]
    public void Several_sets_are_told_with_what_tells_them_apart()
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green").WithSample("canary", "cart");
        foreach (string file in workspace.FilesIn("cart"))
            workspace.WithEdit($"cart/{file}", "shop", "cart");

        Snapshot.Match(workspace.Tell("release status", "release status --name cart", "release status cart", "release status --name pay", "release switch --to green"));
    }

    [Fact]
    public void Sets_of_one_name_are_told_apart_by_their_Deployments()
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green").WithSample("canary", "canary");

        Snapshot.Match(workspace.Tell("release status k8s canary", "release weight . 10", "release weight . 10 --name shop-stable", "release status --name shop-canary", "release status k8s k8s/../canary"));
    }

    [Fact]
    public void What_follows_finds_the_set_again()
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green");
        foreach (string file in workspace.FilesIn("k8s"))
        {
            string text = workspace.Read($"k8s/{file}");
            workspace.Write($"my files/{file}", text.Replace("color: blue", "pool: one", StringComparison.Ordinal).Replace("color: green", "pool: two", StringComparison.Ordinal).Replace("-blue", "-one", StringComparison.Ordinal).Replace("-green", "-two", StringComparison.Ordinal).Replace("previous: blue", "previous: one", StringComparison.Ordinal));
        }

        CommandResult result = workspace.Run("release", "status", "my files", "--color-label", "pool", "--name", "shop");

        Assert.Contains("next:  manifestlint release deploy 'my files' --name shop --color-label pool --image REFERENCE", result.Output, StringComparison.Ordinal);
    }
}
