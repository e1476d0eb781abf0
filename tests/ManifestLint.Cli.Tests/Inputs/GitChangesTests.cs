using System.Text;
using ManifestLint.Changes;
using ManifestLint.Cli.Inputs;

namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>What git is asked and how its answers are read; the end-to-end tests ask the real one.</summary>
public sealed class GitChangesTests
{
    [Fact]
    public void A_difference_is_read_file_by_file()
    {
        string difference = """
            diff --git a/k8s/web.yaml b/k8s/web.yaml
            index 1..2 100644
            --- a/k8s/web.yaml
            +++ b/k8s/web.yaml
            @@ -1,4 +1,4 @@ kind: Pod
             one
            --- a/k8s/not-a-head.yaml
            +++ b/k8s/not-a-head.yaml
            +x
            ----
             last
            \ No newline at end of file
            diff --git a/new.yaml b/new.yaml
            new file mode 100644
            --- /dev/null
            +++ b/new.yaml
            @@ -0,0 +1 @@
            +x
            diff --git a/gone.yaml b/gone.yaml
            deleted file mode 100644
            --- a/gone.yaml
            +++ /dev/null
            @@ -1 +0,0 @@
            -x
            diff --git a/old.yaml b/renamed.yaml
            similarity index 100%
            rename from old.yaml
            rename to renamed.yaml
            Submodule sub 1..2:
            diff --git "a/sub/\303\274 \"x.yaml" "b/sub/\303\274 \"x.yaml"
            --- "a/sub/\303\274 \"x.yaml"
            +++ "b/sub/\303\274 \"x.yaml"
            @@ -1 +1 @@
            -a
            \ No newline at end of file
            +++ b/c
            \ No newline at end of file
            diff --git a/a b.yaml b/a b.yaml
            --- a/a b.yaml
            +++ b/a b.yaml[tab]
            @@ -1 +1,2 @@
             ü
            +b

            """.ReplaceLineEndings("\n").Replace("[tab]", "\t", StringComparison.Ordinal);
        Dictionary<string, FileChange> changes = GitDiff.Read(Encoding.UTF8.GetBytes(difference));

        Assert.Equal(["a b.yaml", "k8s/web.yaml", "new.yaml", "sub/ü \"x.yaml"], changes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("one\n-- a/k8s/not-a-head.yaml\n---\nlast\n", changes["k8s/web.yaml"].Before?.Text);
        Assert.Equal("a\n", changes["sub/ü \"x.yaml"].Before?.Text);
        Assert.Equal("ü\n", changes["a b.yaml"].Before?.Text);
        Assert.Null(changes["new.yaml"].Before);
    }

    [Theory]
    [InlineData("main", "main")]
    [InlineData("origin/main...", "origin/main")]
    [InlineData("main...HEAD", "main")]
    [InlineData("HEAD~1", "HEAD~1")]
    [InlineData("a b'$(x)", "a b'$(x)")]
    public void A_revision_is_passed_as_it_is(string written, string asked)
    {
        List<ProgramCall> calls = [];
        using Workspace workspace = Repository(calls, _ => new ProgramRun(0, "abc\n"u8.ToArray(), ""));

        Assert.Equal(ExitCode.Clean, workspace.Run("lint", "--since", written).ExitCode);
        Assert.Equal(["merge-base", "--end-of-options", asked, "HEAD"], calls[0].Arguments.AsEnumerable());
        Assert.Contains("abc", calls[1].Arguments);
        Assert.All(calls, call => Assert.Equal(("git", workspace.Root), (call.File, call.Directory)));
        Assert.All(calls, call => Assert.Contains(new KeyValuePair<string, string?>("GIT_DIR", null), call.Variables));
    }

    [Theory]
    [InlineData("-x", "--since -x: no revision begins with '-'")]
    [InlineData("...", "--since needs a revision, for example main, origin/main or HEAD~1")]
    [InlineData("main..HEAD", "--since main..HEAD is a range; give the revision that it begins with: main")]
    public void What_is_no_revision_is_refused_before_git_is_asked(string written, string expected)
    {
        List<ProgramCall> calls = [];
        using Workspace workspace = Repository(calls, _ => null);

        CommandResult result = workspace.Run("lint", $"--since={written}");

        Assert.Equal((ExitCode.WrongUse, $"manifestlint: {expected}\n"), (result.ExitCode, result.Error));
        Assert.Empty(calls);
    }

    [Fact]
    public void Without_git_the_run_ends()
    {
        using Workspace workspace = Repository([], _ => null);

        CommandResult result = workspace.Run("lint", "--since", "main");

        Assert.Equal((ExitCode.WrongUse, "manifestlint: --since main: git is not on the PATH, and only git knows what changed\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public void A_file_outside_of_every_repository_is_told()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run("lint", "--since", "main");

        Assert.Equal((ExitCode.WrongUse, "manifestlint: --since main: web.yaml is in no git repository\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public void What_git_says_is_told_without_its_advice()
    {
        using Workspace workspace = Repository([], call => new ProgramRun(128, [], "fatal: detected dubious ownership\nTo add an exception:\n\tgit config x\n"));

        Assert.Equal("manifestlint: --since main: git finds no commit here: detected dubious ownership\n", workspace.Run("lint", "--since", "main").Error);
    }

    private static Workspace Repository(List<ProgramCall> calls, Func<ProgramCall, ProgramRun?> run)
    {
        var workspace = new Workspace
        {
            StartProgram = call =>
            {
                calls.Add(call);
                return run(call);
            },
        };
        workspace.Write(".git/HEAD", "");
        workspace.Write("web.yaml", Manifests.Deployment("web"));
        return workspace;
    }
}
