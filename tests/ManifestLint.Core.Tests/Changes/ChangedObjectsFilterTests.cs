using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Changes;
using ManifestLint.Configuration;
using ManifestLint.Core.Tests.Baselines;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Changes;

/// <summary>Which objects of a file are taken for changed: those that are written in another way than before.</summary>
public sealed class ChangedObjectsFilterTests
{
    private const string Separator = "---\n";
    private const string List = "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: one}\n    x: bad\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: two}\n    x: bad\n";

    private static readonly string A = Pod("a");
    private static readonly string B = Pod("b");

    public static TheoryData<string, string, string, string> Differences { get; } = new()
    {
        { "nothing", A + Separator + B, A + Separator + B, "" },
        { "a line of one", A + Separator + B, A.Replace("x:", "x:  ", StringComparison.Ordinal) + Separator + B, "a" },
        { "a line more", A + Separator + B, A + Separator + B + "y: 1\n", "b" },
        { "a line less at the end", A + "y: 1\n" + Separator + B, A + Separator + B, "a" },
        { "a line less at the head of the second", A + Separator + "y: 1\n" + B, A + Separator + B, "b" },
        { "a comment above it", A + Separator + B, A + Separator + "# why\n" + B, "b" },
        { "a comment behind the separator", A + Separator + B, A + "--- # why\n" + B, "b" },
        { "a comment less", A + Separator + B + "# why\n", A + Separator + B, "b" },
        { "a document more behind it", A, A + Separator + B, "b" },
        { "a document more before it", B, A + Separator + B, "a" },
        { "a document less", A + Separator + B, B, "" },
        { "documents in another order", A + Separator + B, B + Separator + A, "" },
        { "a new name", A + Separator + B, A + Separator + Pod("c"), "c" },
        { "empty lines", A + Separator + B, "\n" + A + "\n" + Separator + "\n" + B, "" },
        { "line ends", A + Separator + B, (A + Separator + B).Replace("\n", "\r\n", StringComparison.Ordinal), "" },
        { "a separator above the first", A + Separator + B, Separator + A + Separator + B, "" },
        { "a comment that suppresses for the file", A + Separator + B, "# manifestlint-ignore-file ML2001\n" + A + Separator + B, "a b" },
        { "the same less", A + Separator + B + "# manifestlint-ignore-file ML2001\n", A + Separator + B, "a b" },
        { "one of two of one name", A + Separator + A, A + Separator + A + "y: 1\n", "a a" },
        { "an item of a List", List, List + "    y: 1\n", "two" },
        { "an item of a List less", List, List[..List.LastIndexOf("  - ", StringComparison.Ordinal)], "" },
        { "another namespace", A, A.Replace("{name: a}", "{name: a, namespace: x}", StringComparison.Ordinal), "a" },
        { "a file that could not be read", "a: [", A, "a" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void An_object_is_reported_when_it_changed(string what, string before, string after, string expected)
    {
        ManifestFile file = File("a.yaml", after);

        LintResult result = Lint(file, new ChangedObjectsFilter([file], _ => new FileChange(SourceText.From(before))));

        Assert.Equal(expected, string.Join(' ', result.Diagnostics.Select(finding => finding.Resource!.Name)));
        Assert.True(result.Diagnostics.Length + result.Filtered[0] == file.Resources.Length, what);
    }

    [Fact]
    public void A_new_file_is_reported_whole_and_one_without_changes_not_at_all()
    {
        ManifestFile file = File("a.yaml", "# bad\n" + A + Separator + B);

        Assert.Equal(3, Lint(file, new ChangedObjectsFilter([file], _ => FileChange.New)).Diagnostics.Length);
        Assert.Empty(Lint(file, new ChangedObjectsFilter([file], _ => null)).Diagnostics);
    }

    [Fact]
    public void What_is_no_object_is_reported_by_its_document_and_what_is_about_the_file_when_it_changed()
    {
        const string text = "# bad\ntext: bad\n---\nother: bad\nmore: 1\n---\nlast: bad\n";
        ManifestFile file = File("a.yaml", text);
        var filter = new ChangedObjectsFilter([file], _ => new FileChange(SourceText.From(text.Replace("more: 1\n", "", StringComparison.Ordinal))));

        Assert.Equal(["a.yaml:1 ML9991", "a.yaml:4 ML9991"], GivenFindings.Lines(Lint(file, filter)));
    }

    [Fact]
    public void An_object_that_is_spoken_of_counts_too()
    {
        ManifestFile service = ManifestFile.Parse("service.yaml", SourceText.From(A), FileRole.Context);
        ManifestFile pod = File("pod.yaml", B);
        var filter = new ChangedObjectsFilter([service, pod], file => file == service ? new FileChange(SourceText.From(A + "y: 1\n")) : null);
        Diagnostic finding = Assert.Single(Lint(pod).Diagnostics);

        Assert.False(filter.IsAboutChange(finding));
        Assert.True(filter.IsAboutChange(finding with { Related = [new RelatedLocation(new Location(service, new TextSpan(20, 21)), "there")] }));
    }

    [Fact]
    public void What_was_unchanged_stays_so_when_lines_move_and_what_is_added_counts()
    {
        ManifestFile file = File("a.yaml", A + Separator + B);
        var filter = new ChangedObjectsFilter([file], _ => new FileChange(SourceText.From(A + "y: 1\n" + Separator + B)));

        LintResult result = Lint(file.WithText(SourceText.From("# moved\n\n\n" + A + Separator + B + Separator + Pod("c"))), filter);

        Assert.Equal(["a", "c"], result.Diagnostics.Select(finding => finding.Resource!.Name));
    }

    private static string Pod(string name) => $"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}}}\nx: bad\n";

    private static ManifestFile File(string path, string text) => ManifestFile.Parse(path, SourceText.From(text));

    private static LintResult Lint(ManifestFile file, params ImmutableArray<IFindingFilter> filters) =>
        new Linter(GivenFindings.Rules, LintConfiguration.Default with { Ignored = ["ML0011"] }) { Filters = filters }.Lint(ResourceSet.Create([new Bundle([file], IsReadWhole: true)]));
}
