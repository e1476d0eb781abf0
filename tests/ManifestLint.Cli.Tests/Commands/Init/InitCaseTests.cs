using ManifestLint.Rules;
using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.Commands.Init;

/// <summary>
/// Runs <c>init</c> on the repositories in <c>cases</c>: what it writes is compared with <c>expected.yaml</c>, what it tells with
/// <c>expected.txt</c>. <c>MANIFESTLINT_UPDATE=1</c> writes both; read the difference.
/// </summary>
public sealed class InitCaseTests
{
    private const string File = ".manifestlint.yaml";

    private static readonly bool Updates = Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1";

    public static TheoryData<string> Cases => [.. Directory.EnumerateDirectories(Folder("")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_repository_gets_its_configuration(string name)
    {
        using Workspace workspace = Create(name);
        CommandResult result = workspace.Run("init");
        string written = workspace.Read(File);

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Match(name, "expected.yaml", written);
        Match(name, "expected.txt", result.ToString());
        Assert.All(written.Split('\n').Skip(1), line => Assert.True(line.Length <= 80 || !line.TrimStart(' ', '#').Contains(' '), line));
        Assert.All(result.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_second_run_changes_nothing(string name)
    {
        using Workspace workspace = Create(name);
        workspace.Run("init");
        string written = workspace.Read(File);

        CommandResult again = workspace.Run("init");

        Assert.Equal(ExitCode.Clean, again.ExitCode);
        Assert.Contains($"identical {File}", again.Output, StringComparison.Ordinal);
        Assert.Equal(written, workspace.Read(File));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lint_takes_what_is_written(string name)
    {
        using Workspace workspace = Create(name);
        workspace.Run("init");

        CommandResult result = workspace.Run("lint", "--fail-on", "never", "--allow-empty", "--format", "concise");

        Assert.Equal("", result.Error);
        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.DoesNotContain("vendor/", result.Output, StringComparison.Ordinal);
    }

    private static Workspace Create(string name)
    {
        var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        foreach (string path in Directory.EnumerateFiles(Folder(name), "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(Folder(name), path);
            if (relative is not ("expected.yaml" or "expected.txt"))
                workspace.Write(relative, System.IO.File.ReadAllBytes(path));
        }

        return workspace;
    }

    private static string Folder(string name) => RepositoryRoot.Combine("tests", "ManifestLint.Cli.Tests", "Commands", "Init", "cases", name);

    private static void Match(string name, string file, string actual)
    {
        string path = Path.Combine(Folder(name), file);
        if (Updates)
            System.IO.File.WriteAllText(path, actual);
        else
            Assert.Equal(System.IO.File.ReadAllText(path), actual);
    }
}
