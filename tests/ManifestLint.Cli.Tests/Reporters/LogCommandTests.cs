using System.Text.RegularExpressions;

namespace ManifestLint.Cli.Tests.Reporters;

/// <summary>No name, file or line of a manifest is a command to the runner that reads the log, and ordinary text stays as it is.</summary>
public sealed partial class LogCommandTests
{
    [Theory]
    [InlineData("##vso[task.setvariable variable=x]y", "#\\u0023vso[task.setvariable variable=x]y")]
    [InlineData("a ##VSO[task.complete]", "a #\\u0023VSO[task.complete]")]
    [InlineData("###vso[x]", "##\\u0023vso[x]")]
    [InlineData("x ##[error]boo", "x #\\u0023[error]boo")]
    [InlineData("##[add-mask value=1]", "#\\u0023[add-mask value=1]")]
    [InlineData("::error::x", ":\\u003Aerror::x")]
    [InlineData("  ::add-mask::x", "  :\\u003Aadd-mask::x")]
    [InlineData("${name##[a-z]*} ${name##*/} ##[[:space:]] # ## ### ##[", "${name##[a-z]*} ${name##*/} ##[[:space:]] # ## ### ##[")]
    [InlineData("std::string ::1 [::]:80 a ::error::x :: b", "std::string ::1 [::]:80 a ::error::x :: b")]
    [InlineData("::1", "::1")]
    public void A_command_is_shown_and_ordinary_text_is_as_it_was(string text, string shown)
    {
        Assert.Equal(shown, VisibleText.Escape(text));
        Assert.Equal(text, VisibleText.EscapeControls(text));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("concise")]
    public void No_line_of_a_report_is_a_command(string format)
    {
        using var workspace = new Workspace();
        workspace.Write("::error::x.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n    - name: \"##vso[task.complete]x ##[error]y\"\n    - {name: web} # ##vso[task.complete] ##[group]\n");

        CommandResult result = workspace.Run("lint", "--format", format);

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Contains("#\\u0023vso[task.complete]x #\\u0023[error]y", result.Output, StringComparison.Ordinal);
        Assert.All(result.Output.Split('\n'), line => Assert.DoesNotMatch(Command(), line));
    }

    [Fact]
    public void The_carets_stand_under_what_is_shown()
    {
        using var workspace = new Workspace();
        workspace.Write("web.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n    - {image: \"##vso[x]\", name: web}\n");

        Assert.Contains("""
                6 |     - {image: "#\u0023vso[x]", name: web}
                  |                                      ^^^
            """, workspace.Run("lint").Output, StringComparison.Ordinal);
    }

    // The runner of GitHub (ActionCommand.cs) and the agent of Azure Pipelines.
    [GeneratedRegex("""##vso\[|##\[(error|group)\]|^\s*::[a-z-]+.*::""", RegexOptions.IgnoreCase)]
    private static partial Regex Command();
}
