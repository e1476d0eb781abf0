using System.Text.Json;
using ManifestLint.Cli.Inputs;

namespace ManifestLint.Cli.Tests.Commands;

/// <summary>Reports in files, and outputs that fail.</summary>
public sealed class OutputTests
{
    [Fact]
    public void Reports_go_to_files_beside_standard_output()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));
        workspace.Write("out/old.json", "old");

        CommandResult result = workspace.Run("lint", "web.yaml", "--format", "concise", "--output", "json=out/old.json", "--output", "sarif=out/new.sarif", "--output", "text=out/text.txt");

        Assert.Equal("web.yaml:14:17: warning ML2901 container-name: Container 'web' has a poor name\n", result.Output);
        Assert.Equal("", result.Error);
        Assert.Equal(1, JsonDocument.Parse(workspace.Read("out/old.json")).RootElement.GetProperty("findings").GetArrayLength());
        Assert.Contains("\"runs\"", workspace.Read("out/new.sarif"), StringComparison.Ordinal);
        Assert.Equal(["new.sarif", "old.json", "text.txt"], workspace.FilesIn("out"));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_and_the_others_are_written()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));
        Directory.CreateDirectory(workspace.PathOf("directory"));

        CommandResult result = workspace.Run("lint", "--output", "json=no/where.json", "--output", "json=directory", "--output", "json=good.json");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Equal("manifestlint: cannot write no/where.json: no such file or directory\nmanifestlint: cannot write directory: it is a directory\n", result.Error);
        Assert.Contains("good.json", workspace.FilesIn("."));
    }

    [Fact]
    public void A_full_device_is_told()
    {
        if (!OperatingSystem.IsLinux())
            return;

        using var workspace = new Workspace();
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run("lint", "--output", "json=/dev/full");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Equal("manifestlint: cannot write /dev/full: no space left on the device\n", result.Error);
        Assert.True(File.Exists("/dev/full"));
    }

    [Fact]
    public void A_full_standard_output_is_told()
    {
        using var full = new FullStream();
        using var workspace = new Workspace { OutputStream = full };
        workspace.Write("web.yaml", Manifests.Deployment("web"));

        CommandResult result = workspace.Run("lint");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Equal("manifestlint: cannot write to standard output: no space left on the device\n", result.Error);
    }

    [Fact]
    public void An_old_report_stays_when_the_disk_is_full()
    {
        using var workspace = new Workspace { Disk = new FullDisk() };
        workspace.Write("web.yaml", Manifests.Deployment("web"));
        workspace.Write("report.txt", "old");

        workspace.Run("lint", "web.yaml", "--output", "text=report.txt");

        Assert.Equal("old", workspace.Read("report.txt"));
        Assert.Equal(["report.txt", "web.yaml"], workspace.FilesIn("."));
    }

    private sealed class FullDisk : Disk
    {
        public override void Flush(Stream stream) => throw new IOException("No space left on device", 28);
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device", 28);

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device", 28);
    }
}
