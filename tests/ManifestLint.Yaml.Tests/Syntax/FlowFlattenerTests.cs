using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Tests.Syntax;

/// <summary>kubectl takes the lines of brackets and double quotes at any indentation; checked with <c>kubectl annotate --local</c>.</summary>
public sealed class FlowFlattenerTests
{
    [Theory]
    [InlineData("a:\n  b: {\n  c: 1,\n\td: 2,\ne: 3 # x }\n}\nf: 4\n", "{\"a\": {\"b\": {\"c\": 1, \"d\": 2, \"e\": 3}}, \"f\": 4}")]
    [InlineData("a:\n  b: [x y,\nit's\n  all, \"q ] \" ]\n", "{\"a\": {\"b\": [\"x y\", \"it's all\", \"q ] \"]}}")]
    [InlineData("a:\n  b: \"first  \n second\"\n  c: 1\n", "{\"a\": {\"b\": \"first second\", \"c\": 1}}")]
    [InlineData("a:\n  b: \"first\n\n\tsecond\"\n", "{\"a\": {\"b\": \"first\\nsecond\"}}")]
    [InlineData("a:\r\n  b: \"first\r\n second\"\r\n", "{\"a\": {\"b\": \"first second\"}}")]
    [InlineData("a:\n  b: [\"x\ny\",\n1]\n", "{\"a\": {\"b\": [\"x y\", 1]}}")]
    public void Lines_left_of_their_key_are_read(string text, string json)
    {
        YamlTree tree = YamlTree.Parse(text);

        Assert.Empty(tree.Errors);
        Assert.Equal(YamlValue.From(YamlTree.Parse(json).Documents[0].Root), YamlValue.From(tree.Documents[0].Root));
        Assert.Equal(text, tree.ToString());
    }
}
