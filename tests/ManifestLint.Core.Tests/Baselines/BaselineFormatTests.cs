using ManifestLint.Baselines;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Baselines;

/// <summary>The file of a baseline: what is written is read again, and what is wrong is told with its place.</summary>
public sealed class BaselineFormatTests
{
    [Fact]
    public void An_entry_is_a_line_and_lines_are_sorted()
    {
        Baseline baseline = Baseline.Of(
        [
            new BaselineEntry(new FindingKey("ML2001", "k8s/shop.yaml", "Deployment", "eu", "shop", "spec.template.spec.containers[name=web]", ""), "readiness-probe-missing", "no probe"),
            new BaselineEntry(new FindingKey("ML0005", "k8s/a.yaml", "", "", "", "", "--- x"), "kubectl-refuses-yaml", "cannot read"),
        ]);

        Assert.Equal(
            """
            {
              "version": 1,
              "findings": [
                {"rule": "ML0005", "name": "kubectl-refuses-yaml", "file": "k8s/a.yaml", "text": "--- x", "message": "cannot read"},
                {"rule": "ML2001", "name": "readiness-probe-missing", "file": "k8s/shop.yaml", "kind": "Deployment", "namespace": "eu", "object": "shop", "path": "spec.template.spec.containers[name=web]", "message": "no probe"}
              ]
            }

            """,
            BaselineWriter.Write(baseline),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void An_empty_one_is_read_too()
    {
        Assert.Equal("{\n  \"version\": 1,\n  \"findings\": []\n}\n", BaselineWriter.Write(Baseline.Empty));
        Assert.Empty(GivenFindings.Read(BaselineWriter.Write(Baseline.Empty)).Entries);
    }

    [Theory]
    [InlineData("quotes \" ' and \\ back")]
    [InlineData("tab\tline\nfeed\r\u0001\u001b[31m\u0085\u2028\u202e\ufeff")]
    [InlineData("ümläut 日本 😀 # : {a} [b], - x")]
    [InlineData("true")]
    [InlineData("1.10")]
    [InlineData(" ")]
    public void Every_text_comes_back_as_it_was(string text)
    {
        var entry = new BaselineEntry(new FindingKey("ML2001", text, text, text, text, text, text), text, text);
        string written = BaselineWriter.Write(Baseline.Of([entry]));

        Assert.Equal(entry, Assert.Single(GivenFindings.Read(written).Entries) with { Span = default });
        Assert.DoesNotContain(written, c => char.IsControl(c) && c != '\n');
    }

    [Theory]
    [InlineData("", "1:1 the file is empty")]
    [InlineData("[]", "1:1 a baseline is one JSON object")]
    [InlineData("{}", "1:1 there is no 'version', so this is no baseline")]
    [InlineData("{\"version\": 2, \"findings\": []}", "1:13 the version is 2, this ManifestLint reads version 1, so a newer ManifestLint wrote the file")]
    [InlineData("{\"version\": \"x\"}", "1:13 the version is x, this ManifestLint reads version 1")]
    [InlineData("{\"version\": 1}", "1:1 'findings' must be a list")]
    [InlineData("{\"version\": 1, \"findings\": {}}", "1:28 'findings' must be a list")]
    [InlineData("{\"version\": 1, \"finding\": []}", "1:16 there is no key 'finding'; did you mean 'findings'?")]
    [InlineData("{\"version\": 1, \"findings\": [1]}", "1:29 an entry is an object with 'rule' and 'file'")]
    [InlineData("{\"version\": 1, \"findings\": [{\"file\": \"a\"}]}", "1:29 an entry needs 'rule'")]
    [InlineData("{\"version\": 1, \"findings\": [{\"rule\": \"ML1\"}]}", "1:29 an entry needs 'file'")]
    [InlineData("{\"version\": 1, \"findings\": [{\"rule\": \"ML1\", \"file\": []}]}", "1:53 'file' must be a text")]
    [InlineData("{\"version\": 1, \"findings\": [{\"rule\": \"ML1\", \"fil\": \"a\"}]}", "1:45 there is no key 'fil'; did you mean 'file'?")]
    [InlineData("{\n<<<<<<< HEAD\n\"version\": 1", "2:1 this is a merge conflict; keep the entries of both sides, or write the baseline again with --write-baseline")]
    public void A_mistake_is_told_with_its_place(string text, string expected)
    {
        Baseline? read = BaselineReader.Read(ManifestFile.Parse("b.json", SourceText.From(text)), out BaselineMistake? mistake);

        Assert.Null(read);
        Assert.Equal(expected, $"{mistake!.Position.Line + 1}:{mistake.Position.Character + 1} {mistake.Message}");
    }

    [Fact]
    public void Broken_JSON_and_broken_bytes_have_a_place()
    {
        Assert.Null(BaselineReader.Read(ManifestFile.Parse("b.json", SourceText.From("{\"version\": 1,\n \"findings\": [")), out BaselineMistake? unclosed));
        Assert.StartsWith("this is not JSON: ", unclosed!.Message, StringComparison.Ordinal);
        Assert.Null(BaselineReader.Read(ManifestFile.Parse("b.json", [0x7B, 0xFF]), out BaselineMistake? invalid));
        Assert.Equal(new LinePosition(0, 1), invalid!.Position);
    }
}
