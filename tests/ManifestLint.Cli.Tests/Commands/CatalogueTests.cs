namespace ManifestLint.Cli.Tests.Commands;

/// <summary><c>explain</c> and <c>rules</c>.</summary>
public sealed class CatalogueTests
{
    [Theory]
    [InlineData("container-name")]
    [InlineData("ML2901")]
    [InlineData("ml2901")]
    public void Explain_takes_id_and_name(string word)
    {
        using var workspace = new Workspace();

        Assert.StartsWith("ML2901 container-name\n", workspace.Run("explain", word).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_is_shown_in_80_columns()
    {
        using var workspace = new Workspace();
        string text = workspace.Run("explain", "container-name").Output;

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Snapshot.Match(text);
    }

    [Fact]
    public void Headings_are_bold_on_a_terminal()
    {
        using var workspace = new Workspace { IsTerminal = true };

        Assert.StartsWith("\u001B[1mML2901 container-name\u001B[0m\n", workspace.Run("explain", "container-name").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    public void Rules_are_listed(string format)
    {
        using var workspace = new Workspace { Rules = [new ContainerNameRule(), new ReplicasRule(), new ServiceRule()] };

        Snapshot.Match(workspace.Run("rules", "--format", format).ToString(), format);
    }
}
