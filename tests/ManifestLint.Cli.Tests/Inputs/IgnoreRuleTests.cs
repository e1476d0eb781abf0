using System.Diagnostics;
using ManifestLint.Cli.Inputs;

namespace ManifestLint.Cli.Tests.Inputs;

/// <summary>Lines of ignore files mean what they mean to git; a path that ends in a slash is a directory.</summary>
public sealed class IgnoreRuleTests
{
    public static TheoryData<string, string, bool> Cases => new()
    {
        { "*.yaml", "a.yaml", true },
        { "*.yaml", "d/a.yaml", true },
        { "/a.yaml", "a.yaml", true },
        { "/a.yaml", "d/a.yaml", false },
        { "d/*.yaml", "d/a.yaml", true },
        { "d/*.yaml", "x/d/a.yaml", false },
        { "d/*.yaml", "d/e/a.yaml", false },
        { "d/**/a.yaml", "d/a.yaml", true },
        { "d/**/a.yaml", "d/e/f/a.yaml", true },
        { "**/a.yaml", "a.yaml", true },
        { "**/e/*.yaml", "d/e/a.yaml", true },
        { "build/", "build/", true },
        { "build/", "build", false },
        { "build/", "x/build/", true },
        { "foo?.yaml", "foo1.yaml", true },
        { "foo[0-9].yaml", "foo1.yaml", true },
        { "foo[!0-9].yaml", "foo1.yaml", false },
        { "foo[^0-9].yaml", "fooa.yaml", true },
        { "[]x].yaml", "].yaml", true },
        { "[a\\]].yaml", "].yaml", true },
        { "[[:alpha:][:digit:]]x", "9x", true },
        { "[[:upper:]]x", "ax", false },
        { "[", "[", false },
        { "[a", "a", false },
        { "a\\", "a", false },
        { "\\#x", "#x", true },
        { "\\!x", "!x", true },
        { "x\\*y", "x*y", true },
        { "x\\*y", "xzy", false },
        { "d/**", "d/a", true },
        { "d/**", "d/e/f", true },
        { "a b", "a b", true },
        { "a\\ ", "a ", true },
        { "a ", "a", true },
        { "{a,b}.yaml", "a.yaml", false },
        { "a/b", "x/a/b", false },
        { "*", "a", true },
        { "d/*/x", "d/e/f/x", false },
        { "Foo.yaml", "foo.yaml", false },
        { "a**b", "aXXb", true },
        { "a**b/c", "aX/Xb/c", false },
        { "a/**b", "a/c/b", false },
        { "**", "d/e", true },
        { "*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", false },
        { "日本*", "日本語.yaml", true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_line_matches(string line, string path, bool expected)
    {
        bool isDirectory = path.EndsWith('/');

        Assert.Equal(expected, IgnoreRule.Parse(line)?.IsMatch(path.TrimEnd('/'), isDirectory) == true);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Git_agrees(string line, string path, bool expected)
    {
        using var workspace = new Workspace();
        workspace.Write(".gitignore", line + "\n");
        if (Git(workspace, "init", "-q") is not 0)
            return;

        Assert.Equal(expected ? 0 : 1, Git(workspace, "check-ignore", "-q", "--no-index", "--", path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# comment")]
    [InlineData("   ")]
    [InlineData("/")]
    [InlineData("!")]
    public void A_line_without_pattern_is_none(string line) => Assert.Null(IgnoreRule.Parse(line));

    // Null where there is no git.
    private static int? Git(Workspace workspace, params string[] arguments)
    {
        try
        {
            using Process git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = workspace.Root })!;
            git.WaitForExit();
            return git.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
