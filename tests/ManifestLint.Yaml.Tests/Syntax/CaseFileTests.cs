using System.Text;
using ManifestLint.Tests;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Tests.Syntax;

/// <summary>
/// Runs every <c>*.yaml</c> of the folders Errors and Comments against the <c>*.expected.txt</c> beside it. <c>MANIFESTLINT_UPDATE=1</c> writes the
/// expectations anew; read the difference.
/// </summary>
public sealed class CaseFileTests
{
    public static TheoryData<string> ErrorCases() => Cases("Errors");

    public static TheoryData<string> CommentCases() => Cases("Comments");

    [Theory]
    [MemberData(nameof(ErrorCases))]
    public void Errors_stand_at_their_place_and_say_why(string path)
    {
        YamlTree tree = Parse(path);
        var report = new StringBuilder();
        foreach (YamlDocument document in tree.Documents)
        {
            if (document.Errors.IsEmpty)
                report.Append("document ").Append(document.Number).Append(document.Root is null ? ": empty\n" : ": read\n");
            foreach (YamlError error in document.Errors)
            {
                LinePosition start = tree.Text.GetPosition(error.Span.Start);
                string marked = tree.Text.ToString(error.Span);
                report.Append("document ").Append(document.Number).Append(": ").Append(start.Line + 1).Append(':').Append(start.Character + 1)
                    .Append(" «").Append(marked.Length > 60 ? marked[..60] + "…" : marked).Append("» ").Append(error.Message).Append('\n');
            }
        }

        Expect(path, report.ToString());
    }

    [Theory]
    [MemberData(nameof(CommentCases))]
    public void Comments_belong_to_what_they_describe(string path)
    {
        YamlTree tree = Parse(path);
        Assert.Empty(tree.Errors);
        var report = new StringBuilder();
        foreach (YamlComment comment in tree.Documents.SelectMany(document => document.Comments))
        {
            string owner = comment.Owner is YamlDocument ? "the document" : tree.Text.ToString(comment.Owner.Span).Split('\n', '\r')[0];
            report.Append(comment.Text).Append(" -> ").Append(comment.Placement.ToString().ToLowerInvariant()).Append(' ').Append(owner).Append('\n');
        }

        Expect(path, report.ToString());
    }

    private static TheoryData<string> Cases(string folder)
    {
        string root = RepositoryRoot.Combine("tests", "ManifestLint.Yaml.Tests", folder);
        return [.. Directory.EnumerateFiles(root, "*.yaml").Order(StringComparer.Ordinal).Select(file => Path.GetRelativePath(RepositoryRoot.Path, file))];
    }

    private static YamlTree Parse(string path)
    {
        SourceText? text = SourceText.Decode(File.ReadAllBytes(RepositoryRoot.Combine(path)), out TextDecodingError? error);
        Assert.Null(error);
        return YamlTree.Parse(text!);
    }

    private static void Expect(string path, string actual)
    {
        string expected = Path.ChangeExtension(RepositoryRoot.Combine(path), ".expected.txt");
        if (Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1")
            File.WriteAllText(expected, actual);
        Assert.Equal(File.ReadAllText(expected), actual);
    }
}
