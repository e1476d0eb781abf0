using System.Text;

namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>Paths from a file or from standard input.</summary>
public sealed class FileListTests
{
    [Theory]
    [InlineData("a.yaml\nb.yaml\n")]
    [InlineData("a.yaml\r\n\r\nb.yaml")]
    [InlineData("\uFEFFa.yaml\n./b.yaml\n")]
    [InlineData("a.yaml\0b.yaml\0")]
    [InlineData("a.yaml\nREADME.txt\nmain.go\ngone.go\nb.yaml\n")]
    public void Paths_stand_on_lines_or_between_NULs(string list)
    {
        using Workspace workspace = WithManifests("a.yaml", "b.yaml", "c.yaml");
        workspace.Input = Encoding.UTF8.GetBytes(list);
        workspace.Write("list", list);

        Assert.Equal("a.yaml b.yaml", Linted(workspace, "--files-from", "-"));
        Assert.Equal("a.yaml b.yaml", Linted(workspace, "--files-from", "list"));
    }

    [Fact]
    public void A_list_of_PowerShell_is_read()
    {
        using Workspace workspace = WithManifests("ä.yaml", "c.yaml");
        workspace.Write("list", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("ä.yaml\r\n")]);

        Assert.Equal("ä.yaml", Linted(workspace, "--files-from", "list"));
    }

    [Fact]
    public void Nothing_in_a_list_is_a_wildcard_or_standard_input()
    {
        using Workspace workspace = WithManifests("a*.yaml", "ab.yaml", "c d.yaml");
        workspace.Write("list", "a*.yaml\nc d.yaml\n-\n");

        Assert.Equal("a*.yaml c d.yaml", Linted(workspace, "--files-from", "list"));
    }

    [Fact]
    public void Paths_of_arguments_and_of_a_list_are_linted_together()
    {
        using Workspace workspace = WithManifests("a.yaml", "b.yaml", "k8s/c.yaml", "sub/d.yaml");
        workspace.Write("list", "b.yaml\nsub\nk8s/c.yaml\n");

        Assert.Equal("a.yaml b.yaml k8s/c.yaml sub/d.yaml", Linted(workspace, "a.yaml", "k8s", "--files-from", "list"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n")]
    [InlineData("README.txt\n")]
    public void An_empty_list_is_nothing_to_lint_and_no_failure(string list)
    {
        using Workspace workspace = WithManifests("a.yaml");
        workspace.Input = Encoding.UTF8.GetBytes(list);

        CommandResult result = workspace.Run("lint", "--files-from", "-", "--format", "concise");

        Assert.Equal(new CommandResult(0, "", "manifestlint: the list of --files-from names no file that may hold a manifest, so there is nothing to lint\n"), result);
        Assert.Equal("", workspace.Run("lint", "--files-from", "-", "--quiet").Error);
        Assert.Equal("a.yaml", Linted(workspace, "a.yaml", "--files-from", "-"));
    }

    [Fact]
    public void What_a_list_names_has_to_be_there()
    {
        using Workspace workspace = WithManifests("a.yaml");
        workspace.Write("list", "a.yaml\ngone.yaml\n");
        workspace.Write("quoted", "\"\\303\\244.yaml\"\n");

        CommandResult result = workspace.Run("lint", "--files-from", "list", "--format", "concise");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("a.yaml:14:17: warning", result.Output, StringComparison.Ordinal);
        Assert.Contains("cannot read gone.yaml: no such file or directory\nmanifestlint: deleted files are left out by git diff --diff-filter=d\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("git quotes such names: list them with git diff -z", workspace.Run("lint", "--files-from", "quoted").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_files_that_are_no_manifests_are_passed_over()
    {
        using Workspace workspace = WithManifests("a.yaml");
        workspace.Write(".gitlab-ci.yml", "stages: [test]\ntest: {script: [make]}\n");
        workspace.Write("chart/Chart.yaml", "name: chart\n");
        workspace.Write("chart/templates/web.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n");
        workspace.Write("list", ".gitlab-ci.yml\nchart/Chart.yaml\nchart/templates/web.yaml\n");

        CommandResult result = workspace.Run("lint", "--files-from", "list");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("0 errors, 0 warnings, 1 info", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, workspace.Run("lint", ".gitlab-ci.yml", "chart/Chart.yaml").ExitCode);
    }

    [Fact]
    public void A_hook_passes_over_what_a_directory_leaves_out()
    {
        using Workspace workspace = WithManifests("a.yaml", "legacy/b.yaml", "charts/c.yaml", "built/d.yaml");
        Directory.CreateDirectory(workspace.PathOf(".git"));
        workspace.Write(".manifestlint.yaml", "exclude: [legacy/**]\n");
        workspace.Write(".manifestlintignore", "/charts/\n");
        workspace.Write(".gitignore", "/built/\n");
        workspace.Write("t.yaml", "kind: {{ .Values.kind }}-b\n");
        string[] paths = ["a.yaml", "legacy/b.yaml", "charts/c.yaml", "built/d.yaml", "t.yaml"];
        workspace.Write("list", string.Join('\n', paths));

        CommandResult named = workspace.Run(["lint", "--format", "concise", .. paths]);
        CommandResult hook = workspace.Run(["lint", "--force-exclude", "--format", "concise", .. paths]);
        CommandResult listed = workspace.Run("lint", "--files-from", "list", "--format", "concise");

        Assert.Contains("legacy/b.yaml:", named.Output, StringComparison.Ordinal);
        Assert.Contains("charts/c.yaml:", named.Output, StringComparison.Ordinal);
        Assert.Equal(listed, hook);
        Assert.Equal("a.yaml built/d.yaml", string.Join(' ', hook.Output.TrimEnd().Split('\n').Select(line => line.Split(':')[0]).Where(path => path != "t.yaml")));
        Assert.Equal(0, workspace.Run("lint", "--force-exclude", "legacy/b.yaml", "charts/c.yaml", "t.yaml").ExitCode);
        Assert.Equal(ExitCode.WrongUse, workspace.Run("lint", "--force-exclude", "missing.yaml").ExitCode);
    }

    [Fact]
    public void An_excluded_neighbour_is_not_there()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web", "web-ok"));
        workspace.Write("k8s/service.yaml", Manifests.Service("web", "web"));
        workspace.Write(".manifestlint.yaml", "exclude: [web.yaml]\n");

        Assert.DoesNotContain("Service 'web' selects 1", workspace.Run("lint", "k8s/service.yaml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listed_file_knows_its_neighbours()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web", "web-ok"));
        workspace.Write("k8s/service.yaml", Manifests.Service("web", "web"));
        workspace.Write("list", "k8s/service.yaml\n");

        Assert.Contains("Service 'web' selects 1", workspace.Run("lint", "--files-from", "list").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lint --files-from nowhere", "--files-from cannot read nowhere: no such file or directory")]
    [InlineData("lint - --files-from -", "standard input is either a manifest (-) or the list of --files-from -, not both")]
    public void Wrong_use_is_told(string arguments, string expected)
    {
        using var workspace = new Workspace();

        CommandResult result = workspace.Run(arguments.Split(' '));

        Assert.Equal((ExitCode.WrongUse, $"manifestlint: {expected}\n"), (result.ExitCode, result.Error));
    }

    private static Workspace WithManifests(params string[] paths)
    {
        var workspace = new Workspace();
        foreach (string path in paths)
            workspace.Write(path, Manifests.Deployment("web"));
        return workspace;
    }

    private static string Linted(Workspace workspace, params string[] arguments)
    {
        CommandResult result = workspace.Run(["lint", "--format", "concise", .. arguments]);
        Assert.Equal("", result.Error);
        return string.Join(' ', result.Output.TrimEnd().Split('\n').Select(line => line.Split(':')[0]));
    }
}
