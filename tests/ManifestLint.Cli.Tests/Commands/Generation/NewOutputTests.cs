namespace ManifestLint.Cli.Tests.Commands.Generation;

/// <summary>What <c>new</c> writes where, and when it writes nothing.</summary>
public sealed class NewOutputTests
{
    [Theory]
    [InlineData("files", "README.md deployment-blue.yaml deployment-green.yaml pdb.yaml service.yaml")]
    [InlineData("single", "README.md shop.yaml")]
    [InlineData("kustomize", "README.md base")]
    public void A_layout_decides_which_files_there_are(string layout, string expected)
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual);

        CommandResult result = workspace.Run("new", "blue-green", "web.yaml", "--layout", layout);

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.Equal(expected, string.Join(' ', workspace.FilesIn("shop")));
    }

    [Fact]
    public void A_kustomize_base_names_its_files_and_rewrites_nothing()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Join(MatrixSource.Deployment, MatrixSource.Service));

        workspace.Run("new", "blue-green", "web.yaml", "--layout", "kustomize", "-o", "out");

        Assert.Equal(
            """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources:
            - service.yaml
            - deployment-blue.yaml
            - deployment-green.yaml

            """,
            workspace.Read("out/base/kustomization.yaml"));
    }

    [Fact]
    public void A_single_file_has_its_steps_beside_it_under_its_own_name()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual);
        workspace.Write("k8s/README.md", "mine\n");

        CommandResult result = workspace.Run("new", "blue-green", "web.yaml", "-o", "k8s/live.yaml");

        Assert.Equal("created   k8s/live.yaml\ncreated   k8s/live.md\nnext: the steps in k8s/live.md\n", result.Output);
        Assert.Equal("mine\n", workspace.Read("k8s/README.md"));
        Assert.Contains("kubectl apply -f live.yaml", workspace.Read("k8s/live.md"), StringComparison.Ordinal);
        Assert.StartsWith("apiVersion: v1\nkind: Service\n", workspace.Read("k8s/live.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_goes_to_standard_output()
    {
        using var workspace = new Workspace { Input = System.Text.Encoding.UTF8.GetBytes(MatrixSource.Usual) };

        CommandResult result = workspace.Run("new", "canary", "-", "-o", "-", "-q");

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.StartsWith("apiVersion: v1\nkind: Service\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("name: shop-stable\n", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
        Assert.Empty(workspace.FilesIn("."));
    }

    [Fact]
    public void A_directory_and_a_glob_are_read_whole()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/deployment.yaml", MatrixSource.Deployment);
        workspace.Write("k8s/service.yaml", MatrixSource.Service);

        CommandResult directory = workspace.Run("new", "blue-green", "k8s", "-o", "-", "-q");
        CommandResult glob = workspace.Run("new", "blue-green", "k8s/*.yaml", "-o", "-", "-q");

        Assert.Equal(ExitCode.Clean, directory.ExitCode);
        Assert.Equal(directory.Output, glob.Output);
    }

    [Fact]
    public void A_file_beside_a_named_one_is_not_read()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/deployment.yaml", MatrixSource.Deployment);
        workspace.Write("k8s/service.yaml", MatrixSource.Service);

        CommandResult result = workspace.Run("new", "blue-green", "k8s/deployment.yaml");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("Service", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_differ_are_listed_and_nothing_is_written()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual);
        workspace.Run("new", "blue-green", "web.yaml");
        workspace.Write("shop/service.yaml", "mine: 1\n");
        File.Delete(workspace.PathOf("shop/pdb.yaml"));

        CommandResult result = workspace.Run("new", "blue-green", "web.yaml", "-q");

        Assert.Equal(ExitCode.Differs, result.ExitCode);
        Assert.Equal("manifestlint: these files are there and differ, so nothing was written; --dry-run shows the differences, --force replaces the files\n  shop/service.yaml\n", result.Error);
        Assert.Equal("mine: 1\n", workspace.Read("shop/service.yaml"));
        Assert.False(File.Exists(workspace.PathOf("shop/pdb.yaml")));
    }

    [Fact]
    public void Force_replaces_what_differs()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual);
        workspace.Run("new", "blue-green", "web.yaml");
        string service = workspace.Read("shop/service.yaml");
        workspace.Write("shop/service.yaml", "mine: 1\n");

        CommandResult result = workspace.Run("new", "blue-green", "web.yaml", "--force");

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.Contains("replaced  shop/service.yaml\nidentical shop/deployment-blue.yaml\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(service, workspace.Read("shop/service.yaml"));
    }

    [Fact]
    public void A_dry_run_shows_the_differences_and_writes_nothing()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual);
        CommandResult fresh = workspace.Run("new", "blue-green", "web.yaml", "--dry-run");
        bool isThere = Directory.Exists(workspace.PathOf("shop"));
        workspace.Run("new", "blue-green", "web.yaml");
        workspace.Write("shop/service.yaml", workspace.Read("shop/service.yaml").Change("color: blue", "color: red"));

        CommandResult changed = workspace.Run("new", "blue-green", "web.yaml", "--dry-run");

        Assert.False(isThere);
        Assert.Equal(ExitCode.Clean, fresh.ExitCode);
        Assert.StartsWith("--- /dev/null\n+++ b/shop/service.yaml\n@@ -0,0 +1,", fresh.Output, StringComparison.Ordinal);
        Assert.Contains("5 files would be created, 0 replaced, 0 are identical.", fresh.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Clean, changed.ExitCode);
        Assert.StartsWith("--- a/shop/service.yaml\n+++ b/shop/service.yaml\n", changed.Output, StringComparison.Ordinal);
        Assert.Contains("-    color: red", changed.Output, StringComparison.Ordinal);
        Assert.Contains("0 files would be created, 1 replaced (with --force), 4 are identical.", changed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_in_the_result_refuse_it_unless_forced()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual);

        CommandResult refused = workspace.Run("new", "blue-green", "web.yaml", "--replicas", "1");
        bool isThere = Directory.Exists(workspace.PathOf("shop"));
        CommandResult forced = workspace.Run("new", "blue-green", "web.yaml", "--replicas", "1", "--force");

        Assert.Equal(ExitCode.Findings, refused.ExitCode);
        Assert.False(isThere);
        Assert.Contains("shop/deployment-blue.yaml:", refused.Error, StringComparison.Ordinal);
        Assert.Contains("ML3901", refused.Error, StringComparison.Ordinal);
        Assert.Contains("the result would have 1 error, so nothing was written", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Clean, forced.ExitCode);
        Assert.Contains("created", forced.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_the_source_are_shown_where_they_can_be_repaired()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual.Replace("replicas: 4", "replicas: 1", StringComparison.Ordinal));

        CommandResult refused = workspace.Run("new", "blue-green", "web.yaml");

        Assert.Equal(ExitCode.Findings, refused.ExitCode);
        Assert.StartsWith("web.yaml:", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("deployment-blue", refused.Error, StringComparison.Ordinal);
        Assert.Contains("the result would keep this error, so nothing was written; repair the manifests, or insist with --force", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_that_are_no_errors_are_told()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", MatrixSource.Usual);

        CommandResult told = workspace.Run("new", "blue-green", "web.yaml", "--dry-run");
        CommandResult quiet = workspace.Run("new", "blue-green", "web.yaml", "--dry-run", "--quiet");

        Assert.Contains("warning ML2901 container-name", told.Error, StringComparison.Ordinal);
        Assert.Equal("", quiet.Error);
    }

    [Fact]
    public void What_a_set_was_made_of_is_not_left_beside_it_in_silence()
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/web.yaml", MatrixSource.Usual);

        CommandResult result = workspace.Run("new", "blue-green", "k8s/web.yaml", "-o", "k8s");

        Assert.Contains("k8s/web.yaml still stands beside the set that was made of it", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_half_way_tells_what_was_written()
    {
        using var workspace = new Workspace { Disk = new FailingDisk("deployment-green") };
        workspace.Write("web.yaml", MatrixSource.Join(MatrixSource.Deployment, MatrixSource.Service));

        CommandResult result = workspace.Run("new", "blue-green", "web.yaml", "-q");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("cannot write shop/deployment-green.yaml: no space left on the device; written: shop/service.yaml, shop/deployment-blue.yaml; not written: shop/deployment-green.yaml, shop/README.md", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_tells_what_was_written()
    {
        using var workspace = new Workspace { Interrupt = new CancellationToken(canceled: true) };

        CommandResult result = workspace.Run("new", "deployment", "--image", "reg.example.com/shop:1.0.0");

        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Empty(workspace.FilesIn("."));
    }

    private sealed class FailingDisk(string name) : ManifestLint.Cli.Inputs.Disk
    {
        public override Stream Create(string path, UnixFileMode? mode) =>
            path.Contains(name, StringComparison.Ordinal) ? throw new IOException("No space left on device", 28) : base.Create(path, mode);
    }
}
