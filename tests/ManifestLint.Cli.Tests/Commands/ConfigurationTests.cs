using ManifestLint.Configuration;
using ManifestLint.Rules;
using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.Commands;

/// <summary>Configuration files as the command finds and uses them.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public void A_file_is_found_in_the_directories_above_and_the_nearest_wins()
    {
        using Workspace workspace = Deployments("a.yaml", "k8s/a.yaml", "k8s/deep/er/a.yaml");
        workspace.Write(".manifestlint.yaml", "rules: {container-name: error, single-replica: off}");
        workspace.Write("k8s/.manifestlint.yml", "rules: {ML2901: info}");

        Assert.Equal(
            """
            a.yaml:14:17: error ML2901 container-name: Container 'web' has a poor name
            k8s/a.yaml:14:17: info ML2901 container-name: Container 'web' has a poor name
            k8s/deep/er/a.yaml:14:17: info ML2901 container-name: Container 'web' has a poor name

            """,
            workspace.Run("lint", "--format", "concise").Output);
        Assert.StartsWith("k8s/deep/er/a.yaml:14:17: info", workspace.Run("lint", "--format", "concise", "k8s/deep/er/a.yaml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_stops_the_search_and_options_take_the_place_of_files()
    {
        using Workspace workspace = Deployments("k8s/a.yaml");
        workspace.Write(".manifestlint.yaml", "rules: {container-name: error}");
        workspace.Write("k8s/.manifestlint.yaml", "root: true\nrules: {single-replica: warning}");
        workspace.Write("ci.yaml", "rules: {container-name: info, single-replica: off}");

        Assert.Equal(["warning ML3901", "warning ML2901"], Levels(workspace.Run("lint", "--format", "concise")));
        Assert.Equal(["info ML2901"], Levels(workspace.Run("lint", "--format", "concise", "--config", "ci.yaml")));
        Assert.Equal(["error ML3901", "warning ML2901"], Levels(workspace.Run("lint", "--format", "concise", "--no-config")));
        Assert.Contains("--config nowhere.yaml: no such file", workspace.Run("lint", "--config", "nowhere.yaml").Error, StringComparison.Ordinal);
        Assert.Contains("exclude each other", workspace.Run("lint", "--config", "ci.yaml", "--no-config").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_beats_files()
    {
        using Workspace workspace = Deployments("a.yaml");
        workspace.Write(".manifestlint.yaml", "failOn: never\nrules: {container-name: off, single-replica: info}\noverrides: [{kinds: [Deployment], rules: {container-name: off}}]");

        Assert.Equal(["info ML3901"], Levels(workspace.Run("lint", "--format", "concise")));
        Assert.Equal(["info ML3901", "error ML2901"], Levels(workspace.Run("lint", "--format", "concise", "--severity", "container-name=error")));
        Assert.Equal(["warning ML2901"], Levels(workspace.Run("lint", "--format", "concise", "--select", "container-name")));
        Assert.Empty(workspace.Run("lint", "--format", "concise", "--select", "ML2").Output);
        Assert.Equal(ExitCode.Clean, workspace.Run("lint", "--severity", "container-name=error").ExitCode);
        Assert.Equal(ExitCode.Findings, workspace.Run("lint", "--severity", "container-name=error", "--fail-on", "error").ExitCode);
        Assert.Equal(ExitCode.Findings, workspace.Run("lint", "--fail-on", "info").ExitCode);
    }

    [Fact]
    public void What_fails_is_judged_by_the_file_of_the_finding()
    {
        using Workspace workspace = Deployments("a/x.yaml", "b/x.yaml");
        workspace.Write(".manifestlint.yaml", "rules: {single-replica: warning}");
        workspace.Write("a/.manifestlint.yaml", "failOn: error");
        workspace.Write("b/.manifestlint.yaml", "failOn: never");

        Assert.Equal(ExitCode.Clean, workspace.Run("lint").ExitCode);
        workspace.Write("b/.manifestlint.yaml", "failOn: warning");
        Assert.Equal(ExitCode.Findings, workspace.Run("lint").ExitCode);
        Assert.Equal(ExitCode.Clean, workspace.Run("lint", "a").ExitCode);
    }

    [Fact]
    public void Two_directories_of_one_bundle_have_two_presets_and_one_view()
    {
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        workspace.Write(".manifestlint.yaml", "root: true");
        workspace.Write("apps/a.yaml", Manifests.Deployment("a"));
        workspace.Write("services/a.yaml", Manifests.Service("a", "a"));
        workspace.Write("strict/b.yaml", Manifests.Deployment("b"));
        workspace.Write("strict/.manifestlint.yaml", "extends: strict");
        string[] findings = workspace.Run("lint", "--format", "concise").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] all = workspace.Run("lint", "--format", "concise", "--preset", "strict").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] few = workspace.Run("lint", "--format", "concise", "--preset", "recommended").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(all.Where(line => line.StartsWith("strict", StringComparison.Ordinal)), findings.Where(line => line.StartsWith("strict", StringComparison.Ordinal)));
        Assert.Equal(few.Where(line => !line.StartsWith("strict", StringComparison.Ordinal)), findings.Where(line => !line.StartsWith("strict", StringComparison.Ordinal)));
        Assert.NotEqual(all.Length, few.Length);
        Assert.Equal(findings, workspace.Run("lint", "--format", "concise", "--jobs", "1").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Directories_and_globs_are_cut_to_size_and_named_files_are_not()
    {
        using Workspace workspace = Deployments("k8s/a.yaml", "k8s/gen/b.yaml", "other/c.yaml");
        workspace.Write(".manifestlint.yaml", "include: [k8s]\nexclude: [gen/]");

        Assert.Equal(["k8s/a.yaml"], Files(workspace.Run("lint", "--format", "concise")));
        Assert.Equal(["k8s/a.yaml"], Files(workspace.Run("lint", "--format", "concise", "**/*.yaml")));
        Assert.Equal(["k8s/gen/b.yaml", "other/c.yaml"], Files(workspace.Run("lint", "--format", "concise", "k8s/gen/b.yaml", "other/c.yaml", "--no-context")));
        Assert.Equal(ExitCode.NothingLinted, workspace.Run("lint", "other").ExitCode);
    }

    [Fact]
    public void A_configuration_file_is_no_manifest()
    {
        using Workspace workspace = Deployments("a.yaml");
        workspace.Write(".manifestlint.yaml", "rules: {container-name: off, single-replica: off}");

        Assert.Equal("1 file, 1 manifest: no findings (0 ms)\n", workspace.Run("lint").Output);
        Assert.Equal("1 file, 1 manifest: no findings (0 ms)\n", workspace.Run("lint", "a.yaml").Output);
        Assert.Equal("0 files, 0 manifests: no findings (0 ms)\n", workspace.Run("lint", ".manifestlint.yaml").Output);
        workspace.Write(".manifestlint.yaml", "rulse: {}");
        Assert.Equal(ExitCode.WrongUse, workspace.Run("lint", ".manifestlint.yaml").ExitCode);
    }

    [Fact]
    public void Standard_input_has_the_configuration_of_its_name_or_of_the_working_directory()
    {
        using Workspace workspace = Deployments();
        workspace.Input = System.Text.Encoding.UTF8.GetBytes(Manifests.Deployment("a"));
        workspace.Write(".manifestlint.yaml", "rules: {container-name: error}");
        workspace.Write("k8s/.manifestlint.yaml", "rules: {container-name: info}");

        Assert.Equal(["error ML2901"], Levels(workspace.Run("lint", "--format", "concise", "-")));
        Assert.Equal(["info ML2901"], Levels(workspace.Run("lint", "--format", "concise", "-", "--stdin-filename", "k8s/a.yaml")));
    }

    [Fact]
    public void Mistakes_are_findings_in_every_format_and_nothing_else_is_linted()
    {
        using Workspace workspace = Deployments("a.yaml");
        workspace.Write(".manifestlint.yaml", "extends: [strict, base.yaml, gone.yaml]\nrules:\n  container-nmae: off\n");
        workspace.Write("base.yaml", "extends: sub/third.yaml\nfailon: error\n");
        workspace.Write("sub/third.yaml", "extends: ../base.yaml\nschemaLocations: [nowhere]\n");

        CommandResult text = workspace.Run("lint", "--format", "concise");
        Assert.Equal(
            """
            .manifestlint.yaml:1:30: error ML0020 invalid-configuration: extends: there is no file gone.yaml
            .manifestlint.yaml:3:3: error ML0020 invalid-configuration: rules.container-nmae: no rule is called 'container-nmae', did you mean 'container-name'
            base.yaml:2:1: error ML0020 invalid-configuration: failon: no such key, did you mean 'failOn'
            sub/third.yaml:1:10: error ML0020 invalid-configuration: extends: this closes a circle: .manifestlint.yaml, base.yaml, sub/third.yaml

            """,
            text.Output);
        Assert.Equal("manifestlint: nothing was linted, because a configuration file has a mistake\n", text.Error);
        Assert.Equal(ExitCode.WrongUse, text.ExitCode);
        Assert.Contains("\"rule\": \"ML0020\"", workspace.Run("lint", "--format", "json").Output, StringComparison.Ordinal);
        Assert.Contains("ML0020", workspace.Run("lint", "--format", "sarif").Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, workspace.Run("lint", "--fix", "--fail-on", "never").ExitCode);
        Assert.Equal(ExitCode.Clean, workspace.Run("lint", "--no-config", "--fail-on", "never").ExitCode);
    }

    [Theory]
    [InlineData("extends: .manifestlint.yaml", ":1:10", "extends: the file extends itself")]
    [InlineData("extends: ./k8s", "extends: there is no file k8s", "")]
    [InlineData("schemaLocations: [default, 'x/{{.Grup}}.json']", ":1:28", "schemaLocations: x/{{.Grup}}.json: there is no placeholder '{{.Grup}}'. Did you mean '{{.Group}}'?")]
    [InlineData("schemaLocations: nowhere", ":1:18", "schemaLocations: nowhere: there is no directory nowhere/")]
    public void What_only_the_disk_can_tell_is_a_mistake_at_its_place(string yaml, string place, string message)
    {
        using Workspace workspace = Deployments("a.yaml");
        workspace.Write(".manifestlint.yaml", yaml);
        CommandResult result = workspace.Run("lint", "--format", "concise");

        Assert.Contains(place, result.Output, StringComparison.Ordinal);
        Assert.Contains(message, result.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
    }

    [Fact]
    public void Two_files_in_one_directory_are_a_mistake()
    {
        using Workspace workspace = Deployments("a.yaml");
        workspace.Write(".manifestlint.yaml", "failOn: never");
        workspace.Write(".manifestlint.yml", "failOn: error");

        Assert.StartsWith(".manifestlint.yml:1:1: error ML0020 invalid-configuration: .manifestlint.yaml stands beside this file", workspace.Run("lint", "--format", "concise").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_holds_against_inner_files_overrides_and_options()
    {
        using Workspace workspace = Deployments("k8s/a.yaml");
        workspace.Write(".manifestlint.yaml", "locked: [single-replica]");
        workspace.Write("k8s/.manifestlint.yaml", "rules:\n  single-replica: warning\noverrides:\n  - kinds: [Deployment]\n    rules: {ML3901: off}");
        CommandResult files = workspace.Run("lint", "--format", "concise");

        Assert.Equal(
            """
            k8s/.manifestlint.yaml:2:19: error ML0020 invalid-configuration: ML3901 is locked by .manifestlint.yaml:1 and cannot be lowered to warning here
            k8s/.manifestlint.yaml:5:21: error ML0020 invalid-configuration: ML3901 is locked by .manifestlint.yaml:1 and cannot be switched off here

            """,
            files.Output);
        workspace.Write("k8s/.manifestlint.yaml", "{}");
        Assert.Equal("manifestlint: --ignore: ML3901 is locked by .manifestlint.yaml:1 and cannot be switched off\n", workspace.Run("lint", "--ignore", "ML3").Error);
        Assert.Equal("manifestlint: --severity: ML3901 is locked by .manifestlint.yaml:1 and cannot be lowered to info\n", workspace.Run("lint", "--severity", "ML3901=info").Error);
        Assert.Equal(ExitCode.WrongUse, workspace.Run("lint", "--severity", "ML3901=off").ExitCode);
        Assert.Equal(["error ML3901", "warning ML2901"], Levels(workspace.Run("lint", "--format", "concise")));
    }

    [Fact]
    public void A_root_does_not_leave_behind_what_is_locked_but_at_the_top_of_a_repository()
    {
        using Workspace workspace = Deployments("k8s/a.yaml");
        workspace.Write(".manifestlint.yaml", "kubernetesVersion: 1.29\nrules: {container-name: error}\nlocked: [single-replica]\nsuppressions: {inline: false}");
        workspace.Write("k8s/.manifestlint.yaml", "root: true\nfailOn: never");
        CommandResult locked = workspace.Run("lint", "--format", "concise");

        Assert.Equal(["error ML3901", "warning ML2901"], Levels(locked));
        Assert.Equal(ExitCode.Findings, locked.ExitCode);
        workspace.Write("k8s/.manifestlint.yaml", "root: true\nrules: {single-replica: off}\nsuppressions: {inline: true}");
        Assert.Equal(
            """
            k8s/.manifestlint.yaml:2:25: error ML0020 invalid-configuration: ML3901 is locked by .manifestlint.yaml:3 and cannot be switched off here
            k8s/.manifestlint.yaml:3:24: error ML0020 invalid-configuration: suppressions.inline: suppressions are turned off by .manifestlint.yaml:4 and cannot be turned on here

            """,
            workspace.Run("lint", "--format", "concise").Output);
        workspace.Write("k8s/.git", "gitdir: ../.git/modules/k8s");
        Assert.Equal(["warning ML2901"], Levels(workspace.Run("lint", "--format", "concise")));
    }

    [Fact]
    public void Versions_and_schemas_are_those_of_the_directory()
    {
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        const string widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\nspec: {size: big}\n";
        workspace.Write("with/w.yaml", widget);
        workspace.Write("without/w.yaml", widget);
        workspace.Write("with/.manifestlint.yaml", "crds: ../crds\nkubernetesVersion: 1.99");
        workspace.Write("crds/w.yaml", Manifests.WidgetDefinition("{type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}"));
        CommandResult result = workspace.Run("lint", "with", "without", "--format", "concise", "--select", "ML1003");

        Assert.Equal(["with/w.yaml"], Files(result));
        Assert.Equal("manifestlint: Kubernetes 1.99 is newer than what is known; 1.36 is used in its place\n", result.Error);
    }

    [Fact]
    public void Fixing_follows_the_configuration()
    {
        using Workspace workspace = Deployments("a.yaml", "k8s/a.yaml");
        workspace.Write("k8s/.manifestlint.yaml", "rules: {container-name: off}");
        workspace.Run("lint", "--fix");

        Assert.Contains("web-ok", workspace.Read("a.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("web-ok", workspace.Read("k8s/a.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_is_explained_in_the_README()
    {
        string page = File.ReadAllText(RepositoryRoot.Combine("README.md"));
        int start = page.IndexOf("\n## Configure\n", StringComparison.Ordinal);
        string section = page[start..page.IndexOf("\n## ", start + 4, StringComparison.Ordinal)];

        foreach (ConfigurationKey key in ConfigurationKeys.All)
        {
            Assert.Contains($"`{key.Name}`", section, StringComparison.Ordinal);
            Assert.All(key.Keys, inner => Assert.Contains($"`{inner.Name}`", section, StringComparison.Ordinal));
        }
    }

    private static Workspace Deployments(params string[] paths)
    {
        var workspace = new Workspace();
        foreach (string path in paths)
            workspace.Write(path, Manifests.Deployment($"{path.Replace('/', '-').Replace('.', '-')}", replicas: 1));
        return workspace;
    }

    private static string[] Levels(CommandResult result) => [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ')[1..3]))];

    private static string[] Files(CommandResult result) => [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]).Distinct(StringComparer.Ordinal)];
}
