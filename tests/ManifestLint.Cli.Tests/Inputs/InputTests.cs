namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>Which files are read for which arguments.</summary>
public sealed class InputTests
{
    [Fact]
    public void A_directory_is_searched_and_sorted()
    {
        using var workspace = new Workspace();
        foreach (string path in (string[])["k8s/b.yaml", "k8s/a/z.yml", "k8s/a/deep/er/y.json", "k8s/B.YAML", "k8s/notes.txt", "k8s/.git/x.yaml", "k8s/node_modules/x.yaml", "other.yaml"])
            workspace.Write(path, Manifests.Deployment("web"));

        Assert.Equal(["k8s/B.YAML", "k8s/a/deep/er/y.json", "k8s/a/z.yml", "k8s/b.yaml"], Linted(workspace, "k8s"));
        Assert.Equal(["k8s/B.YAML", "k8s/a/deep/er/y.json", "k8s/a/z.yml", "k8s/b.yaml", "other.yaml"], Linted(workspace));
    }

    [Fact]
    public void A_named_file_is_linted_whatever_its_name()
    {
        using var workspace = new Workspace();
        workspace.Write("deploy.tpl", Manifests.Deployment("web"));

        Assert.Equal(["deploy.tpl"], Linted(workspace, "deploy.tpl"));
    }

    [Fact]
    public void A_file_given_twice_is_linted_once()
    {
        using var workspace = new Workspace();
        string path = workspace.Write("k8s/web.yaml", Manifests.Deployment("web"));

        Assert.Equal(["k8s/web.yaml"], Linted(workspace, "k8s/web.yaml", "k8s", "./k8s/../k8s/web.yaml", path, "k8s/*.yaml"));
    }

    [Theory]
    [InlineData("k8s/*.yaml", "k8s/a.yaml k8s/b.yaml")]
    [InlineData("k8s/**/*.yaml", "k8s/a.yaml k8s/b.yaml k8s/deep/c.yaml")]
    [InlineData("**/c.*", "k8s/deep/c.yaml")]
    [InlineData("k8s/[ab].yaml", "k8s/a.yaml k8s/b.yaml")]
    [InlineData("k8s/?.y*ml", "k8s/a.yaml k8s/b.yaml k8s/d.yml")]
    [InlineData("*/d*/*", "k8s/deep/c.yaml")]
    [InlineData("k8s/*.tpl", "k8s/e.tpl")]
    public void Globs(string glob, string expected)
    {
        using var workspace = new Workspace();
        foreach (string path in (string[])["k8s/a.yaml", "k8s/b.yaml", "k8s/deep/c.yaml", "k8s/d.yml", "k8s/e.tpl"])
            workspace.Write(path, Manifests.Deployment("web"));

        Assert.Equal(expected.Split(' '), Linted(workspace, glob));
    }

    [Fact]
    public void A_file_whose_name_looks_like_a_glob_is_a_file()
    {
        using var workspace = new Workspace();
        workspace.Write("a[1].yaml", Manifests.Deployment("web"));

        Assert.Equal(["a[1].yaml"], Linted(workspace, "a[1].yaml"));
    }

    [Fact]
    public void Ignore_files_are_honoured_in_every_directory()
    {
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace.PathOf(".git"));
        workspace.Write(".gitignore", "# rendered\n*.gen.yaml\nbuild/\n/root-only.yaml\n\n");
        workspace.Write("k8s/.gitignore", "!keep.gen.yaml\nlocal/*\n!local/shared.yaml\n");
        workspace.Write("k8s/.manifestlintignore", "old.yaml\n");
        string[] paths =
        [
            "a.yaml", "a.gen.yaml", "build/x.yaml", "root-only.yaml", "k8s/root-only.yaml", "k8s/keep.gen.yaml", "k8s/other.gen.yaml",
            "k8s/build/x.yaml", "k8s/local/mine.yaml", "k8s/local/shared.yaml", "k8s/old.yaml", "k8s/new.yaml",
        ];
        foreach (string path in paths)
            workspace.Write(path, Manifests.Deployment("web"));

        string[] inside = ["k8s/keep.gen.yaml", "k8s/local/shared.yaml", "k8s/new.yaml", "k8s/root-only.yaml"];
        Assert.Equal(["a.yaml", .. inside], Linted(workspace));
        Assert.Equal(inside, Linted(workspace, "k8s"));
        Assert.Equal(inside, Linted(workspace, "k8s/**/*.yaml"));
        Assert.Equal(["build/x.yaml"], Linted(workspace, "build"));
        Assert.Equal(["a.gen.yaml"], Linted(workspace, "a.gen.yaml"));
    }

    [Fact]
    public void Links_are_followed_once_and_circles_end()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/real/web.yaml", Manifests.Deployment("web"));
        workspace.Write("elsewhere/far.yaml", Manifests.Deployment("far"));
        File.CreateSymbolicLink(workspace.PathOf("k8s/a-link.yaml"), "real/web.yaml");
        Directory.CreateSymbolicLink(workspace.PathOf("k8s/aa"), "real");
        Directory.CreateSymbolicLink(workspace.PathOf("k8s/real/up"), "..");
        Directory.CreateSymbolicLink(workspace.PathOf("k8s/out"), "../elsewhere");
        Directory.CreateSymbolicLink(workspace.PathOf("elsewhere/back"), "../k8s");

        Assert.Equal(["k8s/out/far.yaml", "k8s/real/web.yaml"], Linted(workspace, "k8s"));
        Assert.Equal(["k8s/a-link.yaml"], Linted(workspace, "k8s/a-link.yaml"));
    }

    [Fact]
    public void Broken_and_circular_links_are_told()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web", "web-ok"));
        File.CreateSymbolicLink(workspace.PathOf("k8s/broken.yaml"), "nowhere.yaml");
        File.CreateSymbolicLink(workspace.PathOf("k8s/one.yaml"), "two.yaml");
        File.CreateSymbolicLink(workspace.PathOf("k8s/two.yaml"), "one.yaml");

        Snapshot.Match(workspace.Run("lint", "k8s").ToString());
    }

    [Fact]
    public void An_empty_directory_or_glob_exits_with_3()
    {
        using var workspace = new Workspace();
        workspace.Write("empty/notes.txt", "nothing");
        workspace.Write("values/values.yaml", "a: 1\n");
        workspace.Write("good.yaml", Manifests.Deployment("web", "web-ok"));

        Assert.Equal(ExitCode.NothingLinted, workspace.Run("lint", "empty").ExitCode);
        Assert.Equal(ExitCode.NothingLinted, workspace.Run("lint", "nowhere/*.yaml").ExitCode);
        Assert.Equal(ExitCode.NothingLinted, workspace.Run("lint", "good.yaml", "empty").ExitCode);
        Assert.Equal(ExitCode.Clean, workspace.Run("lint", "empty", "--allow-empty").ExitCode);
        Assert.Equal(ExitCode.Clean, workspace.Run("lint", "values/values.yaml").ExitCode);
    }

    [Fact]
    public void A_run_that_saw_no_object_says_so_in_its_report()
    {
        using var workspace = new Workspace();
        workspace.Write("values/values.yaml", "a: 1\n");
        workspace.Write("chart/tpl.yaml", "a: {{ .Values.a }}\n");
        workspace.Write("good.yaml", Manifests.Deployment("web", "web-ok"));
        string nothing = "values:1:1: error ML0019 nothing-linted: No Kubernetes object was found in values";

        CommandResult alone = workspace.Run("lint", "values", "--format", "concise", "--fail-on", "never", "--select", "container-name");
        Assert.Equal($"{nothing}\n", alone.Output);
        Assert.Equal("", alone.Error);
        Assert.Equal(ExitCode.NothingLinted, alone.ExitCode);
        Assert.Equal($"{nothing}, nowhere/*.yaml\n", workspace.Run("lint", "values", "nowhere/*.yaml", "--fix", "--format", "concise").Output);
        Assert.Contains("No Kubernetes object was found in chart, only 1 template source\n", workspace.Run("lint", "chart", "--format", "concise").Output, StringComparison.Ordinal);

        Assert.Equal("", workspace.Run("lint", "values", "--format", "concise", "--ignore", "ML0019").Output);
        Assert.Equal("manifestlint: values holds no manifest\n", workspace.Run("lint", "values", "--ignore", "ML0019").Error);
        Assert.Equal(ExitCode.NothingLinted, workspace.Run("lint", "values", "--ignore", "ML0019").ExitCode);
        Assert.Equal("", workspace.Run("lint", "values", "good.yaml", "--format", "concise").Output);
        Assert.Equal("", workspace.Run("lint", "values", "--allow-empty", "--format", "concise").Output);
    }

    [Fact]
    public void Templates_are_passed_over_unless_inputs_are_strict()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web", "web-ok"));
        workspace.Write("k8s/tpl.yaml", "kind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\n{{- if .Values.x }}\n");

        Assert.Equal(ExitCode.Clean, workspace.Run("lint", "k8s").ExitCode);
        CommandResult strict = workspace.Run("lint", "k8s", "--strict-inputs");
        Assert.Equal(ExitCode.WrongUse, strict.ExitCode);
        Assert.Equal("manifestlint: k8s/tpl.yaml is a template source; render it and lint the result\n", strict.Error);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("# nothing\n---\n", 3)]
    [InlineData("replicas: 1\n", 3)]
    [InlineData("a: [\n", 1)]
    [InlineData("a: {{ .Values.a }}\n", 1)]
    [InlineData("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n", 0)]
    public void Standard_input_without_an_object_exits_with_3(string input, int exitCode)
    {
        using var workspace = new Workspace { Input = System.Text.Encoding.UTF8.GetBytes(input) };

        CommandResult result = workspace.Run("lint", "-", "--format", "concise");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(exitCode == 3 ? "<stdin>:1:1: error ML0019 nothing-linted: No Kubernetes object was found in <stdin>\n" : result.Output, result.Output);
        Assert.Equal(exitCode == 3 ? 0 : exitCode, workspace.Run("lint", "-", "--stdin-filename", "web.yaml").ExitCode);
        Assert.Equal(exitCode == 3 ? 0 : exitCode, workspace.Run("lint", "-", "--allow-empty").ExitCode);
    }

    [Theory]
    [InlineData("charts")]
    [InlineData("charts/shop/templates")]
    [InlineData("charts/shop/templates/jobs")]
    [InlineData("charts/**/*.yaml")]
    public void The_templates_of_a_chart_are_sources_although_they_parse(string path)
    {
        using var workspace = new Workspace();
        string source = Manifests.Deployment("web").Replace("web:1.0", "web:{{ .Values.tag }}", StringComparison.Ordinal);
        workspace.Write("charts/shop/Chart.yaml", "apiVersion: v2\nname: shop\n");
        workspace.Write("charts/shop/templates/jobs/web.yaml", source);
        workspace.Write("charts/shop/templates/jobs/plain.yaml", Manifests.Deployment("web", "web-ok"));

        Assert.Equal(
            "charts/shop/templates/jobs/web.yaml:15:34: info ML0016 templated-file-skipped: Skipped: this is a Helm template, lint the rendered output instead\n",
            workspace.Run("lint", path, "--format", "concise").Output);
    }

    [Fact]
    public void Templates_outside_of_charts_and_given_by_name_are_judged_by_what_they_hold()
    {
        using var workspace = new Workspace();
        string source = Manifests.Deployment("web", "web-ok").Replace("web:1.0", "web:{{ .Values.tag }}", StringComparison.Ordinal);
        workspace.Write("templates/web.yaml", source);
        workspace.Write("chart.yaml", "name: {{ .Release.Name }}\n");

        Assert.Equal("", workspace.Run("lint", "templates", "--format", "concise").Output);
        CommandResult named = workspace.Run("lint", "chart.yaml", "--format", "concise");
        Assert.Equal("chart.yaml:1:7: warning ML0016 templated-file-skipped: Skipped: this is a Helm template, lint the rendered output instead\n", named.Output);
        Assert.Equal(ExitCode.Findings, named.ExitCode);
    }

    private static string[] Linted(Workspace workspace, params string[] paths)
    {
        string output = workspace.Run(["lint", "--format", "concise", "--select", "container-name", .. paths]).Output;
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])];
    }
}
