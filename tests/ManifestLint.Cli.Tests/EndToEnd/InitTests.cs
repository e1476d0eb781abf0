namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>A team with another linter comes over: <c>init</c> in its repository, and what <c>lint</c> then says.</summary>
public sealed class InitTests
{
    [Fact]
    public void A_repository_with_kube_linter_comes_over()
    {
        using var repository = new GitRepository();
        repository.Write(".kube-linter.yaml", "checks:\n  exclude: [latest-tag]\n  ignorePaths: [legacy/**]\n");
        repository.Write("k8s/web.yaml", Manifests.Deployment("web").Replace("web:1.0", "web:latest", StringComparison.Ordinal));
        repository.Write("legacy/old.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: old\n");
        repository.Commit("before");

        CommandResult before = repository.Lint("lint", "--no-config", "--format", "concise", "--quiet");
        CommandResult init = repository.Lint("init");
        CommandResult after = repository.Lint("lint", "--format", "concise", "--quiet");

        Assert.Contains("image-tag-latest", before.Output, StringComparison.Ordinal);
        Assert.Contains("legacy/old.yaml", before.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Clean, init.ExitCode);
        Assert.Contains("created   .manifestlint.yaml", init.Output, StringComparison.Ordinal);
        Assert.Contains("--write-baseline .manifestlint-baseline.json", init.Output, StringComparison.Ordinal);
        Assert.Contains("id: manifestlint", init.Output, StringComparison.Ordinal);
        Assert.Contains("root: true\n", repository.Read(".manifestlint.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("image-tag-latest", after.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("legacy/old.yaml", after.Output, StringComparison.Ordinal);
        Assert.Equal("", after.Error);
    }
}
