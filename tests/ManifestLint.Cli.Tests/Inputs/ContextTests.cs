using System.Text;
using ManifestLint.Cli.Inputs;
using ManifestLint.Resources;
using ManifestLint.Rules;
using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>Files beside a named one that are passed over without being parsed.</summary>
public sealed class ContextTests
{
    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\n", true)]
    [InlineData("{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}", true)]
    [InlineData("\"api\\x56ersion\": v1\nkind: Pod\n", true)]
    [InlineData("\"api\\\n  Version\": v1\nkind: Pod\n", true)]
    [InlineData("replicas: 2\nimage: {tag: a}\n", false)]
    [InlineData("", false)]
    public void What_cannot_hold_an_object_is_told_by_its_bytes(string text, bool expected) =>
        Assert.Equal(expected, ManifestReader.MayHoldObject(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Another_encoding_is_not_passed_over() => Assert.True(ManifestReader.MayHoldObject(Encoding.Unicode.GetBytes("apiVersion: v1\nkind: Pod\n")));

    // Every file of the repository's samples and of the rules' cases, the broken ones too.
    [Fact]
    public void No_file_that_is_passed_over_holds_an_object()
    {
        string[] files = [.. ((string[])["tests", "rules"]).SelectMany(folder => Directory.EnumerateFiles(RepositoryRoot.Combine(folder), "*.*", SearchOption.AllDirectories)).Where(path => InputFile.IsManifestName(path))];
        int passed = 0;
        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            if (ManifestReader.MayHoldObject(bytes))
                continue;

            passed++;
            Assert.True(ManifestFile.Parse(file, bytes, FileRole.Context).Resources.IsEmpty, file);
        }

        Assert.True(passed > 10, $"{passed} of {files.Length} files are passed over");
    }

    [Fact]
    public void Findings_do_not_depend_on_neighbours_that_are_no_manifests()
    {
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        workspace.Write("k8s/web.yaml", Manifests.Deployment("web"));
        workspace.Write("k8s/service.yaml", "\"api\\x56ersion\": v1\n" + Manifests.Service("web", "web")["apiVersion: v1\n".Length..]);
        string before = workspace.Run("lint", "k8s/web.yaml").Output;
        workspace.Write("k8s/values.yaml", "replicas: 2\n");
        workspace.Write("k8s/broken.yaml", "a: b: c\n");
        workspace.Write("k8s/data.json", "{\"a\": [1, 2]}");

        string after = workspace.Run("lint", "k8s/web.yaml").Output;

        Assert.Contains("ML2001", before, StringComparison.Ordinal);
        Assert.Equal(before, after);
    }
}
