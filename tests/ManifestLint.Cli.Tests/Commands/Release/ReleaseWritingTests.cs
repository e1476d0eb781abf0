using System.Text;
using ManifestLint.Cli.Inputs;
using ManifestLint.Rules;

namespace ManifestLint.Cli.Tests.Commands.Release;

/// <summary>Which files are read and written: all files of a change, or none.</summary>
public sealed class ReleaseWritingTests
{
    private const string Deploy = $"release deploy k8s --image {ReleaseWorkspace.Next} -q";

    // Writes deployment-canary.yaml, deployment-stable.yaml and service.yaml, in this order.
    private static readonly string[] Weight = ["release", "weight", "k8s", "30"];

    [Theory]
    [InlineData("deployment-canary.yaml")]
    [InlineData("deployment-stable.yaml")]
    [InlineData("service.yaml")]
    public void A_file_changed_underneath_leaves_all_as_they_were(string file)
    {
        var disk = new RestlessDisk();
        using Workspace workspace = Canary(disk);
        SortedDictionary<string, string> before = workspace.Texts();
        disk.Begin(workspace.PathOf($"k8s/{file}"));

        CommandResult result = workspace.Run(Weight);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Equal($"manifestlint: k8s/{file} is not changed: the file was changed by another program in the meantime; nothing was written\n", result.Error);
        before[file] += "# changed\n";
        Assert.Equal(before, workspace.Texts());
    }

    [Theory]
    [InlineData("deployment-stable.yaml")]
    [InlineData("service.yaml")]
    public void A_read_only_file_leaves_all_as_they_were(string file)
    {
        using Workspace workspace = Canary(new Disk());
        SortedDictionary<string, string> before = workspace.Texts();
        File.SetAttributes(workspace.PathOf($"k8s/{file}"), FileAttributes.ReadOnly);

        CommandResult result = workspace.Run(Weight);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Equal($"manifestlint: k8s/{file} is not changed: the file is read-only; nothing was written\n", result.Error);
        Assert.Equal(before, workspace.Texts());
        File.SetAttributes(workspace.PathOf($"k8s/{file}"), FileAttributes.Normal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_full_disk_leaves_all_as_they_were(int number)
    {
        var disk = new FullDisk();
        using Workspace workspace = Canary(disk);
        SortedDictionary<string, string> before = workspace.Texts();
        disk.Begin(number);

        CommandResult result = workspace.Run(Weight);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.EndsWith("is not changed: no space left on the device; nothing was written\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, workspace.Texts());
    }

    [Fact]
    public void What_could_not_be_restored_is_told()
    {
        var disk = new FullDisk { StaysFull = true };
        using Workspace workspace = Canary(disk);
        disk.Begin(2);

        CommandResult result = workspace.Run(Weight);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Equal("manifestlint: k8s/deployment-stable.yaml is not changed: no space left on the device; written before and not restored: k8s/deployment-canary.yaml\n", result.Error);
        Assert.Contains("replicas: 3", workspace.Read("k8s/deployment-canary.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ctrl_C_leaves_all_as_they_were(int number)
    {
        using var interruption = new CancellationTokenSource();
        var disk = new InterruptingDisk(interruption);
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules(), Disk = disk, Interrupt = interruption.Token };
        workspace.WithSample("canary").After(Deploy);
        SortedDictionary<string, string> before = workspace.Texts();
        disk.Begin(number);

        CommandResult result = workspace.Run(Weight);

        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Equal("manifestlint: interrupted, nothing was written\n", result.Error);
        Assert.Equal(before, workspace.Texts());
    }

    [Fact]
    public void Standard_input_is_told_about_and_not_edited()
    {
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        workspace.WithSample("single-file");
        workspace.Input = Encoding.UTF8.GetBytes(workspace.Read("k8s/shop.yaml"));

        Snapshot.Match(workspace.Tell(
            "release status -",
            $"release deploy - --image {ReleaseWorkspace.Next}",
            $"release deploy - --image {ReleaseWorkspace.Next} --dry-run",
            $"release deploy - --image {ReleaseWorkspace.Next} --diff",
            $"release deploy - --image {ReleaseWorkspace.Next} --emit patch",
            $"release deploy - --image {ReleaseWorkspace.Next} --check -q"));
    }

    [Fact]
    public void A_named_file_takes_its_neighbours()
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green").WithSample("canary", "k8s/below").After($"release deploy k8s/service.yaml --image {ReleaseWorkspace.Next} -q");

        Snapshot.Match(workspace.Tell("release status k8s/deployment-blue.yaml", "release switch k8s/service.yaml --to green", "release status k8s/pdb.yaml"));
    }

    [Fact]
    public void Nothing_else_in_the_file_changes()
    {
        using Workspace workspace = ReleaseWorkspace.Create("single-file");
        string text = "\uFEFF" + workspace.Read("k8s/shop.yaml").Replace("shop:1.4.0 #", "shop:1.4.0  #", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal) + "  # end without line end";
        workspace.Write("k8s/shop.yaml", text);

        workspace.After($"release deploy k8s --image {ReleaseWorkspace.Next}", "release switch k8s --to green");

        int image = text.LastIndexOf("1.4.0", StringComparison.Ordinal);
        Assert.Equal(
            Encoding.UTF8.GetBytes(text.Remove(image, 5).Insert(image, "1.5.0")
                .Replace("color: blue # the switch", "color: GREEN # the switch", StringComparison.Ordinal)
                .Replace("    color: green\r\n  ports", "    color: blue\r\n  ports", StringComparison.Ordinal)
                .Replace("GREEN", "green", StringComparison.Ordinal)
                .Replace("replicas: 0", "replicas: 4", StringComparison.Ordinal)),
            File.ReadAllBytes(workspace.PathOf("k8s/shop.yaml")));
    }

    [Fact]
    public void The_way_back_restores_the_bytes()
    {
        using Workspace workspace = ReleaseWorkspace.Create("canary").After(Deploy);
        SortedDictionary<string, string> deployed = workspace.Texts();

        workspace.After("release weight k8s 30", "release weight k8s 60", "release rollback k8s");

        Assert.Equal(deployed, workspace.Texts());
    }

    [Fact]
    public void Templates_and_broken_files_are_told_with_their_place()
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green");
        workspace.Write("chart/templates/shop.yaml", "kind: Deployment\napiVersion: apps/v1\nmetadata:\n  name: {{ .Release.Name }}\n");
        workspace.Write("broken/shop.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: shop\nspec: {}\n");
        workspace.Write("twice/shop.yaml", "apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\n  name: cart\n");

        Snapshot.Match(workspace.Tell("release status chart/templates/shop.yaml", "release status chart", "release retire chart", "release status k8s chart -q", "release status broken", "release switch twice --to green", "release status nowhere", "release status k8s/*.yml"));
    }

    private static Workspace Canary(Disk disk) => new Workspace { Rules = RuleCatalog.CreateRules(), Disk = disk }.WithSample("canary").After(Deploy);

    // Another program writes into a file after it was read.
    private sealed class RestlessDisk : Disk
    {
        private string? _path;
        private int _reads;

        public void Begin(string path) => _path = path;

        public override byte[] Read(string path)
        {
            if (path == _path && ++_reads == 2)
                File.AppendAllText(path, "# changed\n");
            return base.Read(path);
        }
    }

    private sealed class FullDisk : Disk
    {
        private int _left = int.MaxValue;

        public bool StaysFull { get; init; }

        public void Begin(int number) => _left = number;

        public override void Flush(Stream stream)
        {
            _left--;
            if (_left == 0 || (_left < 0 && StaysFull))
                throw new IOException("No space left on device", 28);
        }
    }

    // Ctrl-C is pressed while a file is being written; with 0, before anything is.
    private sealed class InterruptingDisk(CancellationTokenSource interruption) : Disk
    {
        private int _left = int.MaxValue;

        public void Begin(int number)
        {
            _left = number;
            if (number == 0)
                interruption.Cancel();
        }

        public override void Flush(Stream stream)
        {
            if (--_left == 0)
                interruption.Cancel();
        }
    }
}
