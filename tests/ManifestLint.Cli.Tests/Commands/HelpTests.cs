using System.Collections.Immutable;

namespace ManifestLint.Cli.Tests.Commands;

/// <summary>Help, and reports, as a terminal of 80 columns shows them.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> All => ["", "lint", "explain", "rules", "schema", "schema show", "new", "new blue-green", "new canary", "new deployment", "release", "release status", "release plan", "release deploy", "release switch", "release weight", "release promote", "release retire", "release rollback", "release convert"];

    [Theory]
    [MemberData(nameof(All))]
    public void Help_fits_into_80_columns(string command)
    {
        using var workspace = new Workspace();

        CommandResult result = workspace.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((ExitCode.Clean, ""), (result.ExitCode, result.Error));
        Assert.Contains($"\n\nUsage: manifestlint {command}".TrimEnd(), result.Output, StringComparison.Ordinal);
        Assert.All(result.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void The_options_of_lint_come_in_groups()
    {
        using var workspace = new Workspace();

        Snapshot.Match(workspace.Run("lint", "--help").Output);
    }

    [Fact]
    public void Help_is_as_wide_as_the_terminal_but_not_wider_than_reads_well()
    {
        using var narrow = new Workspace { Width = 60 };
        using var wide = new Workspace { Width = 300 };

        Assert.All(narrow.Run("lint", "--help").Output.Split('\n'), line => Assert.True(line.Length <= 60, line));
        int longest = wide.Run("lint", "--help").Output.Split('\n').Max(line => line.Length);
        Assert.InRange(longest, 81, 100);
    }

    [Fact]
    public void A_message_is_broken_between_words_on_a_terminal_and_nowhere_else()
    {
        using var terminal = new Workspace { Width = 80, Rules = ManifestLint.Rules.RuleCatalog.CreateRules() };
        using var pipe = new Workspace { Rules = ManifestLint.Rules.RuleCatalog.CreateRules() };
        foreach (Workspace workspace in (ImmutableArray<Workspace>)[terminal, pipe])
            workspace.Write("bad.yaml", File.ReadAllText(ManifestLint.Tests.RepositoryRoot.Combine("tests", "samples", "static-site", "bad.yaml")));

        string shown = terminal.Run("lint", "bad.yaml").Output;
        string piped = pipe.Run("lint", "bad.yaml").Output;

        Assert.All(shown.Split('\n').Where(line => !line.Contains("image:", StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
        Assert.Equal(Words(piped), Words(shown));
        Assert.NotEqual(piped, shown);
        Assert.Equal(shown, terminal.Run("lint", "bad.yaml").Output);
        Snapshot.Match(shown);
    }

    [Fact]
    public void Colours_are_shown_only_where_somebody_looks_and_say_nothing_that_words_do_not()
    {
        using var terminal = new Workspace { IsTerminal = true, Width = 80 };
        using var dumb = new Workspace { IsTerminal = true, Variables = { ["TERM"] = "dumb" } };
        using var job = new Workspace { IsTerminal = true, Variables = { ["CI"] = "true" } };
        using var plain = new Workspace { IsTerminal = true, Variables = { ["NO_COLOR"] = "1" } };
        foreach (Workspace workspace in (ImmutableArray<Workspace>)[terminal, dumb, job, plain])
            workspace.Write("web.yaml", Manifests.Deployment("web"));

        string colored = terminal.Run("lint", "web.yaml").Output;

        Assert.Contains('\u001B', colored);
        string[] others = [.. ((ImmutableArray<Workspace>)[dumb, job, plain]).Select(workspace => workspace.Run("lint", "web.yaml").Output)];
        Assert.All(others, text => Assert.DoesNotContain('\u001B', text));
        Assert.All(others, text => Assert.Equal(Words(text), Words(System.Text.RegularExpressions.Regex.Replace(colored, "\u001B\\[[0-9;]*m", "", System.Text.RegularExpressions.RegexOptions.NonBacktracking))));
    }

    // What the shell asks, see the README.
    [Theory]
    [InlineData("li", "lint")]
    [InlineData("lint --fi", "--fix")]
    [InlineData("lint --preset ", "strict")]
    [InlineData("lint --format s", "sarif")]
    [InlineData("release ", "switch")]
    public void The_shell_is_told_what_may_follow(string line, string expected)
    {
        using var workspace = new Workspace();

        CommandResult result = workspace.Run(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[suggest:{line.Length}]"), line);

        Assert.Equal((ExitCode.Clean, ""), (result.ExitCode, result.Error));
        Assert.Contains(expected, result.Output.Split('\n'));
    }

    private static string[] Words(string text) => text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
