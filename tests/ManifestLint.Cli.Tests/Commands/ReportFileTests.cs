namespace ManifestLint.Cli.Tests.Commands;

/// <summary>Where <c>--output</c> writes to.</summary>
public sealed class ReportFileTests
{
    [Fact]
    public void The_summary_of_a_GitHub_step_keeps_what_it_has()
    {
        using var workspace = new Workspace { Variables = { ["GITHUB_STEP_SUMMARY"] = "summary.md" } };
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web", "web-ok"));
        workspace.Write("summary.md", "## Before");
        workspace.Write("other.md", "## Before");

        workspace.Run("lint", "k8s", "--output", "markdown=summary.md");
        CommandResult result = workspace.Run("lint", "k8s", "--output", "markdown=./summary.md", "--output", "markdown=other.md");

        Assert.Equal("", result.Error);
        Assert.Equal("## Before\n\nManifestLint: no findings (1 file, 1 manifest).\n\n\nManifestLint: no findings (1 file, 1 manifest).\n", workspace.Read("summary.md"));
        Assert.Equal("ManifestLint: no findings (1 file, 1 manifest).\n", workspace.Read("other.md"));
    }

    [Fact]
    public void A_summary_that_is_not_there_yet_is_made()
    {
        using var workspace = new Workspace { Variables = { ["GITHUB_STEP_SUMMARY"] = "summary.md" } };
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web", "web-ok"));

        workspace.Run("lint", "k8s", "--output", "markdown=summary.md");

        Assert.Equal("ManifestLint: no findings (1 file, 1 manifest).\n", workspace.Read("summary.md"));
    }

    [Theory]
    [InlineData("manifestlint: --output json=-: standard output has the report of --format; use --format json for it\n", "json=-")]
    [InlineData("manifestlint: --output names a.json twice, and the second report would replace the first\n", "json=a.json", "sarif=a.json")]
    public void Reports_do_not_get_into_each_others_way(string error, params string[] outputs)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run(["lint", .. outputs.SelectMany(output => (string[])["--output", output])]);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Equal(error, result.Error);
        Assert.Equal("", result.Output);
    }
}
