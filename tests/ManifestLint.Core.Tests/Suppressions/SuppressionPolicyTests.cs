using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Suppressions;

/// <summary>What a configuration says about suppressions: reasons, locked rules, none at all; and where annotations for containers count.</summary>
public sealed class SuppressionPolicyTests
{
    private static readonly LintConfiguration Default = LintConfiguration.Default;

    [Theory]
    [InlineData("# manifestlint-ignore ML9991\n", 1)]
    [InlineData("# manifestlint-ignore ML9991 -- on purpose\n", 0)]
    [InlineData("# manifestlint-ignore-file ML9991\n", 1)]
    public void A_reason_can_be_asked_for_by_name(string comment, int missing)
    {
        string text = comment + Pod();

        Assert.Empty(Of("ML0013", Lint(text, Default)));
        Assert.Equal(missing, Of("ML0013", Lint(text, Default with { RequiresReasons = true })).Count(finding => finding.Severity == DiagnosticSeverity.Warning));
        Assert.Equal(missing, Of("ML0013", Lint(text, Default with { Preset = RulePreset.Strict })).Count(finding => finding.Severity == DiagnosticSeverity.Info));
        Assert.Empty(Of("ML0013", Lint(text, Default with { Preset = RulePreset.Strict, RequiresReasons = false })));
        Assert.Empty(Of("ML0013", Lint(text, Default with { RequiresReasons = true, Ignored = ["ML0013"] })));
        Assert.Equal(1, Lint(text, Default with { RequiresReasons = true }).Suppressed);
    }

    [Theory]
    [InlineData("# manifestlint-ignore ML9991 -- a\n", "2:23")]
    [InlineData("# manifestlint-ignore-file ML9991, ML9992 -- a\n", "2:28")]
    [InlineData("metadata:\n  annotations:\n    manifestlint.dev/ignore: ML9991\n", "6:30")]
    public void A_locked_rule_is_reported_with_what_would_silence_it(string head, string place)
    {
        LintResult result = Lint("---\n" + (head[0] == '#' ? head + Pod() : Pod().Replace("metadata:\n", head, StringComparison.Ordinal)), Default with { Locked = ["ML9991"], Source = "k8s/.manifestlint.yaml" });

        Assert.Single(Of("ML9991", result));
        Diagnostic refused = Assert.Single(Of("ML0014", result));
        Assert.Equal("ML9991 is locked by k8s/.manifestlint.yaml and cannot be suppressed here", refused.Message);
        Assert.Equal(place, $"{refused.Location.Start.Line + 1}:{refused.Location.Start.Character + 1}");
        Assert.Equal(0, result.Suppressed);
        Assert.DoesNotContain(result.Diagnostics, finding => finding.Descriptor.Id == "ML0012" && finding.Message.Contains("ML9991", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_suppressions_are_turned_off_each_one_is_named()
    {
        LintResult result = Lint("# manifestlint-ignore-file ML9992 -- a\n" + Pod().Replace("name: bad", "name: bad # manifestlint-ignore no-bad", StringComparison.Ordinal), Default with { AllowsInlineSuppressions = false });

        Assert.Single(Of("ML9991", result));
        Assert.Equal(
            ["ML9992 cannot be suppressed here: suppressions in manifests are turned off", "ML9991 cannot be suppressed here: suppressions in manifests are turned off"],
            Of("ML0014", result).Select(finding => finding.Message));
    }

    [Fact]
    public void That_a_suppression_is_not_allowed_cannot_be_suppressed()
    {
        LintResult result = Lint("# manifestlint-ignore-file ML9991, ML0014 -- a\n" + Pod(), Default with { Locked = ["ML9991"] });

        Assert.Single(Of("ML0014", result));
        Assert.Equal("This suppression has no effect: ML0014 cannot be suppressed", Assert.Single(Of("ML0011", result)).Message);
    }

    [Fact]
    public void A_locked_finding_is_repaired_and_a_suppressed_one_is_not()
    {
        string text = "# manifestlint-ignore-file ML9991 -- a\n" + Pod();

        Assert.Empty(Fix(text, Default).Files);
        Assert.Contains("name: good", Assert.Single(Fix(text, Default with { Locked = ["ML9991"] }).Files).After.Tree!.Text.Text, StringComparison.Ordinal);
        Assert.Single(Fix(text, Default with { AllowsInlineSuppressions = false }).Files);
    }

    [Theory]
    [InlineData("# manifestlint-ignore ML9992 # manifestlint-ignore ML9991\n", "# manifestlint-ignore ML9992, ML9991\n")]
    [InlineData("# manifestlint-ignore ML9992 -- a # manifestlint-ignore ML9991 -- b\n", null)]
    public void A_second_directive_in_a_comment_is_told(string comment, string? repaired)
    {
        LintResult result = Lint(comment + Pod(), Default);

        Diagnostic second = Assert.Single(Of("ML0011", result));
        Assert.Equal("This suppression has no effect: a comment has one 'manifestlint-ignore', with all its rules", second.Message);
        Assert.Equal(repaired is null ? null : repaired + Pod(), second.Fix is { } fix ? TextChangeList.Apply(comment + Pod(), fix.Changes) : null);
        Assert.Single(Of("ML9991", result));
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    # manifestlint-ignore ML9991\n    text\n  b: bad\n")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: '# manifestlint-ignore ML9991'\n  b: bad\n")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: x# manifestlint-ignore ML9991\n  b: bad\n")]
    public void What_is_no_comment_suppresses_nothing_and_is_no_mistake(string text)
    {
        LintResult result = Lint(text, Default);

        Assert.Equal(["ML9991"], result.Diagnostics.Select(finding => finding.Descriptor.Id));
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: ConfigMap\ndata: {\n  # manifestlint-ignore ML9991\n  a: bad,\n  b: bad,\n}\n", 1)]
    [InlineData("apiVersion: v1\nkind: ConfigMap\ndata: {\n  a: bad, # manifestlint-ignore ML9991\n  b: bad,\n}\n", 1)]
    [InlineData("apiVersion: v1\r\nkind: ConfigMap\r\ndata:\r\n  a: bad # manifestlint-ignore ML9991\r\n  b: bad\r\n", 1)]
    [InlineData("--- # manifestlint-ignore ML9991\napiVersion: v1\nkind: ConfigMap\ndata:\n  a: bad\n  b: bad\n", 0)]
    [InlineData("apiVersion: v1\nkind: ConfigMap\ndata: {a: bad, b: bad} # manifestlint-ignore ML9991\n", 0)]
    public void Comments_count_in_odd_places(string text, int left)
    {
        LintResult result = Lint(text, Default);

        Assert.Equal(left, result.Diagnostics.Length);
        Assert.Equal(2 - left, result.Suppressed);
    }

    [Fact]
    public void A_comment_between_two_documents_covers_neither_and_is_told()
    {
        LintResult result = Lint(Pod() + "# manifestlint-ignore ML9991\n---\n" + Pod(), Default);

        Assert.Equal(2, Of("ML9991", result).Count());
        Assert.Equal("This suppression has no effect: nothing of its indentation follows that it could cover", Assert.Single(Of("ML0011", result)).Message);
    }

    public static TheoryData<string, string, string> Workloads => new()
    {
        { "v1", "Pod", "" },
        { "apps/v1", "Deployment", "template" },
        { "extensions/v1beta1", "Deployment", "template" },
        { "apps/v1", "StatefulSet", "template" },
        { "apps/v1", "DaemonSet", "template" },
        { "apps/v1", "ReplicaSet", "template" },
        { "v1", "ReplicationController", "template" },
        { "batch/v1", "Job", "template" },
        { "batch/v1", "CronJob", "jobTemplate.spec.template" },
        { "argoproj.io/v1alpha1", "Rollout", "template" },
        { "apps.kruise.io/v1alpha1", "CloneSet", "template" },
        { "serving.knative.dev/v1", "Service", "template" },
        { "apps.openshift.io/v1", "DeploymentConfig", "template" },
    };

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Annotations_count_on_the_object_the_template_and_for_each_container(string apiVersion, string kind, string way)
    {
        foreach (bool isInList in new[] { false, true })
        {
            string Left(string onObject, string onTemplate) => string.Join(' ', Of("ML9991", Lint(Workload(apiVersion, kind, way, onObject, onTemplate, isInList), Default)).Select(finding => finding.Message));

            Assert.Equal("labels setup debug web", Sorted(Left("a: b", "a: b")));
            Assert.Equal("", Left("manifestlint.dev/ignore: ML9991", "a: b"));
            Assert.Equal("labels setup web", Sorted(Left("manifestlint.dev/ignore.debug: ML9991", "a: b")));
            Assert.Equal("labels debug web", Sorted(Left("manifestlint.dev/ignore.setup: ML9991", "a: b")));
            if (way.Length == 0)
                continue;
            Assert.Equal("labels", Left("a: b", "manifestlint.dev/ignore: ML9991"));
            Assert.Equal("labels setup debug", Sorted(Left("a: b", "manifestlint.dev/ignore.web: no-bad")));
        }

        static string Sorted(string words) => string.Join(' ', words.Split(' ').OrderBy(word => Array.IndexOf(["labels", "setup", "debug", "web"], word)));
    }

    [Fact]
    public void On_the_template_of_a_CronJobs_Jobs_they_cover_those()
    {
        string text = Workload("batch/v1", "CronJob", "jobTemplate.spec.template", "a: b", "a: b", isInList: false)
            .Replace("  jobTemplate:\n", "  jobTemplate:\n    metadata: {annotations: {manifestlint.dev/ignore: ML9991}}\n", StringComparison.Ordinal);

        Assert.Equal(["labels"], Of("ML9991", Lint(text, Default)).Select(finding => finding.Message));
    }

    [Theory]
    [InlineData("manifestlint.dev/ignore.missing: ML9991", "This suppression has no effect: no container is called 'missing'")]
    [InlineData("manifestlint.dev/ignored: ML9991", "This suppression has no effect: write 'manifestlint.dev/ignore'")]
    public void A_mistake_is_told(string annotation, string message) =>
        Assert.Equal(message, Assert.Single(Of("ML0011", Lint(Workload("apps/v1", "Deployment", "template", annotation, "a: b", isInList: false), Default))).Message);

    // A label of the object and the containers hold what is bad; the message of a finding is the name of its container.
    private static string Workload(string apiVersion, string kind, string way, string onObject, string onTemplate, bool isInList)
    {
        var lines = new List<string> { $"apiVersion: {apiVersion}", $"kind: {kind}", "metadata:", "  labels: {x: bad}", $"  annotations: {{{onObject}}}", "spec:" };
        int depth = 2;
        foreach (string key in way.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            lines.Add($"{new string(' ', depth)}{key}:");
            depth += 2;
        }

        if (way.Length > 0)
        {
            lines.Add($"{new string(' ', depth)}metadata: {{annotations: {{{onTemplate}}}}}");
            lines.Add($"{new string(' ', depth)}spec:");
            depth += 2;
        }

        foreach ((string list, string name) in new[] { ("initContainers", "setup"), ("ephemeralContainers", "debug"), ("containers", "web") })
        {
            lines.Add($"{new string(' ', depth)}{list}:");
            lines.Add($"{new string(' ', depth)}- name: {name}");
            lines.Add($"{new string(' ', depth)}  image: bad");
        }

        return isInList
            ? "apiVersion: v1\nkind: List\nitems:\n- " + string.Join("\n  ", lines) + "\n"
            : string.Join('\n', lines) + "\n";
    }

    private static string Pod() => "apiVersion: v1\nkind: Pod\nmetadata:\n  name: bad\n";

    private static IEnumerable<Diagnostic> Of(string id, LintResult result) => result.Diagnostics.Where(finding => finding.Descriptor.Id == id);

    private static LintResult Lint(string text, LintConfiguration configuration) => Linter(configuration).Lint(ResourceSet.Create([Bundle(text)]));

    private static FixResult Fix(string text, LintConfiguration configuration) => new FixApplier(Linter(configuration), FixSafety.Safe).Apply([Bundle(text)]);

    private static Linter Linter(LintConfiguration configuration) => new(
        [
            new BadRule(), new Named("ML9992", "other"), new Named(EngineDiagnostics.UnusedSuppression), new Named(EngineDiagnostics.SuppressionNotAllowed), new Named(EngineDiagnostics.SuppressionWithoutReason),
        ],
        configuration);

    private static Bundle Bundle(string text) => new([ManifestFile.Parse("test.yaml", SourceText.From(text))], IsReadWhole: true);

    private sealed class BadRule : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new("ML9991", "no-bad", "Something is bad", DiagnosticSeverity.Warning);

        public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(resource =>
        {
            foreach (YamlNode node in resource.Resource.Root.DescendantsAndSelf())
            {
                if (node is YamlScalar { Value: "bad" })
                    resource.Report(node, (node.Parent!.Parent as YamlMapping).GetString("name")?.Value ?? "labels", CodeFix.Safe("Make it good", () => [new TextChange(node.Span, "good")]));
            }
        });
    }

    private sealed class Named(DiagnosticDescriptor descriptor) : Rule
    {
        public Named(string id, string name)
            : this(new DiagnosticDescriptor(id, name, "It does nothing", DiagnosticSeverity.Warning))
        {
        }

        public override DiagnosticDescriptor Descriptor => descriptor;

        public override void Initialize(AnalysisContext context)
        {
        }
    }
}
