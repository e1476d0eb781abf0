using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>A commit in a repository whose hook is the one that the README shows.</summary>
public sealed class HookTests
{
    private const string Fence = "```";

    [Fact]
    public void A_bad_commit_is_refused_and_a_fixed_one_is_accepted()
    {
        using var repository = new GitRepository();
        InstallHook(repository);
        repository.Write("k8s/web.yaml", Manifests.Deployment("web"));
        repository.Git("add", "--all");
        repository.Git("commit", "--quiet", "--no-verify", "--message", "as it was");
        repository.Write("k8s/service.yaml", Manifests.Service("web", "web").Replace("port: 80", "prot: 80", StringComparison.Ordinal));
        repository.Git("add", "--all");

        (int refused, string output) = TryCommit(repository);
        repository.Write("k8s/service.yaml", Manifests.Service("web", "web"));
        repository.Git("add", "--all");
        (int accepted, string rest) = TryCommit(repository);

        Assert.NotEqual(0, refused);
        Assert.Contains("k8s/service.yaml:7:12: error ML1001 ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("k8s/web.yaml", output, StringComparison.Ordinal);
        Assert.True(accepted == 0, rest);
    }

    [Fact]
    public void Untouched_neighbours_are_read_as_context()
    {
        using var repository = new GitRepository();
        InstallHook(repository);
        repository.Write("k8s/web.yaml", Manifests.Deployment("web"));
        repository.Write("k8s/service.yaml", Manifests.Service("web", "web"));
        repository.Git("add", "--all");
        repository.Git("commit", "--quiet", "--no-verify", "--message", "as it was");
        repository.Write("k8s/web.yaml", Manifests.Deployment("web", container: "server"));
        repository.Git("add", "--all");

        (int beside, string output) = TryCommit(repository);
        repository.Git("rm", "--quiet", "--cached", "k8s/service.yaml");
        File.Delete(Path.Combine(repository.Root, "k8s/service.yaml"));
        (int alone, string nothing) = TryCommit(repository);

        // Only a Service says that the pods get requests.
        Assert.NotEqual(0, beside);
        Assert.Contains("k8s/web.yaml:14:17: warning ML2001 ", output, StringComparison.Ordinal);
        Assert.True(alone == 0, nothing);
    }

    [Fact]
    public void What_is_no_manifest_is_no_business_of_the_hook()
    {
        using var repository = new GitRepository();
        InstallHook(repository);
        repository.Write(".github/workflows/ci.yaml", "on: push\njobs: {}\n");
        repository.Write("values.yaml", "replicas: 2\n");
        repository.Write("package.json", "{\"name\": \"a\"}\n");
        repository.Write("notes.txt", "a: b: c\n");
        repository.Write("a name with blanks.yaml", Manifests.Deployment("web"));
        repository.Write("chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 0.1.0\n");
        repository.Write("old/web.yaml", Manifests.Service("web", "web").Replace("port: 80", "prot: 80", StringComparison.Ordinal));
        repository.Write(".manifestlint.yaml", "exclude: [old/**]\n");
        repository.Write("gone.yaml", "a: 1\n");
        repository.Git("add", "--all");
        (int added, string first) = TryCommit(repository);
        repository.Git("rm", "--quiet", "gone.yaml");
        (int removed, string second) = TryCommit(repository);

        Assert.Equal((0, ""), (added, first));
        Assert.Equal((0, ""), (removed, second));
    }

    [Fact]
    public void A_template_is_mentioned_and_refuses_no_commit()
    {
        using var repository = new GitRepository();
        InstallHook(repository);
        repository.Write("chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 0.1.0\n");
        repository.Write("chart/templates/web.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n");
        repository.Git("add", "--all");

        (int code, string output) = TryCommit(repository);

        Assert.True(code == 0, output);
        Assert.Contains("info ML0016 ", output, StringComparison.Ordinal);
    }

    private static void InstallHook(GitRepository repository)
    {
        string path = Path.Combine(repository.Root, ".git", "hooks", "pre-commit");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, HookOfReadme());
        string program = string.Join(' ', [ManifestLintProgram.Command.File, .. ManifestLintProgram.Command.Arguments]);
        string bin = Path.Combine(repository.Root, ".git", "bin");
        Directory.CreateDirectory(bin);
        File.WriteAllText(Path.Combine(bin, "manifestlint"), $"#!/bin/sh\nexec {program} \"$@\"\n");
        if (OperatingSystem.IsWindows())
            return;

        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(path, mode);
        File.SetUnixFileMode(Path.Combine(bin, "manifestlint"), mode);
    }

    // The script of the README's block that begins with a line for the shell.
    private static string HookOfReadme()
    {
        string[] lines = File.ReadAllLines(RepositoryRoot.Combine("README.md"));
        int start = Array.IndexOf(lines, "#!/bin/sh");
        int end = Array.IndexOf(lines, Fence, start);
        return string.Join('\n', lines[start..end]) + "\n";
    }

    private static (int Code, string Output) TryCommit(GitRepository repository)
    {
        (string, string)[] variables =
        [
            ("PATH", $"{Path.Combine(repository.Root, ".git", "bin")}:{Environment.GetEnvironmentVariable("PATH")}"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_AUTHOR_NAME", "a"), ("GIT_AUTHOR_EMAIL", "a@example.com"),
            ("GIT_COMMITTER_NAME", "a"), ("GIT_COMMITTER_EMAIL", "a@example.com"),
        ];
        (int code, string output, string errors) = ManifestLintProgram.Start(repository.Root, "", variables, "git", "commit", "--quiet", "--message", "change");
        return (code, output + errors);
    }
}
