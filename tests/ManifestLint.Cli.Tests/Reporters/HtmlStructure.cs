using System.Text.RegularExpressions;

namespace ManifestLint.Cli.Tests.Reporters;

/// <summary>The form of the HTML report: its own elements and attributes and no other ones, closed in order, nothing loaded, every inner link leading somewhere.</summary>
internal static partial class HtmlStructure
{
    private static readonly HashSet<string> Elements = new(
        ("html head meta title style body a header h1 h2 h3 h4 p ul ol li strong b small div aside form fieldset legend label input select option output button nav main section "
        + "article pre code i em mark wbr details summary table tr th td footer script").Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> Attributes = new(
        ("lang charset http-equiv content name class id href rel role hidden type checked value autocomplete spellcheck aria-live aria-label aria-labelledby tabindex "
        + "data-path data-rule").Split(' '), StringComparer.Ordinal);

    private static readonly string[] Void = ["meta", "input", "wbr"];

    /// <summary>Checks a page and tells how many findings it shows.</summary>
    public static int Check(string page)
    {
        Assert.StartsWith("<!doctype html>\n", page, StringComparison.Ordinal);
        var open = new Stack<string>();
        var ids = new List<string>();
        var links = new List<string>();
        int findings = 0;
        foreach (Match tag in Tag().Matches(Content().Replace(page, "<$1></$1>")))
        {
            string name = tag.Groups["name"].Value;
            if (tag.Groups["end"].Success)
            {
                Assert.Equal(open.Pop(), name);
                continue;
            }

            Assert.Contains(name, Elements);
            if (!Void.Contains(name))
                open.Push(name);
            findings += name == "article" ? 1 : 0;
            foreach (Match attribute in Attribute().Matches(tag.Groups["attributes"].Value))
            {
                Assert.Contains(attribute.Groups["name"].Value, Attributes);
                if (attribute.Groups["name"].Value == "id")
                    ids.Add(attribute.Groups["value"].Value);
                if (attribute.Groups["name"].Value == "href")
                    links.Add(attribute.Groups["value"].Value);
            }
        }

        Assert.Empty(open);
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        var known = ids.ToHashSet(StringComparer.Ordinal);
        Assert.All(links, link => Assert.True(link.StartsWith('#') ? known.Contains(link[1..]) : link.StartsWith("https://", StringComparison.Ordinal), link));

        // A "<" in the text would be a tag that the browser repairs away.
        Assert.DoesNotContain('<', Tag().Replace(Content().Replace(page, "").Replace("<!doctype html>", "", StringComparison.Ordinal), ""));
        return findings;
    }

    [GeneratedRegex("<(script|style)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Content();

    [GeneratedRegex("""<(?<end>/)?(?<name>[a-z][a-z0-9]*)(?<attributes>(?: [a-z-]+(?:="[^"<>]*")?)*)>""")]
    private static partial Regex Tag();

    [GeneratedRegex(""" (?<name>[a-z-]+)(?:="(?<value>[^"]*)")?""")]
    private static partial Regex Attribute();
}
