using System.Text.RegularExpressions;
using ManifestLint.Resources;
using ManifestLint.Tests;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>The GitHub action: its metadata, and the script of its step as the runner starts it.</summary>
public sealed class ActionTests
{
    private static readonly YamlMapping Action = YamlTree.Parse(File.ReadAllText(RepositoryRoot.Combine("action.yml"))).Documents[0].RootMapping!;

    // docs.github.com: metadata syntax for GitHub Actions.
    [Fact]
    public void The_metadata_has_the_documented_structure()
    {
        Assert.All(Action.Entries, entry => Assert.Contains(entry.KeyText, (string[])["name", "author", "description", "inputs", "outputs", "runs", "branding"]));
        Assert.All((string[])["name", "description"], key => Assert.NotEqual("", TextOf(Action, key)));
        Assert.Equal("composite", TextOf(Action.GetMapping("runs"), "using"));
        Assert.All(Action.GetMapping("inputs")!.Entries, input => Assert.NotEqual("", TextOf(input.Value as YamlMapping, "description")));
        foreach (YamlMapping step in Steps)
        {
            string[] allowed = step.Get("uses") is null ? ["name", "id", "if", "shell", "run", "env", "working-directory"] : ["name", "id", "if", "uses", "with"];
            Assert.All(step.Entries, entry => Assert.Contains(entry.KeyText, allowed));
            Assert.True(step.Get("uses") is not null || TextOf(step, "shell") == "bash");
        }
    }

    [Fact]
    public void No_input_becomes_a_part_of_a_script()
    {
        Assert.All(Steps.Where(step => step.Get("run") is not null), step => Assert.DoesNotContain("${{", TextOf(step, "run"), StringComparison.Ordinal));
    }

    [Fact]
    public void Inputs_are_declared_used_and_told_in_the_readme()
    {
        string text = File.ReadAllText(RepositoryRoot.Combine("action.yml"));
        string readme = File.ReadAllText(RepositoryRoot.Combine("README.md"));
        string[] declared = [.. Action.GetMapping("inputs")!.Entries.Select(entry => entry.KeyText!).Order(StringComparer.Ordinal)];
        string[] used = [.. Regex.Matches(text, "inputs\\.[a-z-]+", RegexOptions.NonBacktracking).Select(match => match.Value["inputs.".Length..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        Assert.Equal(declared, used);
        Assert.All(declared, name => Assert.Contains($"`{name}`", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_input_reaches_the_command_as_one_word()
    {
        using var place = new Runner();
        string binary = place.Write("fake", "#!/bin/bash\nfor word; do echo \"[$word]\"; done\nexit 1\n");

        (int code, string output) = place.Run(
            ("INPUT_BINARY", binary), ("INPUT_PATHS", "k8s\na b/*.yaml\n"), ("INPUT_ARGS", "--preset\nstrict"), ("INPUT_FAIL_ON", "error; touch x"),
            ("INPUT_BASELINE", "base.json"), ("INPUT_SINCE", "$(touch y)"), ("INPUT_SARIF", "out.sarif"), ("INPUT_SUMMARY", "true"));

        string[] words =
        [
            "lint", "--format=github", "--fail-on=error; touch x", "--baseline=base.json", "--since=$(touch y)", "--output=sarif=out.sarif", "--output=markdown=summary.md",
            "--preset", "strict", "--", "k8s", "a b/*.yaml",
        ];
        Assert.Equal(string.Concat(words.Select(word => $"[{word}]\n")), output);
        Assert.Equal(1, code);
        Assert.Equal("exit-code=1\n", place.Read("outputs"));
        Assert.Equal(["fake", "outputs"], place.Files);
    }

    [Theory]
    [InlineData("prot: 80", 1)]
    [InlineData("port: 80", 0)]
    public void The_script_runs_the_program(string port, int expected)
    {
        using var place = new Runner();
        place.Write("k8s/service.yaml", Manifests.Service("web", "web").Replace("port: 80", port, StringComparison.Ordinal));
        string program = string.Join(' ', [ManifestLintProgram.Command.File, .. ManifestLintProgram.Command.Arguments]);
        string binary = place.Write("real", $"#!/bin/sh\nexec {program} \"$@\"\n");

        (int code, string output) = place.Run(
            ("INPUT_BINARY", binary), ("INPUT_PATHS", "k8s"), ("INPUT_ARGS", "--select\nML1001"), ("INPUT_FAIL_ON", "warning"), ("INPUT_BASELINE", ""), ("INPUT_SINCE", ""),
            ("INPUT_SARIF", "report.sarif"), ("INPUT_SUMMARY", "false"));

        Assert.True(code == expected, output);
        Assert.Equal(expected == 1, output.Contains("::error file=k8s/service.yaml,line=7", StringComparison.Ordinal));
        Assert.Contains("\"2.1.0\"", place.Read("report.sarif"), StringComparison.Ordinal);
        Assert.Equal($"exit-code={code}\n", place.Read("outputs"));
    }

    private static IEnumerable<YamlMapping> Steps => Action.GetMapping("runs").GetMappings("steps");

    private static string TextOf(YamlMapping? mapping, string key) => mapping.GetString(key)?.Value ?? "";

    // An empty directory in which a step runs.
    private sealed class Runner : IDisposable
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("manifestlint-action-").FullName;

        public string[] Files => [.. Directory.EnumerateFiles(_directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

        public string Write(string name, string text)
        {
            string path = Path.Combine(_directory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return path;
        }

        public string Read(string name) => File.ReadAllText(Path.Combine(_directory, name));

        public (int Code, string Output) Run(params (string, string)[] variables)
        {
            string script = TextOf(Steps.First(step => TextOf(step, "id") == "lint"), "run");
            (int code, string output, string errors) = ManifestLintProgram.Start(
                _directory, "", [.. variables, ("GITHUB_OUTPUT", "outputs"), ("GITHUB_STEP_SUMMARY", "summary.md"), ("RUNNER_TEMP", _directory), ("CI", "true")],
                "bash", "--noprofile", "--norc", "-c", script);
            return (code, output + errors);
        }

        public void Dispose() => Directory.Delete(_directory, recursive: true);
    }
}
