using System.Text;
using ManifestLint.Cli.Inputs;

namespace ManifestLint.Cli.Tests.Commands;

/// <summary>Fixing files in place: every file is whole at every moment, and what could not be written is told.</summary>
public sealed class FixTests
{
    private const UnixFileMode Odd = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead;

    [Fact]
    public void Safe_fixes_are_applied_and_the_rest_remains()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web", replicas: 1));

        CommandResult result = workspace.Run("lint", "--fix");

        Assert.Equal(Manifests.Deployment("web", "web-ok", replicas: 1), workspace.Read("web.yaml"));
        Snapshot.Match(result.ToString());
    }

    [Fact]
    public void Unsafe_fixes_are_applied_when_asked_for()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web", replicas: 1));

        CommandResult result = workspace.Run("lint", "--fix", "--unsafe-fixes");

        Assert.Equal(Manifests.Deployment("web", "web-ok", replicas: 2), workspace.Read("web.yaml"));
        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.Equal(["web.yaml"], workspace.FilesIn("."));
        Snapshot.Match(result.ToString());
    }

    [Fact]
    public void A_fix_that_was_taken_back_is_a_finding()
    {
        using var workspace = new Workspace { Rules = [new BreakingRule()] };
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run("lint", "--fix", "--format", "concise");

        Assert.Equal(Manifests.Deployment("web"), workspace.Read("web.yaml"));
        Assert.Equal(
            "web.yaml:4:9: warning ML0022 fix-not-applied: The fix for ML2903 was not applied: a fix would have made the file unreadable\n"
            + "web.yaml:4:9: warning ML2903 breaking: A fix will break this\n",
            result.Output);
        Assert.Equal(ExitCode.Findings, result.ExitCode);
    }

    [Fact]
    public void Nothing_else_changes()
    {
        using var workspace = new Workspace();
        string text = "\uFEFF" + Manifests.Deployment("web").Replace("\n", "\r\n", StringComparison.Ordinal) + "  # end without line end";
        workspace.Write("web.yaml", text);
        workspace.Write("good.yaml", Manifests.Deployment("good", "good-ok"));
        DateTime untouched = File.GetLastWriteTimeUtc(workspace.PathOf("good.yaml"));

        workspace.Run("lint", "--fix");

        Assert.Equal(Encoding.UTF8.GetBytes(text.Replace("- name: web\r", "- name: web-ok\r", StringComparison.Ordinal)), File.ReadAllBytes(workspace.PathOf("web.yaml")));
        Assert.Equal(untouched, File.GetLastWriteTimeUtc(workspace.PathOf("good.yaml")));
    }

    [Fact]
    public void Mode_is_kept_and_a_link_stays_a_link()
    {
        if (OperatingSystem.IsWindows())
            return;

        using var workspace = new Workspace();
        File.SetUnixFileMode(workspace.Write("real/web.yaml", Manifests.Deployment("web")), Odd);
        File.CreateSymbolicLink(workspace.PathOf("link.yaml"), "real/web.yaml");

        workspace.Run("lint", "--fix", "link.yaml");

        Assert.Equal("real/web.yaml", new FileInfo(workspace.PathOf("link.yaml")).LinkTarget);
        Assert.Equal(Manifests.Deployment("web", "web-ok"), workspace.Read("real/web.yaml"));
        Assert.Equal(Odd, File.GetUnixFileMode(workspace.PathOf("real/web.yaml")));
    }

    [Fact]
    public void Owner_is_kept()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return;

        using var workspace = new Workspace();
        string path = workspace.Write("web.yaml", Manifests.Deployment("web"));
        Assert.True(new FileStatus(IsRegular: true, UserId: 12345, GroupId: 54321).TryGiveTo(path));

        workspace.Run("lint", "--fix");

        Assert.Equal(Manifests.Deployment("web", "web-ok"), workspace.Read("web.yaml"));
        Assert.Equal(new FileStatus(IsRegular: true, UserId: 12345, GroupId: 54321), FileStatus.Of(path));
    }

    [Fact]
    public void A_read_only_file_is_named_and_the_others_are_fixed()
    {
        using var workspace = new Workspace();
        File.SetAttributes(workspace.Write("b.yaml", Manifests.Deployment("b")), FileAttributes.ReadOnly);
        workspace.Write("a.yaml", Manifests.Deployment("a"));
        workspace.Write("c.yaml", Manifests.Deployment("c"));

        CommandResult result = workspace.Run("lint", "--fix");

        Assert.Equal(Manifests.Deployment("b"), workspace.Read("b.yaml"));
        Assert.Equal(Manifests.Deployment("c", "web-ok"), workspace.Read("c.yaml"));
        Snapshot.Match(result.ToString());
        File.SetAttributes(workspace.PathOf("b.yaml"), FileAttributes.Normal);
    }

    [Fact]
    public void A_full_disk_leaves_the_file_as_it_was()
    {
        using var workspace = new Workspace { Disk = new FullDisk() };
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run("lint", "--fix");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Equal("manifestlint: web.yaml is not fixed: no space left on the device\n", result.Error);
        Assert.Contains("ML2901", result.Output, StringComparison.Ordinal);
        Assert.Equal(Manifests.Deployment("web"), workspace.Read("web.yaml"));
        Assert.Equal(["web.yaml"], workspace.FilesIn("."));
    }

    [Fact]
    public void A_file_changed_by_another_program_is_not_overwritten()
    {
        using var workspace = new Workspace { Disk = new RestlessDisk() };
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run("lint", "--fix");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("web.yaml is not fixed: the file was changed by another program in the meantime", result.Error, StringComparison.Ordinal);
        Assert.Equal("changed", workspace.Read("web.yaml"));
    }

    [Fact]
    public void Ctrl_C_leaves_every_file_whole()
    {
        using var interruption = new CancellationTokenSource();
        using var workspace = new Workspace { Disk = new InterruptingDisk(interruption), Interrupt = interruption.Token };
        foreach (string name in (string[])["a", "b", "c"])
            workspace.Write($"{name}.yaml", Manifests.Deployment(name));

        CommandResult result = workspace.Run("lint", "--fix");

        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Equal("manifestlint: interrupted: 1 of 3 files are written, the others are as they were\n", result.Error);
        Assert.Equal(Manifests.Deployment("a", "web-ok"), workspace.Read("a.yaml"));
        Assert.Equal(Manifests.Deployment("b"), workspace.Read("b.yaml"));
        Assert.Equal(Manifests.Deployment("c"), workspace.Read("c.yaml"));
        Assert.Equal(["a.yaml", "b.yaml", "c.yaml"], workspace.FilesIn("."));
    }

    [Fact]
    public void Ctrl_C_before_anything_is_written()
    {
        using var interruption = new CancellationTokenSource();
        interruption.Cancel();
        using var workspace = new Workspace { Interrupt = interruption.Token };
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run("lint", "--fix");

        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Equal("manifestlint: interrupted, nothing was written\n", result.Error);
        Assert.Equal(Manifests.Deployment("web"), workspace.Read("web.yaml"));
    }

    [Fact]
    public void Standard_input_is_given_back_fixed()
    {
        using var workspace = new Workspace { Input = Encoding.UTF8.GetBytes(Manifests.Deployment("web", replicas: 1)) };

        CommandResult result = workspace.Run("lint", "--fix", "-");

        Assert.Equal(Manifests.Deployment("web", "web-ok", replicas: 1), result.Output);
        Assert.Contains("<stdin>:6:13: error ML3901 single-replica", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Findings, result.ExitCode);
    }

    [Fact]
    public void Standard_input_without_findings_is_given_back_as_it_was()
    {
        using var workspace = new Workspace { Input = Encoding.UTF8.GetBytes(Manifests.Deployment("web", "web-ok")) };

        Assert.Equal(Manifests.Deployment("web", "web-ok"), workspace.Run("lint", "--fix", "-q", "-").Output);
    }

    [Fact]
    public void Diff_shows_what_fix_would_do_and_writes_nothing()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web", replicas: 1));
        workspace.Write("other.yaml", (Manifests.Deployment("other") + "---\n" + Manifests.Deployment("third")).TrimEnd());

        CommandResult result = workspace.Run("lint", "--diff", "--unsafe-fixes");

        Assert.Equal(Manifests.Deployment("web", replicas: 1), workspace.Read("web.yaml"));
        Snapshot.Match(result.ToString());
    }

    private sealed class FullDisk : Disk
    {
        public override void Flush(Stream stream) => throw new IOException("No space left on device", 28);
    }

    private sealed class RestlessDisk : Disk
    {
        private int _reads;

        public override byte[] Read(string path)
        {
            if (_reads++ > 0)
                File.WriteAllText(path, "changed");
            return base.Read(path);
        }
    }

    // Ctrl-C is pressed while the second file is being written.
    private sealed class InterruptingDisk(CancellationTokenSource interruption) : Disk
    {
        private int _files;

        public override void Flush(Stream stream)
        {
            if (++_files == 2)
                interruption.Cancel();
        }
    }
}
