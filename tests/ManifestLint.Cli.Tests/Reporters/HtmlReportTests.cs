using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ManifestLint.Cli.Reporters.Html;

namespace ManifestLint.Cli.Tests.Reporters;

/// <summary>What the HTML report says of itself, shows of manifests, and keeps to itself.</summary>
public sealed class HtmlReportTests
{
    [Fact]
    public void The_policy_names_the_style_and_the_script_as_they_are()
    {
        Assert.Equal(HtmlAssets.StyleHash, Hash(HtmlAssets.Style));
        Assert.Equal(HtmlAssets.ScriptHash, Hash(HtmlAssets.Script));
        Assert.DoesNotContain("</", HtmlAssets.Script, StringComparison.Ordinal);
        Assert.DoesNotMatch("url\\(|@import|innerHTML|fetch|XMLHttp|eval", HtmlAssets.Style + HtmlAssets.Script);
    }

    [Fact]
    public void The_exact_characters_are_marked_between_the_lines_around_them()
    {
        string page = Report(Manifests.Deployment("web"));

        Assert.Contains("""
            <pre><i>12</i>    spec:
            <i>13</i>      containers:
            <i>14</i>        - name: <mark>web</mark>
            <i>15</i>          image: example.com/web:1.0</pre>
            """.ReplaceLineEndings("\n"), page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_is_shown_around_the_place()
    {
        string page = Report($"{{apiVersion: v1, kind: Pod, metadata: {{name: x, annotations: {{a: \"{new string('y', 100_000)}\"}}}}, spec: {{containers: [{{name: web}}]}}}}\n");

        Assert.Contains("…yyy", page, StringComparison.Ordinal);
        Assert.Contains("name: <mark>web</mark>}]}}", page, StringComparison.Ordinal);
        Assert.True(page.Length < 40_000, $"{page.Length}");
    }

    [Fact]
    public void What_a_Secret_holds_is_not_shown()
    {
        using var workspace = new Workspace { Rules = [new FieldRule()] };
        workspace.Write("k8s/a.yaml", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  nme: b\ndata: # one\n  password: aHVudGVyMg==\nstringData: {token: hunter2}\ntyp: Opaque\n");
        string page = workspace.Run("lint", "k8s", "--format", "html").Output;

        Assert.Equal(2, HtmlStructure.Check(page));
        Assert.Contains("<mark>nme</mark>", page, StringComparison.Ordinal);
        Assert.Contains("<em>not shown: content of a Secret</em>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("aHVudGVyMg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Around_what_could_not_be_read_nothing_is_shown()
    {
        string page = Report("apiVersion: v1\nkind: Secret\nstringData:\n  password: hunter2\n  other: a: b\n");

        Assert.DoesNotContain("hunter2", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_a_rule_is_in_it_once_without_its_example()
    {
        string page = Report(Manifests.Deployment("web") + "---\n" + Manifests.Deployment("other"));

        Assert.Equal(1, Regex.Count(page, "<div id=\"ML2901\">"));
        Assert.Contains("""
            <h4>What it reports</h4>
            <p>A container whose name does not end in <code>-ok</code>, wherever it <em>stands</em>.</p>
            <ul>
            <li>one item that is long enough to be broken into two lines because it has more than eighty characters</li>
            <li><a href="https://example.com/x" rel="noopener noreferrer">a link</a></li>
            </ul>
            <table>
            <tr><th>a</th><th>b</th></tr>
            <tr><td>1</td><td>2</td></tr>
            </table>
            <pre>kind: Pod
            </pre>
            """.ReplaceLineEndings("\n"), page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pages_of_all_rules_can_be_shown()
    {
        foreach (var rule in ManifestLint.Rules.RuleCatalog.CreateRules())
        {
            using var text = new StringWriter { NewLine = "\n" };
            new HtmlRulePage(text).Write(ManifestLint.Rules.RuleCatalog.GetPage(rule.Descriptor));
            string html = text.ToString();

            Assert.Contains("<h4>Why it matters</h4>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<h4>Example</h4>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("```", html, StringComparison.Ordinal);
            Assert.Equal(0, HtmlStructure.Check($"<!doctype html>\n<div>{html}</div>"));
        }
    }

    [Theory]
    [InlineData("text", "page")]
    [InlineData("text", "card")]
    [InlineData("text", "code")]
    [InlineData("text", "mark")]
    [InlineData("muted", "page")]
    [InlineData("muted", "card")]
    [InlineData("muted", "code")]
    [InlineData("link", "card")]
    [InlineData("error", "card")]
    [InlineData("warning", "card")]
    [InlineData("info", "card")]
    [InlineData("good", "card")]
    public void Colours_are_far_enough_apart(string text, string background)
    {
        string[] schemes = HtmlAssets.Style.Split("prefers-color-scheme: dark");

        Assert.All(schemes, scheme => Assert.InRange(Contrast(Luminance(scheme, text), Luminance(scheme, background)), 4.5, 21));
    }

    private static string Report(string manifest)
    {
        using var workspace = new Workspace();
        workspace.Write("k8s/web.yaml", manifest);
        string page = workspace.Run("lint", "k8s", "--format", "html").Output;
        Assert.True(HtmlStructure.Check(page) > 0);
        return page;
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // WCAG 2.2, contrast ratio and relative luminance.
    private static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    private static double Luminance(string style, string name)
    {
        int colour = int.Parse(Regex.Match(style, $"--{name}: #([0-9a-f]{{6}});").Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (0.2126 * Linear(colour >> 16)) + (0.7152 * Linear((colour >> 8) & 0xFF)) + (0.0722 * Linear(colour & 0xFF));
    }

    private static double Linear(int channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
