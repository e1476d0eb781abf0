using ManifestLint.Rules;
using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.Commands.Release;

/// <summary><c>release convert</c>.</summary>
public sealed class ReleaseConvertTests
{
    [Theory]
    [InlineData("files", "blue-green-hpa", "release convert k8s --to argo")]
    [InlineData("stream", "canary", "release convert k8s --to argo --output -")]
    [InlineData("dry-run", "canary", "release convert k8s --to argo --template workload-ref --dry-run")]
    [InlineData("unknown-provider", "canary", "release convert k8s --to flagger")]
    [InlineData("unknown-template", "canary", "release convert k8s --to argo --template inlne")]
    public void What_it_tells(string name, string sample, string arguments)
    {
        using Workspace workspace = Create(sample);

        Snapshot.Match(workspace.Run(arguments.Split(' ')).ToString(), name);
    }

    [Fact]
    public void A_second_run_changes_nothing_and_files_that_differ_stay()
    {
        using Workspace workspace = Create("blue-green");
        Assert.Equal(ExitCode.Clean, workspace.Run("release", "convert", "k8s", "--to", "argo", "-o", "out", "-q").ExitCode);
        CommandResult second = workspace.Run("release", "convert", "k8s", "--to", "argo", "-o", "out");
        workspace.Write("out/service.yaml", "# mine\n");
        CommandResult third = workspace.Run("release", "convert", "k8s", "--to", "argo", "-o", "out");

        Assert.Equal(["README.md", "pdb.yaml", "rollout.yaml", "service.yaml"], workspace.FilesIn("out"));
        Assert.Contains("identical out/rollout.yaml", second.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Differs, third.ExitCode);
        Assert.Contains("  out/service.yaml", third.Error, StringComparison.Ordinal);
        Assert.Equal("# mine\n", workspace.Read("out/service.yaml"));
        Assert.Equal(ExitCode.Clean, workspace.Run("release", "convert", "k8s", "--to", "argo", "-o", "out", "--force").ExitCode);
        Assert.StartsWith("# What clients use.", workspace.Read("out/service.yaml"), StringComparison.Ordinal);
    }

    private static Workspace Create(string sample)
    {
        var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        foreach (string file in Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "samples", "release", sample)))
            workspace.Write($"k8s/{Path.GetFileName(file)}", File.ReadAllText(file));
        return workspace;
    }
}
