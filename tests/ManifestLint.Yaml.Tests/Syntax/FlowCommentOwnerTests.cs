using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Tests.Syntax;

public sealed class FlowCommentOwnerTests
{
    [Theory]
    [InlineData("command: [a, b] # c", "command")]
    [InlineData("a:\n  - {x: 1} # c", "a[0]")]
    [InlineData("a: {b: [1, 2], # c\n  d: 3}", "a.b")]
    [InlineData("a: {b: 1, # c\n  d: 3}", "a.b")]
    [InlineData("a: {b: 1,\n  d: \"x\n    y\", # c\n  e: 1}", "a.d")]
    [InlineData("a: {\n  b: 1\n} # c", "a")]
    [InlineData("a:\n  # c\n  {b: 1}", "a")]
    [InlineData("a: {\n  # c\n  b: 1\n}", "a.b")]
    public void A_comment_outside_of_the_brackets_describes_what_holds_them(string text, string owner)
    {
        YamlDocument document = YamlTree.Parse(text + "\n").Documents[0];

        Assert.Equal(owner, YamlPath.Of(Assert.Single(document.Comments).Owner).ToString());
    }

    [Theory]
    [InlineData("# c\n{a: 1}\n")]
    [InlineData("{a: 1} # c\n")]
    public void A_comment_outside_of_the_root_s_brackets_describes_the_document(string text)
    {
        YamlDocument document = YamlTree.Parse(text).Documents[0];

        Assert.Same(document, Assert.Single(document.Comments).Owner);
    }
}
