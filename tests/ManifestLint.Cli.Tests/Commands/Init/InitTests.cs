namespace ManifestLint.Cli.Tests.Commands.Init;

public sealed class InitTests
{
    private const string File = ".manifestlint.yaml";

    [Fact]
    public void A_file_that_differs_is_never_overwritten()
    {
        using var workspace = new Workspace();
        workspace.Write(File, "failOn: never\n");

        CommandResult result = workspace.Run("init");

        Assert.Equal(ExitCode.Differs, result.ExitCode);
        Assert.Equal("failOn: never\n", workspace.Read(File));
        Assert.Contains("--force", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Force_replaces_it()
    {
        using var workspace = new Workspace();
        workspace.Write(File, "failOn: never\n");

        CommandResult result = workspace.Run("init", "--force");

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.StartsWith("# yaml-language-server: $schema=", workspace.Read(File), StringComparison.Ordinal);
    }

    [Fact]
    public void The_other_name_is_kept()
    {
        using var workspace = new Workspace();
        workspace.Write(".manifestlint.yml", "failOn: never\n");

        Assert.Equal(ExitCode.Differs, workspace.Run("init").ExitCode);
        Assert.Equal([".manifestlint.yml"], workspace.FilesIn(""));
    }

    [Fact]
    public void Stdout_prints_the_file_and_writes_nothing()
    {
        using var workspace = new Workspace();

        CommandResult result = workspace.Run("init", "--stdout");

        Assert.StartsWith("# yaml-language-server: $schema=", result.Output, StringComparison.Ordinal);
        Assert.Empty(workspace.FilesIn(""));
    }

    [Fact]
    public void A_dry_run_shows_the_difference_and_writes_nothing()
    {
        using var workspace = new Workspace();
        workspace.Write(File, "failOn: never\n");

        CommandResult result = workspace.Run("init", "--dry-run");

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.Contains("\n-failOn: never\n", result.Output, StringComparison.Ordinal);
        Assert.Equal("failOn: never\n", workspace.Read(File));
    }

    [Fact]
    public void Another_directory_is_named_in_the_commands()
    {
        using var workspace = new Workspace();
        workspace.Write("shop/a.yaml", Manifests.Deployment("shop"));

        CommandResult result = workspace.Run("init", "shop");

        Assert.Contains("created   shop/.manifestlint.yaml\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("  manifestlint lint shop\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_are_written_as_they_are_typed()
    {
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace.PathOf(".git"));
        workspace.Write("shop/a.yaml", Manifests.Deployment("shop"));
        workspace.Write("shop/my chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 0.1.0\n");
        workspace.Write("chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 0.1.0\n");

        string shop = workspace.Run("init", "shop/").Output;
        string chart = workspace.Run("init", "chart").Output;

        Assert.Contains("  helm template 'shop/my chart' | manifestlint lint --complete -\n", shop, StringComparison.Ordinal);
        Assert.Contains("  manifestlint lint shop --baseline .manifestlint-baseline.json\n", shop, StringComparison.Ordinal);
        Assert.Contains("        files: ^shop/\n", shop, StringComparison.Ordinal);
        Assert.Contains("  helm template chart/ | manifestlint lint --complete -\n", chart, StringComparison.Ordinal);
        Assert.DoesNotContain("manifestlint lint chart", chart, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing is no directory", "init", "missing")]
    [InlineData("--dry-run shows a difference and --stdout the file", "init", "--dry-run", "--stdout")]
    [InlineData("Unknown linter 'kube-linte' in --replaces. Did you mean 'kube-linter'?", "rules", "--replaces", "kube-linte")]
    public void Wrong_use_is_told(string message, params string[] arguments)
    {
        using var workspace = new Workspace();

        CommandResult result = workspace.Run(arguments);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_that_cannot_be_read_is_told_and_not_translated()
    {
        using var workspace = new Workspace();
        workspace.Write(".kube-linter.yaml", "checks:\n  exclude: [a\n");

        CommandResult result = workspace.Run("init");

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.Contains("manifestlint: .kube-linter.yaml:2:", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\nrules:", workspace.Read(File), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_is_printed_for_editors_without_network()
    {
        using var workspace = new Workspace();

        Assert.Equal(ManifestLint.Configuration.ConfigurationSchema.Print(workspace.Rules), workspace.Run("config", "schema").Output);
    }

    // Every example is a comment that becomes a setting when its sign is taken away.
    [Fact]
    public void Every_example_is_valid()
    {
        using var workspace = new Workspace { Rules = ManifestLint.Rules.RuleCatalog.CreateRules() };
        string text = workspace.Run("init", "--stdout").Output;
        string[] lines = [.. text.Split('\n').Select(line => IsExample(line) ? line[2..] : line)];
        workspace.Write(File, string.Join('\n', lines));
        workspace.Write("crds/widgets.yaml", Manifests.WidgetDefinition());
        workspace.Write("schemas/none.json", "{}");

        CommandResult result = workspace.Run("lint", "--allow-empty", "--format", "concise");

        Assert.Equal("", result.Error);
        Assert.DoesNotContain("invalid-configuration", result.Output, StringComparison.Ordinal);
        Assert.All(ManifestLint.Configuration.ConfigurationKeys.All, key => Assert.Contains(lines, line => line.StartsWith($"{key.Name}:", StringComparison.Ordinal)));
    }

    private static bool IsExample(string line) =>
        line.StartsWith("#   ", StringComparison.Ordinal) || ManifestLint.Configuration.ConfigurationKeys.All.Any(key => line.StartsWith($"# {key.Name}:", StringComparison.Ordinal));

    [Theory]
    [InlineData("kube-linter", "text")]
    [InlineData("kube-score", "json")]
    [InlineData("polaris", "markdown")]
    public void The_checks_of_another_linter_are_listed(string linter, string format)
    {
        using var workspace = new Workspace { Rules = ManifestLint.Rules.RuleCatalog.CreateRules() };

        Snapshot.Match(workspace.Run("rules", "--replaces", linter, "--format", format).ToString(), linter);
    }
}
