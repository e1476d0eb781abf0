using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>One repository on several machines, and a list of files from git.</summary>
public sealed class ShardTests
{
    [Fact]
    public void Parts_of_a_repository_are_linted_apart_and_their_reports_put_together()
    {
        using GitRepository repository = Create();
        CommandResult whole = repository.Lint("lint", ".", "--format", "json", "--quiet");
        for (int part = 0; part < 3; part++)
        {
            CommandResult result = repository.Lint("", [("JOB_COMPLETION_INDEX", $"{part}")], "lint", "--shard=auto/3", "--fail-on=never", $"--output=json=out/../{part}.report", ".");
            Assert.Equal(0, result.ExitCode);
            Assert.Contains($"manifestlint: part {part + 1}/3: ", result.Error, StringComparison.Ordinal);
        }

        CommandResult merged = repository.Lint("merge", "0.report", "1.report", "2.report", "--output=all.report");

        Assert.Equal((ExitCode.Findings, "", ""), (merged.ExitCode, merged.Output, merged.Error));
        Assert.Equal(whole.Output, repository.Read("all.report"));
        Assert.Contains("ML3002", whole.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--render")]
    public void Overlays_stay_with_their_base(string option)
    {
        using var repository = new GitRepository();
        for (int i = 0; i < 5; i++)
        {
            repository.Write($"s{i}/base/kustomization.yaml", "resources: [web.yaml]\n");
            repository.Write($"s{i}/base/web.yaml", Manifest($"s{i}"));
            repository.Write($"s{i}/dev/kustomization.yaml", "resources: [../base]\nnamePrefix: dev-\n");
            repository.Write($"s{i}/prod/kustomization.yaml", "resources: [../base]\npatches: [{path: patch.yaml}]\n");
            repository.Write($"s{i}/prod/patch.yaml", $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: s{i}}}\nspec: {{strategy: {{type: RollingUpdate}}}}\n");
        }

        string[] options = option.Length == 0 ? [] : [option];
        CommandResult whole = repository.Lint(["lint", ".", "--format", "json", "--quiet", .. options]);
        for (int part = 1; part <= 3; part++)
            Assert.Equal(0, repository.Lint(["lint", ".", $"--shard={part}/3", "--fail-on=never", $"--output=json={part}.report", .. options]).ExitCode);

        Assert.Equal(whole.Output, repository.Lint("merge", "1.report", "2.report", "3.report").Output);
        Assert.Equal(option.Length > 0, whole.Output.Contains("ML3002", StringComparison.Ordinal));
    }

    [Fact]
    public void GitLab_tells_the_part()
    {
        using GitRepository repository = Create();

        CommandResult[] parts = [.. Enumerable.Range(1, 2).Select(part => repository.Lint("", [("CI_NODE_INDEX", $"{part}"), ("CI_NODE_TOTAL", "2"), ("CI", "true")], "lint", "--shard", "auto", "--format", "concise"))];

        Assert.Equal(6, parts.Sum(part => part.Output.Split('\n').Count(line => line.Contains("ML3002", StringComparison.Ordinal))));
    }

    [Fact]
    public void Changed_files_are_listed_by_git()
    {
        using GitRepository repository = Create();
        repository.Write("s1/web.yaml", Manifest("s1") + "# changed\n");
        repository.Write("s2/notes.txt", "no manifest");
        repository.Git("add", "--all");
        repository.Git("rm", "--quiet", "s3/web.yaml");
        string changed = repository.Git("diff", "--cached", "--name-only", "-z", "--diff-filter=d");

        CommandResult result = repository.Lint(changed, [], "lint", "--files-from", "-", "--select", "ML3002", "--format", "concise");

        Assert.Equal((ExitCode.Findings, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("s1/web.yaml:", Assert.Single(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifest_of_the_Indexed_Job_is_clean_and_shown_in_the_README()
    {
        using var repository = new GitRepository();
        string readme = File.ReadAllText(RepositoryRoot.Combine("README.md"));
        string lint = File.ReadAllText(RepositoryRoot.Combine("tests", "samples", "indexed-job", "lint.yaml"));
        repository.Write("lint.yaml", lint);
        repository.Write("merge.yaml", File.ReadAllText(RepositoryRoot.Combine("tests", "samples", "indexed-job", "merge.yaml")));

        CommandResult result = repository.Lint("lint", "--preset", "strict", "--format", "concise", ".");

        Assert.Equal(new CommandResult(0, "", ""), result);
        Assert.Contains($"```yaml\n{lint[lint.IndexOf("apiVersion: batch/v1", StringComparison.Ordinal)..]}```\n", readme, StringComparison.Ordinal);
    }

    private static GitRepository Create()
    {
        var repository = new GitRepository();
        for (int i = 0; i < 6; i++)
        {
            repository.Write($"s{i}/kustomization.yaml", "resources: [web.yaml]\n");
            repository.Write($"s{i}/web.yaml", Manifest($"s{i}"));
        }

        repository.Commit("services");
        return repository;
    }

    private static string Manifest(string name) => Manifests.Deployment(name).Replace("  replicas: 2\n", "  replicas: 2\n  strategy: {type: Recreate}\n", StringComparison.Ordinal) + "---\n" + Manifests.Service(name, name);
}
