namespace ManifestLint.Cli.Tests.EndToEnd;

/// <summary>A throw-away git repository in which the program is run as a process.</summary>
internal sealed class GitRepository : IDisposable
{
    // Nothing of the person's own git configuration, and the same commits every time.
    private static readonly (string, string)[] Variables =
    [
        ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_AUTHOR_NAME", "a"), ("GIT_AUTHOR_EMAIL", "a@example.com"),
        ("GIT_COMMITTER_NAME", "a"), ("GIT_COMMITTER_EMAIL", "a@example.com"),
    ];

    public GitRepository() => Git("init", "--quiet", "--initial-branch=main");

    public string Root { get; } = Directory.CreateTempSubdirectory("manifestlint-git-").FullName;

    public void Write(string path, string content)
    {
        string full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Runs git, which has to succeed.</summary>
    public string Git(params string[] arguments)
    {
        (int code, string output, string errors) = ManifestLintProgram.Start(Root, "", Variables, "git", arguments);
        Assert.True(code == 0, $"git {string.Join(' ', arguments)} ended with {code}\n{output}{errors}");
        return output;
    }

    /// <summary>Commits everything.</summary>
    public void Commit(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--message", message);
    }

    /// <summary>Runs manifestlint in the repository; its path reads <c>/repo</c> in what comes back.</summary>
    public CommandResult Lint(params string[] arguments) => Lint("", [], arguments);

    /// <summary>Runs manifestlint in the repository with standard input and environment variables.</summary>
    public CommandResult Lint(string input, (string Name, string Value)[] variables, params string[] arguments)
    {
        (int code, string output, string errors) = ManifestLintProgram.Run(Root, input, [.. Variables, .. variables], arguments);
        return new CommandResult(code, Show(output), Show(errors));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string Show(string text) => text.Replace(Root, "/repo", StringComparison.Ordinal);
}
