using System.Text;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Tests.Syntax;

/// <summary>Hostile input ends in an error at its place, never in a crash or in unbounded memory.</summary>
public sealed class YamlLimitTests
{
    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    [InlineData("- ", "")]
    public void Nesting_beyond_the_limit_is_an_error(string open, string close)
    {
        string text = string.Concat(Enumerable.Repeat(open, 10_000)) + "x" + string.Concat(Enumerable.Repeat(close, 10_000));

        YamlError error = Assert.Single(YamlTree.Parse(text + "\n---\nkind: Pod\n").Errors);

        Assert.Equal(YamlErrorKind.Limit, error.Kind);
        Assert.Equal("the nesting depth is 513, the limit is 512", error.Message);
        Assert.Equal(512 * open.Length, error.Span.Start);
    }

    [Fact]
    public void Nesting_up_to_the_limit_is_read()
    {
        string text = new string('[', 512) + new string(']', 512);

        Assert.Empty(YamlTree.Parse(text).Errors);
    }

    [Fact]
    public void An_alias_bomb_is_an_error_at_the_alias_that_goes_over_the_limit()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i <= 9; i++)
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");

        YamlTree tree = YamlTree.Parse(text.ToString());

        YamlError error = Assert.Single(tree.Errors);
        Assert.Equal(YamlErrorKind.Limit, error.Kind);
        Assert.StartsWith("*a", tree.Text.ToString(error.Span), StringComparison.Ordinal);
        Assert.EndsWith("the limit is 100000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_that_nest_too_deep_are_an_error()
    {
        var text = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i <= 600; i++)
            text.Append($"a{i}: &a{i} [*a{i - 1}]\n");

        YamlError error = Assert.Single(YamlTree.Parse(text.ToString()).Errors);

        Assert.Equal(YamlErrorKind.Limit, error.Kind);
    }

    [Fact]
    public void One_anchor_used_often_is_no_bomb()
    {
        string text = "base: &base {a: 1, b: 2, c: 3}\nuses:\n" + string.Concat(Enumerable.Repeat("- *base\n", 5000));

        Assert.Empty(YamlTree.Parse(text).Errors);
    }

    [Fact]
    public void A_document_over_the_length_limit_is_an_error_and_its_neighbour_is_read()
    {
        string text = "a: " + new string('x', YamlLimits.DocumentLength) + "\n---\nkind: Pod\n";

        YamlTree tree = YamlTree.Parse(text);

        Assert.Equal(YamlErrorKind.Limit, Assert.Single(tree.Errors).Kind);
        Assert.NotNull(tree.Documents[1].Root);
    }
}
