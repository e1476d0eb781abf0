namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>Configuration files of a repository, through the program as it is started by people and by CI.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public void A_team_sets_rules_for_its_repository_and_looks_at_what_holds()
    {
        using var repository = new GitRepository();
        repository.Write("k8s/shop.yaml", Manifests.Deployment("shop", replicas: 1) + "---\n" + Manifests.Service("shop", "shop"));
        repository.Write("k8s/legacy/old.yaml", Manifests.Deployment("old", replicas: 1) + "---\n" + Manifests.Service("old", "old"));
        repository.Write(".manifestlint.yaml", """
            root: true
            extends: [recommended, shared/base.yaml]
            kubernetesVersion: 1.30
            rules:
              readiness-probe-missing: error
              ML3003: {severity: warning, minReplicas: 3}
            overrides:
              - files: ["k8s/legacy/**"]
                reason: parked until May
                rules: {readiness-probe-missing: off, single-replica-served: off}

            """);
        repository.Write("shared/base.yaml", "failOn: error\nlocked: [missing-required-field]\n");
        repository.Commit("manifests");

        CommandResult lint = repository.Lint("lint", "--format", "concise", "--select", "ML2,ML3");
        string[] probes = [.. lint.Output.Split('\n').Where(line => line.Contains("ML2001", StringComparison.Ordinal))];
        Assert.StartsWith("k8s/shop.yaml:", Assert.Single(probes), StringComparison.Ordinal);
        Assert.Contains(": error ML2001", probes[0], StringComparison.Ordinal);
        Assert.Contains("k8s/shop.yaml:6:13: warning ML3003", lint.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("k8s/legacy/old.yaml:6:13: warning ML3003", lint.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Findings, lint.ExitCode);
        Assert.Equal(ExitCode.WrongUse, repository.Lint("lint", "--ignore", "missing-required-field").ExitCode);

        CommandResult shown = repository.Lint("config", "show", "k8s/legacy/old.yaml");
        Assert.Equal(ExitCode.Clean, shown.ExitCode);
        Assert.Contains("failOn: error                           # shared/base.yaml:1", shown.Output, StringComparison.Ordinal);
        Assert.Contains("parked until May", shown.Output, StringComparison.Ordinal);

        // What is shown is a configuration, and means the same.
        repository.Write("shown.yaml", repository.Lint("config", "show", "k8s").Output);
        Assert.Equal(repository.Lint("lint", "--format", "json").Output, repository.Lint("lint", "--format", "json", "--config", "shown.yaml").Output);
    }

    [Fact]
    public void A_misspelt_rule_stops_the_run_with_its_place()
    {
        using var repository = new GitRepository();
        repository.Write("k8s/shop.yaml", Manifests.Deployment("shop"));
        repository.Write(".manifestlint.yaml", "root: true\nrules:\n  readiness-probe-mising: error\n");
        CommandResult result = repository.Lint("lint", "--format", "concise", "--output", "sarif=out.sarif");

        Assert.Equal(".manifestlint.yaml:3:3: error ML0020 invalid-configuration: rules.readiness-probe-mising: no rule is called 'readiness-probe-mising', did you mean 'readiness-probe-missing'\n", result.Output);
        Assert.Equal("manifestlint: nothing was linted, because a configuration file has a mistake\n", result.Error);
        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("ML0020", repository.Read("out.sarif"), StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, repository.Lint("config", "show").ExitCode);
    }
}
