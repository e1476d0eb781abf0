using System.Text;
using ManifestLint.Cli.Inputs;

namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>How kustomize is run, with a stand-in for the program.</summary>
public sealed class RenderedKustomizationTests
{
    [Fact]
    public void The_result_is_complete_and_findings_stand_in_the_sources()
    {
        using var workspace = Create(_ => Manifests.Deployment("prod-web") + "---\n" + Manifests.Service("prod-web", "none"));

        CommandResult result = workspace.Run("lint", ".", "--render", "--format", "concise");

        Assert.Equal(
            """
            base/web.yaml:14:17: warning ML2901 container-name: Container 'web' has a poor name
            base/web.yaml:20:9: error ML5901 service-selection: Service 'prod-web' selects nothing

            """,
            result.Output);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void The_program_of_that_name_comes_before_kubectl()
    {
        var calls = new List<ProgramCall>();
        using var workspace = Create(_ => "", calls, "kustomize");
        workspace.Run("lint", ".", "--render");

        ProgramCall call = Assert.Single(calls);
        Assert.Equal(("kustomize", "build"), (call.File, call.Arguments[0]));
        Assert.Equal("--load-restrictor LoadRestrictionsNone --enable-helm", string.Join(' ', call.Arguments.Skip(2)));
        Assert.False(Directory.Exists(call.Arguments[1]));
    }

    [Fact]
    public void Only_what_nobody_takes_in_is_built()
    {
        var calls = new List<ProgramCall>();
        using var workspace = Create(_ => "", calls);
        workspace.Write("other/kustomization.yaml", "kind: Component\n");
        workspace.Run("lint", ".", "--render");

        Assert.Equal(2, calls.Count);
        Assert.Equal(["kustomize", "kubectl"], calls.Select(call => call.File));
    }

    [Fact]
    public void Without_a_program_the_remedy_is_told()
    {
        using var workspace = Create(_ => "", programs: "");

        CommandResult result = workspace.Run("lint", ".", "--render");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("manifestlint: --render needs kustomize or kubectl, and neither is on the PATH; install one of them, or lint without --render\n", result.Error);
    }

    [Fact]
    public void Without_a_kustomization_nothing_is_run()
    {
        using var workspace = new Workspace { StartProgram = _ => throw new InvalidOperationException() };
        workspace.Write("web.yaml", Manifests.Deployment("web", "web-ok"));

        Assert.Equal(0, workspace.Run("lint", ".", "--render").ExitCode);
    }

    [Theory]
    [InlineData("Error: no such thing\n", "no such thing")]
    [InlineData("error: no such thing\n", "no such thing")]
    [InlineData("# Warning: 'bases' is deprecated\nE1 1 run.go:72] \"command failed\" err=\"no \\\"such\\\" thing\"\n", "no \"such\" thing")]
    [InlineData("E1 1 run.go:72] \"command failed\" err=<\n\tno such\n\tthing\n >\n", "no such thing")]
    [InlineData("", "it ended with exit code 1 and said nothing")]
    public void A_failure_is_an_error_in_the_words_of_kustomize(string errors, string reason)
    {
        using var workspace = Create(_ => null, errors: errors);

        CommandResult result = workspace.Run("lint", "overlays/prod", "--render", "--format", "concise");

        Assert.Equal($"overlays/prod/kustomization.yaml:1:1: error ML0015 unreadable-file: Cannot build overlays/prod: {reason}\n", result.Output);
        Assert.Equal(1, result.ExitCode);
    }

    [Theory]
    [InlineData("--fix")]
    [InlineData("--diff")]
    public void What_is_rendered_is_not_repaired(string option)
    {
        using var workspace = Create(_ => "");

        CommandResult result = workspace.Run("lint", ".", "--render", option);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("run --fix without --render", result.Error, StringComparison.Ordinal);
    }

    // Kustomize as far as this needs it: every object comes from the base.
    private static Workspace Create(Func<ProgramCall, string?> render, List<ProgramCall>? calls = null, string programs = "kubectl", string errors = "")
    {
        Workspace? workspace = null;
        workspace = new Workspace
        {
            StartProgram = call =>
            {
                lock (programs)
                    calls?.Add(call);
                if (call.File != programs)
                    return null;
                if (render(call) is not { } text)
                    return new ProgramRun(1, [], errors);

                string origin = Path.GetRelativePath(call.Arguments[1], workspace!.PathOf("base/web.yaml"));
                string annotated = text.Replace("metadata:\n  name", $"metadata:\n  annotations:\n    config.kubernetes.io/origin: |\n      path: {origin}\n  name", StringComparison.Ordinal);
                return new ProgramRun(0, Encoding.UTF8.GetBytes(annotated), "");
            },
        };
        workspace.Write("base/kustomization.yaml", "resources: [web.yaml]\n");
        workspace.Write("base/web.yaml", Manifests.Deployment("web") + "---\n" + Manifests.Service("web", "none"));
        workspace.Write("overlays/prod/kustomization.yaml", "resources: [../../base]\nnamePrefix: prod-\n");
        return workspace;
    }
}
