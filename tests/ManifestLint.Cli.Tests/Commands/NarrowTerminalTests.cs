using System.Collections.Immutable;
using ManifestLint.Rules;

namespace ManifestLint.Cli.Tests.Commands;

/// <summary>Nothing that is written for people is wider than their terminal, which would break it inside of words and move the carets.</summary>
public sealed class NarrowTerminalTests
{
    private static readonly ImmutableArray<int> Widths = [40, 60, 80];

    [Theory]
    [InlineData(40, "explain", "ML7002")]
    [InlineData(60, "rules")]
    [InlineData(40, "--help")]
    [InlineData(40, "lint", "--help")]
    public void Every_line_fits(int narrowest, params string[] arguments)
    {
        foreach (int width in Widths.Where(width => width >= narrowest))
        {
            using var workspace = new Workspace { Width = width, Rules = RuleCatalog.CreateRules() };

            // An address or a list of formats without a blank is one word.
            Assert.All(workspace.Run(arguments).Output.Split('\n').Where(line => line.Trim().Contains(' ', StringComparison.Ordinal)), line => Assert.True(line.Length <= width, line));
        }
    }

    [Fact]
    public void A_line_of_a_manifest_is_cut_around_the_place()
    {
        const string pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n    - {image: registry.example.com/a/long/name/of/an/image:1.0, name: web, imagePullPolicy: IfNotPresent}\n";
        foreach (int width in Widths)
        {
            using var workspace = new Workspace { Width = width };
            workspace.Write("web.yaml", pod);
            string[] lines = workspace.Run("lint").Output.Split('\n');

            int excerpt = Array.FindIndex(lines, line => line.StartsWith("    6 |", StringComparison.Ordinal));
            Assert.All(lines.TakeWhile(line => line.Length > 0), line => Assert.True(line.Length <= width, line));
            Assert.Equal("web", lines[excerpt].Substring(lines[excerpt + 1].IndexOf('^', StringComparison.Ordinal), 3));
        }
    }

    [Fact]
    public void In_a_pipe_every_rule_is_one_line()
    {
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };
        string[] lines = workspace.Run("rules").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(workspace.Rules.Length + 1, lines.Length);
    }
}
