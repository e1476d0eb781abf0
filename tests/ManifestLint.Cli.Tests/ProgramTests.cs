using System.Text.Json;
using ManifestLint.Cli.Tests.EndToEnd;
using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests;

/// <summary>The program itself, as a process.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData(0, "lint", "tests/samples/shop-good")]
    [InlineData(1, "lint", "tests/samples/shop-bad")]
    [InlineData(0, "lint", "--fail-on", "never", "tests/samples/shop-bad")]
    [InlineData(2, "lint", "tests/samples/nowhere.yaml")]
    [InlineData(2, "lint", "--format", "sarrif", "tests/samples")]
    [InlineData(3, "lint", ".ci")]
    [InlineData(0, "explain", "ML4001")]
    [InlineData(2, "explain", "ML4oo1")]
    [InlineData(0, "rules", "--format", "json")]
    [InlineData(0, "--version")]
    public void The_exit_code_is_the_documented_one(int expected, params string[] arguments)
    {
        (int code, string output, string errors) = Run("", arguments);

        Assert.True(code == expected, $"{string.Join(' ', arguments)} ended with {code}\n{output}{errors}");
        Assert.DoesNotContain("   at ManifestLint", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_object_on_standard_output_with_nothing_beside_it()
    {
        (int _, string output, string errors) = Run("", "lint", "--format", "json", "tests/samples/shop-bad");

        using JsonDocument report = JsonDocument.Parse(output);
        Assert.Equal(1, report.RootElement.GetProperty("version").GetInt32());
        Assert.True(report.RootElement.GetProperty("findings").GetArrayLength() > 20);
        Assert.Equal("", errors);
    }

    [Fact]
    public void Standard_input_is_fixed_onto_standard_output()
    {
        const string Pod = "apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  name: a\r\n  labels: {version: 1.10} # keep\r\nspec:\r\n  containers: [{name: a, image: example.com/a:1.0}]\r\n";

        (int code, string output, string _) = Run(Pod, "lint", "--fix", "-");

        Assert.Equal(0, code);
        Assert.Equal(Pod.Replace("1.10", "\"1.10\"", StringComparison.Ordinal), output);
    }

    [Fact]
    public void A_kind_without_schema_is_an_error_when_asked_for()
    {
        const string Widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\n";

        (int code, string output, string _) = Run(Widget, "lint", "--format", "concise", "--strict-schemas", "-");
        (int lenient, string nothing, string _) = Run(Widget, "lint", "--format", "concise", "-");

        Assert.Equal((1, "<stdin>:2:7: error ML1008 unknown-kind: No schema for example.com/v1 Widget, fields are not checked\n"), (code, output));
        Assert.Equal((0, ""), (lenient, nothing));
    }

    [Fact]
    public void What_kustomize_adds_to_a_base_is_not_missing()
    {
        string folder = Directory.CreateTempSubdirectory("manifestlint-").FullName;
        try
        {
            string Write(string name, string text)
            {
                string path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text);
                return path;
            }

            const string Head = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n";
            const string Container = "{name: web, image: example.com/web, volumeMounts: [{name: extra, mountPath: /extra}]}";
            Write("base/web.yaml", $"{Head}spec: {{template: {{spec: {{containers: [{Container}]}}}}}}\n");
            Write("base/kustomization.yaml", "resources: [web.yaml]\n");
            (int alone, string missing, string _) = Run("", "lint", "--format", "concise", "--select", "ML1004,ML1039", folder);

            Write("overlay/kustomization.yaml", "resources: [../base]\nlabels: [{pairs: {app: web}, includeSelectors: true}]\npatches: [{path: extra.yaml}]\n");
            Write("overlay/extra.yaml", $"{Head}spec: {{template: {{spec: {{volumes: [{{name: extra, emptyDir: {{}}}}]}}}}}}\n");
            (int together, string nothing, string _) = Run("", "lint", "--format", "concise", "--select", "ML1004,ML1039", folder);

            Assert.Equal(1, alone);
            Assert.Contains("ML1004", missing, StringComparison.Ordinal);
            Assert.Contains("ML1039", missing, StringComparison.Ordinal);
            Assert.Equal((0, ""), (together, nothing));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Fixing_a_folder_converges_and_leaves_nothing_behind()
    {
        string folder = Directory.CreateTempSubdirectory("manifestlint-").FullName;
        try
        {
            foreach (string file in Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "samples", "shop-bad")))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            string[] before = [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal)];

            Run("", "lint", "--fix", "--unsafe-fixes", "--fail-on", "never", folder);
            byte[][] once = [.. before.Select(File.ReadAllBytes)];
            (int code, string diff, string _) = Run("", "lint", "--diff", "--unsafe-fixes", "--fail-on", "never", folder);

            Assert.Equal(0, code);
            Assert.DoesNotContain("@@", diff, StringComparison.Ordinal);
            Assert.Equal(before, Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal));
            Assert.Equal(once, before.Select(File.ReadAllBytes));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_whatever_threads_culture_and_time_zone()
    {
        string one = Run("", "lint", "--jobs", "1", "--format", "sarif", "tests/samples").Output;
        string other = Run("", [("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Asia/Kathmandu")], "lint", "--jobs", "8", "--format", "sarif", "tests/samples").Output;

        Assert.True(one.Length > 10_000);
        Assert.Equal(one, other);
    }

    private static (int Code, string Output, string Errors) Run(string input, params string[] arguments) => Run(input, [], arguments);

    private static (int Code, string Output, string Errors) Run(string input, (string Name, string Value)[] variables, params string[] arguments) =>
        ManifestLintProgram.Run(RepositoryRoot.Path, input, variables, arguments);
}
