using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Suppressions;

/// <summary>
/// What a suppression covers. The rule reports every scalar <c>bad</c>, so that the lines that are left tell what was covered; the folders of
/// ML0011 to ML0013 hold the forms in which suppressions are written and mistaken.
/// </summary>
public sealed class SuppressionTests
{
    private const string Pods = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: bad
        spec:
          containers:
            - name: web
              image: bad
              command: [bad, good, bad]
            - name: worker
              image: bad
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: bad

        """;

    [Theory]
    [InlineData(0, "# manifestlint-ignore-file ML9991", "")]
    [InlineData(0, "# manifestlint-ignore ML9991", "16")]
    [InlineData(0, "# manifestlint-ignore no-bad -- the name", "16")]
    [InlineData(0, "# manifestlint-ignore ML9992", "4 8 9 9 11 16")]
    [InlineData(2, "# manifestlint-ignore ML9991", "8 9 9 11 16")]
    [InlineData(5, "  # manifestlint-ignore ML9991", "4 16")]
    [InlineData(6, "    # manifestlint-ignore ML9991", "4 11 16")]
    [InlineData(6, "# manifestlint-ignore ML9991", "4 11 16")]
    [InlineData(8, "      # manifestlint-ignore ML9991", "4 8 11 16")]
    [InlineData(9, "    # manifestlint-ignore ML9991", "4 8 9 9 16")]
    [InlineData(12, "# manifestlint-ignore ML9991", "4 8 9 9 11")]
    [InlineData(13, "# manifestlint-ignore ML9991", "4 8 9 9 11 16")]
    public void A_comment_on_a_line_of_its_own_covers_the_node_below(int line, string comment, string left)
    {
        List<string> lines = [.. Pods.Split('\n')];
        lines.Insert(line, comment);
        LintResult result = Lint(string.Join('\n', lines));

        Assert.Equal(left, string.Join(' ', Lines(result).Select(found => found > line ? found - 1 : found)));
        Assert.Equal(6 - Lines(result).Count(), result.Suppressed);
    }

    [Fact]
    public void A_comment_above_the_separator_covers_the_document_below()
    {
        LintResult result = Lint($"# The web pods.\n\n# manifestlint-ignore ML9991 -- on purpose\n---\n{Pods}");

        Assert.Equal([20], Lines(result));
        Assert.Equal(5, result.Suppressed);
    }

    [Theory]
    [InlineData(4, "8 9 9 11 16")]
    [InlineData(9, "4 8 11 16")]
    [InlineData(7, "4 8 9 9 11 16")]
    [InlineData(12, "4 8 9 9 11")]
    public void A_comment_behind_something_covers_its_line(int line, string left)
    {
        string[] lines = Pods.Split('\n');
        lines[line - 1] += " # manifestlint-ignore ML9991";

        Assert.Equal(left, string.Join(' ', Lines(Lint(string.Join('\n', lines)))));
    }

    [Theory]
    [InlineData("  annotations: {manifestlint.dev/ignore: no-bad}", "16")]
    [InlineData("  annotations: {manifestlint.dev/ignore.web: ML9991}", "4 11 16")]
    [InlineData("  annotations: {manifestlint.dev/ignore.other: ML9991}", "4 8 9 9 11 16")]
    [InlineData("  annotations: {manifestlint.dev/ignore: true}", "4 8 9 9 11 16")]
    [InlineData("  labels: {manifestlint.dev/ignore: ML9991}", "4 8 9 9 11 16")]
    public void An_annotation_covers_its_object_or_a_container(string annotations, string left)
    {
        List<string> lines = [.. Pods.Split('\n')];
        lines.Insert(4, annotations);

        Assert.Equal(left, string.Join(' ', Lines(Lint(string.Join('\n', lines))).Select(found => found > 4 ? found - 1 : found)));
    }

    [Fact]
    public void An_annotation_of_a_pod_template_covers_the_template()
    {
        const string Text = """
            apiVersion: v1
            kind: List
            items:
              - apiVersion: batch/v1
                kind: CronJob
                metadata: {name: bad}
                spec:
                  jobTemplate:
                    spec:
                      template:
                        metadata: {annotations: {manifestlint.dev/ignore: ML9991}}
                        spec:
                          containers: [{name: web, image: bad}]
              - apiVersion: v1
                kind: Service
                metadata: {name: bad}

            """;

        Assert.Equal([6, 16], Lines(Lint(Text)));
    }

    [Fact]
    public void A_comment_at_the_top_counts_in_files_that_are_no_YAML()
    {
        LintResult result = Lint("\n---\n# manifestlint-ignore-file ML9992\napiVersion: v1\nkind: {{ .Values.kind }}\n", new FileRule());

        Assert.Empty(result.Diagnostics);
        Assert.Equal(1, result.Suppressed);
    }

    [Theory]
    [InlineData("ML0001", false)]
    [InlineData("ML0010", false)]
    [InlineData("ML0015", false)]
    [InlineData("ML0017", false)]
    [InlineData("ML0002", true)]
    public void That_something_could_not_be_looked_at_is_always_told(string id, bool isSuppressed)
    {
        LintResult result = Lint($"# manifestlint-ignore-file {id} -- a reason\na: 1\n", new FileRule(id));

        Assert.Equal(isSuppressed ? 1 : 0, result.Suppressed);
        Assert.Equal(!isSuppressed, result.Diagnostics.Any(diagnostic => diagnostic.Descriptor.Id == id));
    }

    [Fact]
    public void What_is_suppressed_is_not_fixed()
    {
        string text = Pods.Replace("name: bad\n\n", "name: bad", StringComparison.Ordinal).Replace("image: bad", "image: bad # manifestlint-ignore ML9991", StringComparison.Ordinal);

        FixResult result = new FixApplier(Linter(new BadRule()), FixSafety.Safe).Apply([new Bundle([File(text)], IsReadWhole: true)]);

        string[] fixedLines = Assert.Single(result.Files).After.Tree!.Text.Text.Split('\n');
        Assert.Equal("      image: bad # manifestlint-ignore ML9991", fixedLines[7]);
        Assert.Equal("      command: [good, good, good]", fixedLines[8]);
        Assert.Equal(2, result.Remaining.Suppressed);
        Assert.Empty(result.Remaining.Diagnostics);
    }

    [Fact]
    public void An_unused_one_can_be_kept_with_a_suppression_of_its_own()
    {
        LintResult result = Lint("# manifestlint-ignore-file ML9991, ML0012 -- comes and goes\napiVersion: v1\nkind: Pod\n");

        Assert.Empty(result.Diagnostics);
        Assert.Equal(1, result.Suppressed);
    }

    [Fact]
    public void The_result_does_not_depend_on_threads()
    {
        string text = string.Concat(Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? $"--- # manifestlint-ignore ML9991\n{Pods}" : $"---\n{Pods}"));
        Bundle[] bundles = [new Bundle([File(text)], IsReadWhole: true)];

        LintResult one = Linter(new BadRule()).Lint(ResourceSet.Create([.. bundles]));
        LintResult two = Linter(new BadRule()).Lint(ResourceSet.Create([.. bundles]), maximumThreads: 2);

        Assert.Equal(500, one.Suppressed);
        Assert.Equal(one.Suppressed, two.Suppressed);
        Assert.Equal(one.Diagnostics.Select(diagnostic => diagnostic.ToString()), two.Diagnostics.Select(diagnostic => diagnostic.ToString()));
    }

    private static LintResult Lint(string text, Rule? rule = null) => Linter(rule ?? new BadRule()).Lint(ResourceSet.Create([new Bundle([File(text)], IsReadWhole: true)]));

    private static Linter Linter(Rule rule) => new([rule, new Named("ML0012", "unused-suppression"), new Named("ML9992", "other")], LintConfiguration.Default with { Ignored = ["ML0011"] });

    private static ManifestFile File(string text) => ManifestFile.Parse("test.yaml", SourceText.From(text));

    private static IEnumerable<int> Lines(LintResult result) =>
        result.Diagnostics.Where(diagnostic => diagnostic.Descriptor.Id == "ML9991").Select(diagnostic => diagnostic.Location.Start.Line + 1);

    private sealed class BadRule : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new("ML9991", "no-bad", "Something is bad", DiagnosticSeverity.Warning);

        public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(resource =>
        {
            foreach (YamlNode node in resource.Resource.Root.DescendantsAndSelf())
            {
                if (node is YamlScalar { Value: "bad" })
                    resource.Report(node, "bad", CodeFix.Safe("Make it good", () => (ImmutableArray<TextChange>)[new TextChange(node.Span, "good")]));
            }
        });
    }

    private sealed class FileRule(string id = "ML9992") : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new(id, "every-file", "There is a file", DiagnosticSeverity.Warning);

        public override void Initialize(AnalysisContext context) => context.RegisterFileAction(file => file.Report("a file"));
    }

    private sealed class Named(string id, string name) : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new(id, name, "It does nothing", DiagnosticSeverity.Warning);

        public override void Initialize(AnalysisContext context)
        {
        }
    }
}
