namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>A documentation repository: pages are linted and repaired like files.</summary>
public sealed class MarkdownTests
{
    private const string Page = """
        # Front end

        ```yaml title="front.yaml"
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: front
        spec:
          replica: 3
          template:
            spec:
              containers:
                - name: front
                  image: nginx
                  ports:
                    - containerPort: "80"
        ```

        Then **wait**.

        """;

    [Fact]
    public void Pages_are_linted_and_repaired()
    {
        using var repository = new GitRepository();
        repository.Write("docs/front.md", Page);
        repository.Commit("docs");

        CommandResult found = repository.Lint("lint", "--markdown", "docs", "--format", "concise");
        CommandResult repaired = repository.Lint("lint", "--markdown", "docs", "--fix", "--unsafe-fixes", "--quiet");

        Assert.Equal(
            "docs/front.md:9:3: error ML1001 unknown-field: Unknown field 'replica' in spec of Deployment, did you mean 'replicas'\n"
            + "docs/front.md:16:30: error ML1003 wrong-type: spec.template.spec.containers[0].ports[0].containerPort takes a whole number, not the string '80'\n",
            found.Output);
        Assert.Equal((ExitCode.Findings, ExitCode.Clean), (found.ExitCode, repaired.ExitCode));
        Assert.Equal(["-  replica: 3", "+  replicas: 3", "-            - containerPort: \"80\"", "+            - containerPort: 80"], ChangedLines(repository));
    }

    [Fact]
    public void The_pages_of_this_repository_are_clean()
    {
        using var repository = new GitRepository();
        repository.Write("README.md", File.ReadAllText(ManifestLint.Tests.RepositoryRoot.Combine("README.md")));

        CommandResult result = repository.Lint("lint", "README.md", "--preset", "strict");

        Assert.Equal((ExitCode.Clean, ""), (result.ExitCode, result.Error));
        Assert.Contains("1 file, ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("1 file, 0 manifests", result.Output, StringComparison.Ordinal);
    }

    private static string[] ChangedLines(GitRepository repository) =>
        [.. repository.Git("diff", "--unified=0").Split('\n').Where(line => line is ['-', not '-', ..] or ['+', not '+', ..])];
}
