using ManifestLint.Tests;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Tests.Syntax;

/// <summary>What holds for the tree of every text, shown on all samples, with LF and with CRLF.</summary>
public sealed class YamlTreeTests
{
    public static TheoryData<string, bool> Samples()
    {
        var samples = new TheoryData<string, bool>();
        foreach (string sample in RepositoryRoot.Samples)
        {
            samples.Add(sample, false);
            samples.Add(sample, true);
        }

        return samples;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_tree_prints_the_file_back_byte_for_byte(string sample, bool withCarriageReturns)
    {
        byte[] bytes = Read(sample, withCarriageReturns);
        SourceText text = Assert.IsType<SourceText>(SourceText.Decode(bytes, out _));

        Assert.Equal(bytes, SourceText.From(YamlTree.Parse(text).ToString(), text.Encoding).ToBytes());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Spans_hold_exactly_what_their_nodes_mean(string sample, bool withCarriageReturns)
    {
        YamlTree tree = Parse(sample, withCarriageReturns);
        string text = tree.Text.Text;
        foreach (YamlNode node in tree.Documents.SelectMany(document => document.DescendantsAndSelf()))
        {
            AssertNested(node);
            if (node is YamlDocument || node.Span.IsEmpty)
                continue;

            string written = text[node.ContentSpan.Start..node.ContentSpan.End];
            Assert.False(written.Length > 0 && char.IsWhiteSpace(written[0]), $"{YamlDump.Describe(node)} begins with a blank");
            if (!EndsInBlockScalar(node))
                Assert.False(written.Length > 0 && char.IsWhiteSpace(written[^1]), $"{YamlDump.Describe(node)} ends with a blank");
            AssertIndicators(node, written);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Threads_do_not_change_the_tree(string sample, bool withCarriageReturns)
    {
        SourceText once = SourceText.Decode(Read(sample, withCarriageReturns), out _)!;
        var many = SourceText.From(string.Concat(Enumerable.Repeat(once.Text.TrimEnd() + "\n---\n", 80)));

        Assert.Equal(YamlDump.Print(YamlTree.Parse(many)), YamlDump.Print(YamlTree.Parse(many, maximumThreads: 4)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_comment_is_found_once_and_has_an_owner(string sample, bool withCarriageReturns)
    {
        YamlTree tree = Parse(sample, withCarriageReturns);
        foreach (YamlDocument document in tree.Documents)
        {
            int position = document.Span.Start;
            foreach (YamlComment comment in document.Comments)
            {
                Assert.StartsWith("#", comment.Text, StringComparison.Ordinal);
                Assert.True(comment.Span.Start >= position);
                position = comment.Span.End;
                Assert.Same(document, comment.Owner.Document);
                Assert.True(comment.Owner is YamlDocument or YamlEntry || comment.Owner.Parent is YamlSequence);
                Assert.DoesNotContain(document.DescendantsAndSelf(), node =>
                    node is YamlScalar { Style: not (YamlScalarStyle.Literal or YamlScalarStyle.Folded) } && node.ContentSpan.Overlaps(comment.Span));
            }
        }
    }

    // What a keep indicator (|+) keeps are blank lines, which then end every node around it.
    private static bool EndsInBlockScalar(YamlNode node) =>
        node.DescendantsAndSelf().Last() is YamlScalar { Style: YamlScalarStyle.Literal or YamlScalarStyle.Folded };

    private static void AssertNested(YamlNode node)
    {
        int position = node.Span.Start;
        foreach (YamlNode child in node.Children)
        {
            Assert.Equal(node, child.Parent);
            Assert.True(child.Span.Start >= position && child.Span.End <= node.Span.End, $"{YamlDump.Describe(child)} lies outside of {YamlDump.Describe(node)}");
            position = child.Span.End;
        }
    }

    private static void AssertIndicators(YamlNode node, string written)
    {
        switch (node)
        {
            case YamlScalar { Style: YamlScalarStyle.Plain } scalar when !written.Contains('\n', StringComparison.Ordinal):
                Assert.Equal(scalar.Value, written);
                break;
            case YamlScalar { Style: YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted }:
                Assert.True(written.Length >= 2 && written[0] is '\'' or '"' && written[0] == written[^1]);
                break;
            case YamlScalar { Style: YamlScalarStyle.Literal or YamlScalarStyle.Folded }:
                Assert.True(written[0] is '|' or '>');
                Assert.False(written.EndsWith('\n') && !written.Contains('+', StringComparison.Ordinal));
                break;
            case YamlMapping { Style: YamlContainerStyle.Flow }:
                Assert.True(written is ['{', .., '}']);
                break;
            case YamlSequence { Style: YamlContainerStyle.Flow }:
                Assert.True(written is ['[', .., ']']);
                break;
            case YamlSequence sequence:
                Assert.All(sequence.Items, item => Assert.Equal('-', node.Document.Source.Text[YamlLayout.FindDash(sequence, item)]));
                break;
            case YamlEntry entry when YamlLayout.FindColon(entry) is var colon and >= 0:
                Assert.Equal(':', node.Document.Source.Text[colon]);
                break;
        }
    }

    private static YamlTree Parse(string sample, bool withCarriageReturns) => YamlTree.Parse(SourceText.Decode(Read(sample, withCarriageReturns), out _)!);

    private static byte[] Read(string sample, bool withCarriageReturns)
    {
        byte[] bytes = File.ReadAllBytes(RepositoryRoot.Combine("tests", "samples", sample));
        if (!withCarriageReturns)
            return bytes;

        SourceText text = SourceText.Decode(bytes, out _)!;
        string lineFeeds = text.Text.Replace("\r\n", "\n", StringComparison.Ordinal);
        return SourceText.From(lineFeeds.Replace("\n", "\r\n", StringComparison.Ordinal), text.Encoding).ToBytes();
    }
}
