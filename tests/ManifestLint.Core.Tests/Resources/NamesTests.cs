using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class NamesTests
{
    private static readonly string Of63 = new('a', 63);

    public static TheoryData<string, string, string?> Rows => new()
    {
        { "label", "web-1", null },
        { "label", "1web", null },
        { "label", Of63, null },
        { "label", Of63 + "a", "64 characters, at most 63" },
        { "label", "", "it is empty" },
        { "label", "Web", "upper case letters are not allowed" },
        { "label", "we_b", "character '_'" },
        { "label", "web-", "must start and end with a letter or digit" },
        { "label", "a.b", "character '.'" },
        { "label1035", "1web", "must start with a letter" },
        { "label1035", "web1", null },
        { "subdomain", "a.b-c.d", null },
        { "subdomain", "a..b", "each part between dots must start and end with a letter or digit" },
        { "subdomain", ".a", "each part between dots must start and end with a letter or digit" },
        { "subdomain", "a.-b", "each part between dots must start and end with a letter or digit" },
        { "port", "http", null },
        { "port", "8080", "must contain a letter" },
        { "port", "http--a", "must not contain '--'" },
        { "port", "a-very-long-name", "16 characters, at most 15" },
        { "port", "-http", "must start and end with a letter or digit" },
        { "value", "", null },
        { "value", "1.2_a-B", null },
        { "value", "a b", "character ' '" },
        { "value", "_a", "must start and end with a letter or digit" },
        { "key", "example.com/Name_1", null },
        { "key", "a/b/c", "more than one '/'" },
        { "key", "/b", "nothing stands before the '/'" },
        { "key", "Example.com/b", "the part before the '/': upper case letters are not allowed" },
        { "key", "example.com/", "the part after the '/': it is empty" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_grammar_says_what_is_wrong(string grammar, string text, string? expected) => Assert.Equal(expected, grammar switch
    {
        "label" => Names.CheckLabel(text),
        "label1035" => Names.CheckLabelFromLetter(text),
        "subdomain" => Names.CheckSubdomain(text),
        "port" => Names.CheckPortName(text),
        "value" => Names.CheckLabelValue(text),
        _ => Names.CheckQualifiedName(text),
    });
}
