namespace ManifestLint.Cli.Tests.Commands;

/// <summary>The options around a baseline: what is hidden, written, updated and pruned, and which wrong use is refused.</summary>
public sealed class BaselineCommandTests
{
    [Fact]
    public void What_is_written_is_hidden_afterwards()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web", replicas: 1));
        workspace.Write("k8s/service.yaml", Manifests.Service("web", "web"));

        CommandResult written = workspace.Run("lint", "k8s", "--write-baseline", "baseline.json");
        CommandResult hidden = workspace.Run("lint", "k8s", "--baseline", "baseline.json", "--format", "json");
        workspace.Write("k8s/more.yaml", Manifests.Deployment("more"));
        CommandResult more = workspace.Run("lint", "k8s", "--baseline", "baseline.json");

        Assert.Equal(ExitCode.Clean, written.ExitCode);
        Assert.Equal(ExitCode.Clean, hidden.ExitCode);
        Assert.Equal(ExitCode.Findings, more.ExitCode);
        Snapshot.Match(written + workspace.Read("baseline.json") + hidden + more);
    }

    [Fact]
    public void Paths_begin_where_the_file_is()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web"));
        workspace.Write("k8s/baselines/old.json", """{"version": 1, "findings": [{"rule": "ML2901", "file": "../web.yaml", "kind": "Deployment", "object": "web", "path": "spec.template.spec.containers[name=web].name"}]}""");

        Assert.Equal(ExitCode.Clean, workspace.Run("lint", "--baseline", "k8s/baselines/old.json").ExitCode);
    }

    [Fact]
    public void Entries_that_are_no_longer_found_are_told_and_pruned()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web", replicas: 1));
        workspace.Write("k8s/gone.yaml", Manifests.Deployment("gone"));
        workspace.Run("lint", "--write-baseline", "baseline.json");
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web"));
        File.Delete(workspace.PathOf("k8s/gone.yaml"));
        string before = workspace.Read("baseline.json");

        CommandResult alone = workspace.Run("lint", "--baseline", "baseline.json", "k8s/web.yaml", "--format", "concise");
        CommandResult told = workspace.Run("lint", "--baseline", "baseline.json", "--format", "concise");
        CommandResult ignored = workspace.Run("lint", "--baseline", "baseline.json", "--format", "concise", "--ignore", "ML0021");
        Assert.Equal(before, workspace.Read("baseline.json"));
        CommandResult pruned = workspace.Run("lint", "--baseline", "baseline.json", "--prune-baseline", "--ignore", "ML0021");
        string after = workspace.Read("baseline.json");
        CommandResult again = workspace.Run("lint", "--baseline", "baseline.json", "--prune-baseline");

        Assert.Equal("", alone.Output);
        Assert.Equal(
            "baseline.json:4:14: info ML0021 stale-baseline-entry: The baseline entry for ML2901 in k8s/gone.yaml is fixed and can go\n"
            + "baseline.json:5:14: info ML0021 stale-baseline-entry: The baseline entry for ML3901 in k8s/web.yaml is fixed and can go\n",
            told.Output);
        Assert.Equal("", ignored.Output);
        Assert.Equal("manifestlint: 2 entries are removed from baseline.json, 1 left\n", pruned.Error);
        Assert.Equal((ExitCode.Clean, ExitCode.Clean), (told.ExitCode, pruned.ExitCode));
        Assert.All(after.Split('\n'), line => Assert.Contains(line.TrimEnd(','), before, StringComparison.Ordinal));
        Assert.Equal("manifestlint: 0 entries are removed from baseline.json, 1 left\n", again.Error);
        Assert.Equal(after, workspace.Read("baseline.json"));
    }

    [Fact]
    public void An_update_keeps_takes_and_drops()
    {
        using var workspace = new Workspace();
        workspace.Write("a/web.yaml", Manifests.Deployment("web", replicas: 1));
        workspace.Write("b/web.yaml", Manifests.Deployment("web"));
        string[] update = ["lint", "--baseline", "baseline.json", "--write-baseline", "baseline.json"];

        CommandResult first = workspace.Run(update);
        workspace.Write("a/web.yaml", Manifests.Deployment("web") + "---\n" + Manifests.Deployment("more"));
        CommandResult second = workspace.Run([.. update, "a"]);

        Assert.Equal("manifestlint: baseline.json holds 3 findings (3 new, 0 gone)\n", first.Error);
        Assert.Equal("manifestlint: baseline.json holds 3 findings (1 new, 1 gone)\n", second.Error);
        Assert.Contains("b/web.yaml", workspace.Read("baseline.json"), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Clean, workspace.Run("lint", "--baseline", "baseline.json").ExitCode);
    }

    [Fact]
    public void Only_what_is_reported_is_repaired()
    {
        using var workspace = new Workspace();
        string old = Manifests.Deployment("old");
        workspace.Write("web.yaml", old);
        workspace.Run("lint", "--write-baseline", "baseline.json");
        workspace.Write("web.yaml", Manifests.Deployment("new") + "---\n" + old);

        CommandResult result = workspace.Run("lint", "--fix", "--baseline", "baseline.json");

        Assert.Equal(Manifests.Deployment("new", "web-ok") + "---\n" + old, workspace.Read("web.yaml"));
        Assert.Contains("Baseline: 1 finding not shown.", result.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Clean, result.ExitCode);
    }

    [Fact]
    public void Suppressions_and_the_choice_of_rules_hold_for_what_is_written()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", "# manifestlint-ignore-file ML2901 -- old\n" + Manifests.Deployment("web", replicas: 1));
        workspace.Write("api.yaml", Manifests.Deployment("api", replicas: 1));

        workspace.Run("lint", "--select", "ML2901", "--write-baseline", "baseline.json");

        Assert.Equal(["ML2901 api.yaml"], workspace.Read("baseline.json").Split('\n').Where(line => line.Contains("rule", StringComparison.Ordinal)).Select(line => $"{line.Split('"')[3]} {line.Split('"')[11]}"));
    }

    [Fact]
    public void What_cannot_be_read_is_never_hidden()
    {
        using var workspace = new Workspace { Rules = ManifestLint.Rules.RuleCatalog.CreateRules() };
        workspace.Write("web.yaml", "a: [\n");

        CommandResult written = workspace.Run("lint", "web.yaml", "--write-baseline", "baseline.json", "--format", "concise");

        Assert.Contains("ML0001", written.Output, StringComparison.Ordinal);
        Assert.Equal("manifestlint: baseline.json holds 0 findings\n", written.Error);
        Assert.Equal(ExitCode.Clean, written.ExitCode);
    }

    [Theory]
    [InlineData("no such file or directory; 'manifestlint lint --write-baseline baseline.json' makes it", null)]
    [InlineData("baseline.json:2:3: there is no key 'finding'; did you mean 'findings'?", "{\"version\": 1,\n  \"finding\": []}")]
    [InlineData("baseline.json:1:1: the file is empty", "")]
    public void A_baseline_that_cannot_be_read_ends_the_run(string expected, string? content)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));
        if (content is not null)
            workspace.Write("baseline.json", content);

        CommandResult result = workspace.Run("lint", "web.yaml", "--baseline", "baseline.json");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.EndsWith(expected + "\n", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--prune-baseline")]
    [InlineData("--prune-baseline --baseline b --write-baseline b")]
    [InlineData("--prune-baseline --baseline b --since main")]
    [InlineData("--prune-baseline --baseline b --shard 1/2")]
    [InlineData("--prune-baseline --baseline b --diff")]
    [InlineData("--write-baseline b --since main")]
    [InlineData("--write-baseline b --shard 1/2")]
    [InlineData("--write-baseline b --fix")]
    [InlineData("--write-baseline b --add-suppressions")]
    public void Options_that_contradict_each_other_are_refused(string arguments)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run(["lint", .. arguments.Split(' ')]);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Equal(["web.yaml"], workspace.FilesIn("."));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run("lint", "--write-baseline", "no/such/baseline.json");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.StartsWith("manifestlint: cannot write no/such/baseline.json: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("ML2901", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_in_Markdown_counts_what_is_hidden()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));
        workspace.Run("lint", "--write-baseline", "baseline.json");

        Assert.Equal("ManifestLint: no findings (1 file, 1 manifest, 1 in the baseline).\n", workspace.Run("lint", "--baseline", "baseline.json", "--format", "markdown").Output);
    }
}
