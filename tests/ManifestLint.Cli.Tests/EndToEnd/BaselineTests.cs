namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>A repository with old findings: they are let through, new ones are not, and the file shrinks.</summary>
public sealed class BaselineTests
{
    [Fact]
    public void From_the_first_day_to_an_empty_baseline()
    {
        using var repository = new GitRepository();
        string old = Manifests.Deployment("old").Replace(":1.0", ":latest", StringComparison.Ordinal);
        repository.Write("k8s/old.yaml", old);
        repository.Commit("what was there");
        string[] lint = ["lint", "k8s", "--baseline", ".manifestlint-baseline.json", "--format", "concise"];

        Assert.Equal(1, repository.Lint("lint", "k8s").ExitCode);
        CommandResult written = repository.Lint("lint", "k8s", "--write-baseline", ".manifestlint-baseline.json");
        Assert.Equal(0, written.ExitCode);
        Assert.StartsWith("manifestlint: .manifestlint-baseline.json holds ", written.Error, StringComparison.Ordinal);
        Assert.Equal(new CommandResult(0, "", ""), repository.Lint(lint));

        // Moved, renamed and with a neighbour, it is known; the neighbour's findings are new.
        repository.Git("mv", "k8s/old.yaml", "k8s/very-old.yaml");
        repository.Write("k8s/very-old.yaml", "# moved\n\n" + old + "---\n" + Manifests.Deployment("new").Replace(":1.0", ":latest", StringComparison.Ordinal));
        CommandResult news = repository.Lint(lint);
        Assert.Equal(1, news.ExitCode);
        Assert.NotEqual("", news.Output);
        Assert.All(news.Output.TrimEnd('\n').Split('\n'), line => Assert.True(int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture) > 17, line));

        // Repaired, it is told, and pruned.
        repository.Write("k8s/very-old.yaml", Manifests.Deployment("old"));
        Assert.Contains("ML0021 stale-baseline-entry", repository.Lint(lint).Output, StringComparison.Ordinal);
        Assert.Contains("removed from .manifestlint-baseline.json", repository.Lint([.. lint, "--prune-baseline"]).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ML9001", repository.Read(".manifestlint-baseline.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("ML0021", repository.Lint(lint).Output, StringComparison.Ordinal);
    }
}
