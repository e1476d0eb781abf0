using System.Text;
using ManifestLint.Cli.Inputs;

namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>Files that are no manifests, or no files: a clear message, and never a crash.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("empty", "")]
    [InlineData("comments", "# only\n# comments\n")]
    [InlineData("separators", "---\n---\n...\n")]
    public void A_file_without_content_is_fine(string name, string content)
    {
        using var workspace = new Workspace();
        workspace.Write($"{name}.yaml", content);

        CommandResult result = workspace.Run("lint", $"{name}.yaml");

        Assert.Equal("1 file, 0 manifests: no findings (0 ms)\n", result.Output);
        Assert.Equal(ExitCode.Clean, result.ExitCode);
    }

    [Fact]
    public void A_binary_file_is_reported_when_named_and_passed_over_in_a_directory()
    {
        using var workspace = new Workspace();
        workspace.Write("image.yaml", [0x89, (byte)'P', 0, 0, 1, 0xFF]);
        workspace.Write("web.yaml", Manifests.Deployment("web", "web-ok"));

        Assert.Equal(ExitCode.Clean, workspace.Run("lint", ".").ExitCode);
        Assert.Contains("ML0015 unreadable-file: Cannot read image.yaml: the file holds a NUL byte, so it is no text file", workspace.Run("lint", "image.yaml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_bytes_are_reported_at_their_place()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", [.. Encoding.UTF8.GetBytes("a: 1\nb: é"), 0xC3, (byte)'\n']);

        Assert.StartsWith("web.yaml:2:5: error ML0015 unreadable-file: Cannot read web.yaml: the byte 0xC3 is not valid UTF-8\n", workspace.Run("lint", "--format", "concise").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_JSON_that_is_no_manifest_is_passed_over_in_a_directory()
    {
        using var workspace = new Workspace();
        workspace.Write("tsconfig.json", "{\n  \"a\": 1 // comment\n  \"b\": 2\n}");
        workspace.Write("web.json", "{ \"apiVersion\": \"v1\", \"kind\": ");

        Assert.StartsWith("web.json:", workspace.Run("lint", "--format", "concise").Output, StringComparison.Ordinal);
        Assert.StartsWith("tsconfig.json:", workspace.Run("lint", "--format", "concise", "tsconfig.json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_megabytes_in_one_line_are_refused_in_bounded_memory()
    {
        using var workspace = new Workspace();
        string path = workspace.PathOf("long.yaml");
        using (var file = new FileStream(path, FileMode.CreateNew))
        {
            file.Write("a: "u8);
            byte[] block = new byte[1 << 20];
            Array.Fill(block, (byte)'x');
            for (int i = 0; i < 100; i++)
                file.Write(block);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        CommandResult result = workspace.Run("lint", "long.yaml", "--jobs", "1");

        Assert.Contains("ML0017 limit-exceeded", result.Output, StringComparison.Ordinal);
        Assert.InRange(result.Output.Length, 1, 2000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1200L << 20);
    }

    [Fact]
    public void A_long_line_is_shown_around_the_place()
    {
        using var workspace = new Workspace();
        string list = string.Join(", ", Enumerable.Range(0, 2000).Select(i => $"{{name: c{i}{(i == 1000 ? "" : "-ok")}}}"));
        workspace.Write("web.yaml", $"{{apiVersion: v1, kind: Pod, metadata: {{name: web}}, spec: {{containers: [{list}]}}}}\n");

        Snapshot.Match(workspace.Run("lint").Output);
    }

    [Theory]
    [InlineData("blocks")]
    [InlineData("flow")]
    public void Ten_thousand_levels_are_refused(string form)
    {
        using var workspace = new Workspace();
        var text = new StringBuilder();
        for (int i = 0; i < 10_000; i++)
            text.Append(form == "flow" ? "[" : new string(' ', Math.Min(i, 2000)) + "a:\n");
        workspace.Write("deep.yaml", text.ToString());

        CommandResult result = workspace.Run("lint");

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Contains(": error ML0", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_bomb_is_refused()
    {
        using var workspace = new Workspace();
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++)
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        workspace.Write("bomb.yaml", text.ToString());

        Assert.Contains("ML0017 limit-exceeded", workspace.Run("lint").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_path_is_reported_and_exits_with_2()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        Snapshot.Match(workspace.Run("lint", "web.yaml", "nowhere.yaml", "no/where.yaml").ToString());
    }

    [Fact]
    public void A_file_without_permission_is_told()
    {
        using var workspace = new Workspace { Disk = new RefusingDisk(new UnauthorizedAccessException("Access to the path is denied.")) };
        workspace.Write("secret.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run("lint", "secret.yaml");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("Cannot read secret.yaml: permission denied", result.Output, StringComparison.Ordinal);
        Assert.Equal("manifestlint: cannot read secret.yaml: permission denied\n", result.Error);
    }

    // Nothing is forbidden to root, so this one only shows something for other users.
    [Fact]
    public void A_directory_without_permission_is_told()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
            return;

        using var workspace = new Workspace();
        workspace.Write("k8s/secret/web.yaml", Manifests.Deployment("web"));
        File.SetUnixFileMode(workspace.PathOf("k8s/secret"), UnixFileMode.None);

        CommandResult inside = workspace.Run("lint", "k8s");
        CommandResult named = workspace.Run("lint", "k8s/secret");
        File.SetUnixFileMode(workspace.PathOf("k8s/secret"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Contains("Cannot read k8s/secret: permission denied", inside.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Findings, inside.ExitCode);
        Assert.Equal(ExitCode.WrongUse, named.ExitCode);
    }

    [Fact]
    public void A_file_that_disappears_between_listing_and_reading_is_told()
    {
        using var workspace = new Workspace { Disk = new VanishingDisk() };
        workspace.Write("k8s/a.yaml", Manifests.Deployment("a", "web-ok"));
        workspace.Write("k8s/gone.yaml", Manifests.Deployment("gone"));

        CommandResult result = workspace.Run("lint", "k8s", "--format", "concise");

        Assert.Equal("k8s/gone.yaml:1:1: error ML0015 unreadable-file: Cannot read k8s/gone.yaml: no such file or directory\n", result.Output);
        Assert.Equal(ExitCode.Findings, result.ExitCode);
    }

    [Fact]
    public void Closed_standard_input_is_told()
    {
        using var closed = new MemoryStream();
        closed.Dispose();
        using var workspace = new Workspace { InputStream = closed };

        CommandResult result = workspace.Run("lint", "-");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Equal("manifestlint: cannot read <stdin>: standard input is closed\n", result.Error);
    }

    private sealed class RefusingDisk(Exception exception) : Disk
    {
        public override byte[] Read(string path) => throw exception;
    }

    private sealed class VanishingDisk : Disk
    {
        public override byte[] Read(string path)
        {
            if (path.EndsWith("gone.yaml", StringComparison.Ordinal))
                File.Delete(path);
            return base.Read(path);
        }
    }
}
