namespace ManifestLint.Cli.Tests.Commands;

/// <summary>Suppressing from the command line: what is written where, what is refused, and that nothing else changes.</summary>
public sealed class SuppressionTests
{
    [Fact]
    public void Suppressions_are_written_where_a_person_would_write_them()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web", replicas: 1));
        workspace.Write("service.yaml", "# The shop.\n" + Manifests.Service("shop", "web") + "---\n" + Manifests.Service("other", "nothing"));

        CommandResult result = workspace.Run("lint", "--add-suppressions", "--reason", "as before");

        Snapshot.Match($"{result}--- web.yaml\n{workspace.Read("web.yaml")}--- service.yaml\n{workspace.Read("service.yaml")}");
        CommandResult again = workspace.Run("lint", "--add-suppressions", "--reason", "as before");
        Assert.Equal(ExitCode.Clean, again.ExitCode);
        Assert.Equal("manifestlint: 0 findings suppressed in 0 files\n", again.Error);
    }

    [Fact]
    public void Findings_of_one_place_share_a_comment_and_one_that_is_there_is_extended()
    {
        using var workspace = new Workspace { Rules = [new ContainerNameRule(), new SecondNameRule(), new ReplicasRule()] };
        string text = Manifests.Deployment("web", replicas: 1)
            .Replace("  replicas: 1\n", "  # manifestlint-ignore container-name -- old\n  # On purpose.\n  replicas: 1\n", StringComparison.Ordinal)
            .Replace("      containers:\n", "      # manifestlint-ignore container-name\n      containers:\n", StringComparison.Ordinal);
        workspace.Write("web.yaml", text);

        workspace.Run("lint", "--add-suppressions");

        Assert.Equal(
            text.Replace("  replicas: 1\n", "  replicas: 1 # manifestlint-ignore single-replica\n", StringComparison.Ordinal)
                .Replace("name: web\n          image", "name: web # manifestlint-ignore second-name\n          image", StringComparison.Ordinal),
            workspace.Read("web.yaml"));

        workspace.Write("web.yaml", Manifests.Deployment("web"));
        workspace.Run("lint", "--add-suppressions");
        Assert.Contains("        - name: web # manifestlint-ignore container-name, second-name\n", workspace.Read("web.yaml"), StringComparison.Ordinal);

        workspace.Write("web.yaml", Manifests.Deployment("web").Replace("- name: web", "- name: web # manifestlint-ignore container-name", StringComparison.Ordinal));
        workspace.Run("lint", "--add-suppressions");
        Assert.Contains("        - name: web # manifestlint-ignore container-name, second-name\n", workspace.Read("web.yaml"), StringComparison.Ordinal);

        workspace.Write("web.yaml", Manifests.Deployment("web"));
        string reason = new('x', 36);
        workspace.Run("lint", "--add-suppressions", "--reason", reason);
        Assert.Contains($"        # manifestlint-ignore container-name, second-name -- {reason}\n        - name: web\n", workspace.Read("web.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_gets_an_annotation()
    {
        using var workspace = new Workspace();
        workspace.Write("pod.json", """
            {
              "apiVersion": "v1",
              "kind": "Pod",
              "metadata": {
                "name": "web"
              },
              "spec": {
                "containers": [{"name": "web", "image": "example.com/web:1.0"}]
              }
            }

            """);

        CommandResult result = workspace.Run("lint", "--add-suppressions", "--reason", "it is \"old\"");

        Snapshot.Match($"{result}--- pod.json\n{workspace.Read("pod.json")}");
        Assert.Equal(ExitCode.Clean, workspace.Run("lint").ExitCode);
    }

    [Fact]
    public void What_cannot_be_suppressed_is_named_and_remains()
    {
        using var workspace = new Workspace();
        workspace.Write("broken.yaml", "a: [\n");
        workspace.Write("unused.yaml", "# manifestlint-ignore-file ML3901 -- gone\n" + Manifests.Deployment("a", "a-ok"));

        CommandResult result = workspace.Run("lint", "--add-suppressions", "--format", "concise");

        Assert.Equal("a: [\n", workspace.Read("broken.yaml"));
        Snapshot.Match(result.ToString());
    }

    [Fact]
    public void A_template_source_gets_a_comment_at_the_top()
    {
        using var workspace = new Workspace();
        workspace.Write("chart.yaml", "---\nkind: {{ .Values.kind }}\n");

        workspace.Run("lint", "chart.yaml", "--add-suppressions");

        Assert.Equal("---\n# manifestlint-ignore-file templated-file-skipped\nkind: {{ .Values.kind }}\n", workspace.Read("chart.yaml"));
    }

    [Fact]
    public void With_diff_nothing_is_written_and_standard_input_goes_to_standard_output()
    {
        using var workspace = new Workspace();
        string text = Manifests.Deployment("web").Replace("\n", "\r\n", StringComparison.Ordinal);
        workspace.Write("web.yaml", text);

        CommandResult diff = workspace.Run("lint", "web.yaml", "--add-suppressions", "--diff");

        Assert.Equal(text, workspace.Read("web.yaml"));
        Assert.Contains("+        - name: web # manifestlint-ignore container-name\r\n", diff.Output, StringComparison.Ordinal);
        Assert.Equal("1 finding in 1 file would be suppressed, 0 findings would remain.\n", diff.Error);

        workspace.Input = System.Text.Encoding.UTF8.GetBytes(text);
        CommandResult filter = workspace.Run("lint", "-", "--add-suppressions", "-q");
        Assert.Equal(text.Replace("name: web\r\n          image", "name: web # manifestlint-ignore container-name\r\n          image", StringComparison.Ordinal), filter.Output);
    }

    [Theory]
    [InlineData("--add-suppressions", "--fix", "exclude each other")]
    [InlineData("--add-suppressions", "--no-inline-suppressions", "does not count")]
    [InlineData("--reason", "x", "add --add-suppressions")]
    [InlineData("--add-suppressions", "--reason= ", "one line of text")]
    [InlineData("--add-suppressions", "--reason=a\nb", "one line of text")]
    [InlineData("--add-suppressions", "--preset=strict", "add --reason TEXT")]
    public void Wrong_combinations_are_refused(string first, string second, string message)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run("lint", first, second);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(Manifests.Deployment("web"), workspace.Read("web.yaml"));
    }

    [Fact]
    public void Without_inline_suppressions_everything_is_reported()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", "# manifestlint-ignore-file container-name -- old\n" + Manifests.Deployment("web").Replace("  name: web\nspec", "  name: web\n  annotations:\n    kube-linter.io/ignore-all: x\nspec", StringComparison.Ordinal));

        CommandResult result = workspace.Run("lint", "--no-inline-suppressions", "--format", "concise");

        Assert.Equal(
            "web.yaml:1:28: error ML0014 suppression-not-allowed: ML2901 cannot be suppressed here: suppressions in manifests are turned off\n"
            + "web.yaml:17:17: warning ML2901 container-name: Container 'web' has a poor name\n",
            result.Output);
        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Equal(ExitCode.Clean, workspace.Run("lint").ExitCode);
    }

    // A second rule about the same place.
    private sealed class SecondNameRule : ManifestLint.Analysis.Rule
    {
        public override ManifestLint.Diagnostics.DiagnosticDescriptor Descriptor { get; } =
            new("ML2905", "second-name", "A container has a poor name", ManifestLint.Diagnostics.DiagnosticSeverity.Warning);

        public override void Initialize(ManifestLint.Analysis.AnalysisContext context) => context.RegisterContainerAction(container =>
            container.Report(container.Container.Name!.Value.Node, "poor"));
    }
}
