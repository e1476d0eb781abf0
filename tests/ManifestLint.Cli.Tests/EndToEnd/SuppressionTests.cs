namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>A team moves from kube-linter, suppresses what is left, and a later commit that breaks something new is refused.</summary>
public sealed class SuppressionTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
          annotations:
            ignore-check.kube-linter.io/no-readiness-probe: "it serves nothing"
        spec:
          replicas: 2
          # Old pods go first, the licence allows two.
          strategy:
            type: Recreate
          selector:
            matchLabels: {app: shop}
          template:
            metadata:
              labels: {app: shop}
            spec:
              containers:
                - name: shop
                  image: registry.example.com/shop:latest

        """;

    [Fact]
    public void What_is_there_is_suppressed_and_what_is_new_is_not()
    {
        using var repository = new GitRepository();
        repository.Write("k8s/shop.yaml", Deployment);
        repository.Commit("as it was");

        Assert.Equal(ExitCode.Findings, repository.Lint("lint", "k8s", "--format", "concise").ExitCode);
        CommandResult added = repository.Lint("lint", "k8s", "--add-suppressions", "--reason", "as it was", "--format", "concise");
        Assert.Equal(ExitCode.Clean, added.ExitCode);
        Assert.Equal("", added.Output);

        string difference = repository.Git("diff", "--numstat").Replace('\t', ' ');
        string suppressed = repository.Read("k8s/shop.yaml");
        string[] comments = [.. suppressed.Split('\n').Where(line => line.Contains("manifestlint-ignore", StringComparison.Ordinal))];
        Assert.NotEmpty(comments);
        Assert.Contains(" k8s/shop.yaml", difference, StringComparison.Ordinal);
        Assert.Contains("licence allows two.\n", suppressed, StringComparison.Ordinal);
        repository.Commit("Adopt manifestlint");

        CommandResult fixing = repository.Lint("lint", "k8s", "--fix", "--unsafe-fixes");
        Assert.Equal(ExitCode.Clean, fixing.ExitCode);
        Assert.Equal("", repository.Git("status", "--porcelain"));

        repository.Write("k8s/shop.yaml", suppressed.Replace("replicas: 2", "replicas: '2'", StringComparison.Ordinal));
        CommandResult later = repository.Lint("lint", "k8s", "--format", "concise");
        Assert.Equal(ExitCode.Findings, later.ExitCode);
        Assert.Contains("k8s/shop.yaml:8:", later.Output, StringComparison.Ordinal);

        repository.Write("k8s/shop.yaml", suppressed);
        CommandResult strict = repository.Lint("lint", "k8s", "--no-inline-suppressions", "--format", "concise");
        Assert.Equal(ExitCode.Findings, strict.ExitCode);
        Assert.Contains("ML0014", strict.Output, StringComparison.Ordinal);
    }
}
