using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.Commands;

/// <summary><c>release plan</c>: whole outputs, as one reads them.</summary>
public sealed class ReleasePlanTests
{
    private const string NextImage = "registry.example.com/shop:1.5.0";

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("json")]
    public void Blue_green_to_the_next_version(string format)
    {
        using Workspace workspace = Take("blue-green");
        Snapshot.Match(workspace.Run("release", "plan", "k8s", "--image", NextImage, "--format", format).ToString(), format);
    }

    [Fact]
    public void Blue_green_with_autoscalers()
    {
        using Workspace workspace = Take("blue-green-hpa");
        Snapshot.Match(workspace.Run("release", "plan", "k8s", "--image", NextImage).ToString());
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    public void Canary_of_ten_pods(string format)
    {
        using Workspace workspace = Take("canary");
        Snapshot.Match(workspace.Run("release", "plan", "k8s", "--image", NextImage, "--format", format).ToString(), format);
    }

    [Fact]
    public void Canary_of_three_pods_drops_steps()
    {
        using Workspace workspace = Take("canary");
        Change(workspace, "deployment-stable.yaml", "replicas: 10", "replicas: 3");
        Change(workspace, "service.yaml", "total-replicas: \"10\"", "total-replicas: \"3\"");
        Snapshot.Match(workspace.Run("release", "plan", "k8s", "--image", NextImage).ToString());
    }

    [Fact]
    public void Rollback_after_retire()
    {
        using Workspace workspace = Take("blue-green");
        Assert.Equal(0, workspace.Run("release", "deploy", "k8s", "--image", NextImage).ExitCode);
        Assert.Equal(0, workspace.Run("release", "switch", "k8s", "--to", "green").ExitCode);
        Assert.Equal(0, workspace.Run("release", "retire", "k8s").ExitCode);
        Snapshot.Match(workspace.Run("release", "plan", "k8s", "--rollback", "--to", "blue").ToString());
    }

    [Fact]
    public void What_does_not_fit_is_in_the_way()
    {
        using Workspace workspace = Take("blue-green");
        workspace.Write("k8s/quota.yaml", """
            apiVersion: v1
            kind: ResourceQuota
            metadata:
              name: team
            spec:
              hard:
                pods: "6"

            """);
        CommandResult result = workspace.Run("release", "plan", "k8s", "--image", NextImage, "--capacity", "cpu=1");
        Assert.Equal(1, result.ExitCode);
        Snapshot.Match(string.Join('\n', result.Output.Split('\n').SkipWhile(line => line != "In the way:").TakeWhile(line => line.Length > 0)) + "\n");
    }

    [Theory]
    [InlineData("--weight 10", "is a blue-green set")]
    [InlineData("--to red", "red")]
    [InlineData("--rollback --retire", "different goals")]
    [InlineData("--steps 50,10", "rise")]
    [InlineData("--steps ten", "'ten' is no whole percentage")]
    [InlineData("--hold soon", "'soon' is no time")]
    [InlineData("--capacity pods=many", "is no amount")]
    [InlineData("--capacity disks=3", "unknown 'disks'")]
    [InlineData("--format yaml", "Unknown format 'yaml'")]
    [InlineData("", "there is no version to release")]
    public void Wrong_use_is_said(string options, string message)
    {
        using Workspace workspace = Take("blue-green");
        CommandResult result = workspace.Run(["release", "plan", "k8s", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_plan_writes_nothing()
    {
        using Workspace workspace = Take("canary");
        string[] before = [.. workspace.FilesIn("k8s").Select(file => workspace.Read($"k8s/{file}"))];
        workspace.Run("release", "plan", "k8s", "--image", NextImage);
        Assert.Equal(before, workspace.FilesIn("k8s").Select(file => workspace.Read($"k8s/{file}")));
    }

    private static Workspace Take(string sample)
    {
        var workspace = new Workspace();
        foreach (string file in Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "samples", "release", sample)))
            workspace.Write($"k8s/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        return workspace;
    }

    private static void Change(Workspace workspace, string file, string old, string next)
    {
        string text = workspace.Read($"k8s/{file}");
        Assert.Contains(old, text, StringComparison.Ordinal);
        workspace.Write($"k8s/{file}", text.Replace(old, next, StringComparison.Ordinal));
    }
}
