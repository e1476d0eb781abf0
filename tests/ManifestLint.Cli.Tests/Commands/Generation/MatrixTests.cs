using System.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Rules;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Tests.Commands.Generation;

/// <summary>What is made of many sources: strict-clean, the same when made again, the same through kustomize.</summary>
public sealed class MatrixTests
{
    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach ((string name, string strategy) in MatrixCase.All.SelectMany(Strategies, (row, strategy) => (row.Name, strategy)))
                cells.Add(name, strategy);
            return cells;
        }
    }

    [Fact]
    public void The_matrix_has_at_least_sixty_sources_with_names_of_their_own()
    {
        Assert.InRange(MatrixCase.All.Count, 60, int.MaxValue);
        Assert.Distinct(MatrixCase.All.Select(row => row.Name));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_set_is_clean_and_comes_out_the_same_again(string name, string strategy)
    {
        MatrixCase row = MatrixCase.All.Single(row => row.Name == name);
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        workspace.Write(row.File, row.Source);
        string[] arguments = ["new", strategy, row.File, "--output", "set", .. row.Options.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

        CommandResult first = workspace.Run(arguments);
        CommandResult lint = workspace.Run("lint", "--preset", "strict", "--strict-schemas", "--format", "concise", "--fail-on", "info", "set");
        CommandResult second = workspace.Run(arguments);

        Assert.True(first.ExitCode == ExitCode.Clean, first.ToString());
        Assert.Equal("", string.Join('\n', lint.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !row.Expected.Any(line.Contains))));
        Assert.Equal(ExitCode.Clean, second.ExitCode);
        Assert.DoesNotContain("created", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("replaced", second.Output, StringComparison.Ordinal);
        foreach (string file in workspace.FilesIn("set"))
            AssertWellFormed(workspace.Read(Path.Combine("set", file)));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void The_layouts_hold_the_same_objects(string name, string strategy)
    {
        MatrixCase row = MatrixCase.All.Single(row => row.Name == name);
        if (row.Options.Contains("--layout", StringComparison.Ordinal))
            return;

        using var workspace = new Workspace();
        workspace.Write(row.File, row.Source);
        string[] arguments = ["new", strategy, row.File, "--quiet", "--force", .. row.Options.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

        workspace.Run([.. arguments, "--output", "files"]);
        workspace.Run([.. arguments, "--output", "base", "--layout", "kustomize"]);
        CommandResult stream = workspace.Run([.. arguments, "--output", "-"]);

        SortedDictionary<string, YamlValue> expected = ReadObjects([.. workspace.FilesIn("files").Where(file => file.EndsWith(".yaml", StringComparison.Ordinal)).Select(file => workspace.Read(Path.Combine("files", file)))]);
        Assert.Equal(expected, ReadObjects(stream.Output));
        if (Kustomize(workspace.PathOf("base/base")) is { } built)
            Assert.Equal(expected, ReadObjects(built));
    }

    private static IEnumerable<string> Strategies(MatrixCase row)
    {
        if (!row.IsForCanaryOnly)
            yield return "blue-green";
        if (!row.IsForBlueGreenOnly)
            yield return "canary";
    }

    private static void AssertWellFormed(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\uFEFF", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    private static SortedDictionary<string, YamlValue> ReadObjects(params string[] texts)
    {
        var objects = new SortedDictionary<string, YamlValue>(StringComparer.Ordinal);
        foreach (ManifestFile file in texts.Select(text => ManifestFile.Parse("text", SourceText.From(text))))
        {
            Assert.Empty(file.Tree!.Errors);
            foreach (Resource resource in file.Resources)
                objects.Add($"{resource.Kind} {resource.Name}", YamlValue.From(resource.Root));
        }

        Assert.NotEmpty(objects);
        return objects;
    }

    // Null where there is no kubectl.
    private static string? Kustomize(string directory)
    {
        bool isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, "kubectl")));
        if (!isThere)
            return null;

        var start = new ProcessStartInfo("kubectl") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, ArgumentList = { "kustomize", directory } };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
        return output;
    }
}
