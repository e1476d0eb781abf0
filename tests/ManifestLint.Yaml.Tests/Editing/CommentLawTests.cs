using ManifestLint.Tests;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;
using Xunit.Abstractions;

namespace ManifestLint.Yaml.Tests.Editing;

/// <summary>The law of writing comments: nothing but the comment comes into the text, what the document means stays, and the comment is read back.</summary>
public sealed class CommentLawTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(YamlCommentPlacement.Above, false)]
    [InlineData(YamlCommentPlacement.Above, true)]
    [InlineData(YamlCommentPlacement.Behind, false)]
    [InlineData(YamlCommentPlacement.Behind, true)]
    public void A_comment_on_any_line_of_any_sample_is_written_or_refused(YamlCommentPlacement placement, bool crLf)
    {
        int written = 0;
        int refused = 0;
        foreach (string sample in RepositoryRoot.Samples)
        {
            SourceText source = SourceText.Decode(File.ReadAllBytes(RepositoryRoot.Combine("tests", "samples", sample)), out _)!;
            string lf = source.Text.ReplaceLineEndings("\n");
            YamlTree tree = YamlTree.Parse(crLf ? lf.Replace("\n", "\r\n", StringComparison.Ordinal) : lf);
            foreach (YamlDocument document in tree.Documents.Where(document => document.Errors.IsEmpty && document.Root is not null))
            {
                int first = tree.Text.GetLine(document.Root!.Span.Start);
                int last = tree.Text.GetLine(document.Root.Span.End);
                // Every third line, so that it takes seconds; the samples are long enough for that.
                for (int line = first + (sample.Length % 3); line <= last; line += 3)
                {
                    YamlEditor editor = YamlEditor.Of(document).AddComments(new NewComment(tree.Text.GetLineStart(line), "new: # one", placement));
                    if (Laws.FindBroken(document, tree.Documents.Length, editor, YamlValue.From(document), document.Comments.Select(comment => comment.Text).ToList()) is { } why)
                        Assert.Fail($"{sample}:{line + 1}: {why}");
                    if (editor.Refusal is not null)
                    {
                        refused++;
                        continue;
                    }

                    written++;
                    YamlComment comment = Assert.Single(editor.Document.Comments, comment => comment.Text == "# new: # one");
                    Assert.Equal(placement == YamlCommentPlacement.Behind, comment.Placement == YamlCommentPlacement.Behind);
                }
            }
        }

        output.WriteLine($"{written} written, {refused} refused");
        Assert.True(written > refused * 4);
    }

    [Fact]
    public void Many_comments_are_written_at_once_and_other_edits_follow()
    {
        const string Text = "a: 1\nb:\n  - c: 2 \n    d: |\n      x\n";
        YamlTree tree = YamlTree.Parse("--- \n" + Text);
        int At(string text) => tree.Text.Text.IndexOf(text, StringComparison.Ordinal);

        YamlEditor editor = YamlEditor.Of(tree.Documents[^1])
            .AddComments(
                new NewComment(At("c: 2"), "two\nlines", YamlCommentPlacement.Above),
                new NewComment(At("c: 2"), "behind", YamlCommentPlacement.Behind),
                new NewComment(At("a: 1"), "# top", YamlCommentPlacement.Above),
                new NewComment(At("d: |"), "header", YamlCommentPlacement.Behind))
            .SetScalar(YamlPath.Root / "a", YamlValue.Integer(3));

        Assert.Null(editor.Refusal);
        Assert.Equal("--- \n# top\na: 3\nb:\n  # two\n  # lines\n  - c: 2 # behind\n    d: | # header\n      x\n", editor.NewText.Text);
    }

    [Theory]
    [InlineData("a: |\n  text\nb: 1\n", "text", YamlCommentPlacement.Above)]
    [InlineData("a: |\n  text\nb: 1\n", "text", YamlCommentPlacement.Behind)]
    [InlineData("a: 'x\n  y'\n", "'x", YamlCommentPlacement.Behind)]
    [InlineData("a: x\n  y\n", "x", YamlCommentPlacement.Behind)]
    [InlineData("a: 1 # there\n", "a", YamlCommentPlacement.Behind)]
    public void Where_it_would_be_no_comment_it_is_refused(string text, string place, YamlCommentPlacement placement)
    {
        YamlTree tree = YamlTree.Parse(text);

        Assert.NotNull(YamlEditor.Of(tree.Documents[0]).AddComments(new NewComment(text.IndexOf(place, StringComparison.Ordinal), "new", placement)).Refusal);
    }
}
