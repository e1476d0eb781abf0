using System.Text.Json;
using ManifestLint.Cli.Tests.Reporters;

namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>A CI job that wants its findings in several forms at once.</summary>
public sealed class ReportTests
{
    [Fact]
    public void One_run_writes_every_report()
    {
        using var repository = new GitRepository();
        repository.Write("k8s/shop.yaml", Manifests.Deployment("shop", replicas: 1).Replace("replicas:", "replcas:", StringComparison.Ordinal));
        repository.Write("summary.md", "## Lint\n");
        repository.Commit("a shop");

        CommandResult result = repository.Lint(
            "", [("GITHUB_STEP_SUMMARY", "summary.md")],
            ["lint", "k8s", "--format", "github", .. ReportStructure.Checks.Keys.SelectMany(name => (string[])["--output", $"{name}={(name == "markdown" ? "summary.md" : $"report.{name}")}"])]);

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.Equal(repository.Read("report.github"), result.Output);
        int count = JsonDocument.Parse(repository.Read("report.json")).RootElement.GetProperty("findings").GetArrayLength();
        Assert.True(count > 0);
        Assert.All(ReportStructure.Checks, check => Assert.Equal(count, check.Value(repository.Read(check.Key == "markdown" ? "summary.md" : $"report.{check.Key}"))));
        Assert.StartsWith("## Lint\n\n\n### ManifestLint: ", repository.Read("summary.md"), StringComparison.Ordinal);
    }
}
