using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Core.Tests.Resources;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Analysis;

/// <summary>What the engine promises whatever the rules are.</summary>
public sealed class LinterTests
{
    private const string Pods = """
        kind: Pod
        apiVersion: v1
        metadata: {name: first}
        spec: {containers: [{name: a}]}
        ---
        kind: ConfigMap
        apiVersion: v1
        metadata: {name: settings}
        ---
        kind: Pod
        apiVersion: v1
        metadata: {name: second}
        spec: {containers: [{name: b}]}
        """;

    [Fact]
    public void A_rule_that_throws_is_a_finding_for_each_document_and_the_others_go_on()
    {
        LintResult result = Lint([new ThrowingRule(), new NameRule("ML9992")], Pods);

        Assert.Equal(
            [
                "test.yaml:1:1: error ML0010 rule-failed: Rule ML9991 failed on this document and was skipped: InvalidOperationException: no pods here",
                "test.yaml:3:18: warning ML9992 named: 'first' has a name",
                "test.yaml:8:18: warning ML9992 named: 'settings' has a name",
                "test.yaml:10:1: error ML0010 rule-failed: Rule ML9991 failed on this document and was skipped: InvalidOperationException: no pods here",
                "test.yaml:12:18: warning ML9992 named: 'second' has a name",
            ],
            result.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        Assert.True(result.HasRuleFailure);
    }

    [Fact]
    public void A_finding_in_the_template_of_another_file_is_reported_there()
    {
        ManifestFile rollout = Given.File("{kind: Rollout, apiVersion: argoproj.io/v1alpha1, metadata: {name: shop}, spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}}}", "a.yaml");
        ManifestFile deployment = Given.File($"# {new string('-', 300)}\nkind: Deployment\napiVersion: apps/v1\nmetadata: {{name: shop}}\nspec: {{template: {{spec: {{containers: [{{name: web}}]}}}}}}\n", "b.yaml");

        LintResult result = new Linter([new ContainerNameRule()], LintConfiguration.Default).Lint(ResourceSet.Create([new Bundle([rollout, deployment], IsReadWhole: true)]));

        // The Rollout and the Deployment show the same container: one finding.
        Assert.Equal(["b.yaml:5:46: warning ML9993 container-named: 'web' is a container"], result.Diagnostics.Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void An_ignored_rule_failure_is_not_reported()
    {
        LintResult result = Lint([new ThrowingRule()], Pods, LintConfiguration.Default with { Ignored = ["ML0010"] });

        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void Cancelling_ends_the_run_and_is_no_rule_failure()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            new Linter([new NameRule("ML9992")], LintConfiguration.Default).Lint(Set(Pods), cancellation: cancellation.Token));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void The_result_does_not_depend_on_threads_or_on_the_order_of_rules(int threads)
    {
        string many = string.Join("\n---\n", Enumerable.Repeat(Pods, 200));
        Rule[] rules = [new NameRule("ML9992"), new NameRule("ML9993"), new ThrowingRule()];

        LintResult one = new Linter(rules, LintConfiguration.Default).Lint(Set(many));
        LintResult other = new Linter(rules.Reverse(), LintConfiguration.Default).Lint(Set(many), threads);

        Assert.Equal(one.Diagnostics.Select(diagnostic => diagnostic.ToString()), other.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        Assert.Equal(1600, one.Diagnostics.Length);
    }

    [Fact]
    public void Context_files_are_looked_at_and_not_reported()
    {
        var linted = ManifestFile.Parse("a.yaml", SourceText.From(Pods));
        var context = ManifestFile.Parse("b.yaml", SourceText.From(Pods), FileRole.Context);

        LintResult result = new Linter([new NameRule("ML9992")], LintConfiguration.Default).Lint(ResourceSet.Create([new Bundle([linted, context], IsReadWhole: false)]));

        Assert.All(result.Diagnostics, diagnostic => Assert.Equal("a.yaml", diagnostic.Location.File.Path));
        Assert.Equal(3, result.Diagnostics.Length);
    }

    [Fact]
    public void Presets_selection_and_severities_decide_what_runs()
    {
        var strict = new NameRule("ML9994", RulePreset.Strict);

        Assert.Empty(Lint([strict], Pods).Diagnostics);
        Assert.NotEmpty(Lint([strict], Pods, LintConfiguration.Default with { Preset = RulePreset.Strict }).Diagnostics);
        Assert.NotEmpty(Lint([strict], Pods, LintConfiguration.Default with { Selected = ["ML9994"] }).Diagnostics);
        Assert.Empty(Lint([strict], Pods, LintConfiguration.Default with { Selected = ["ML9994"], Ignored = ["ML9994"] }).Diagnostics);
        LintResult raised = Lint([strict], Pods, LintConfiguration.Default with { Severities = LintConfiguration.Default.Severities.Add("ML9994", DiagnosticSeverity.Error) });
        Assert.All(raised.Diagnostics, diagnostic => Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity));
        Assert.NotEmpty(raised.Diagnostics);
    }

    [Fact]
    public void A_finding_tells_its_object_and_its_node()
    {
        Diagnostic finding = Lint([new NameRule("ML9992")], Pods).Diagnostics[2];

        Assert.Equal("Pod 'second'", finding.Resource!.ToString());
        Assert.Equal("second", finding.Node!.Value.Resolve().ToString());
    }

    private static LintResult Lint(IEnumerable<Rule> rules, string text, LintConfiguration? configuration = null) =>
        new Linter(rules, configuration ?? LintConfiguration.Default).Lint(Set(text));

    private static ResourceSet Set(string text) => ResourceSet.Create([new Bundle([ManifestFile.Parse("test.yaml", SourceText.From(text))], IsReadWhole: true)]);

    private sealed class ThrowingRule : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new("ML9991", "throwing", "Throws on every pod", DiagnosticSeverity.Warning);

        public override void Initialize(AnalysisContext context)
        {
            context.RegisterWorkloadAction(_ => throw new InvalidOperationException("no pods here\nsecond line"));
            context.RegisterContainerAction(_ => throw new InvalidOperationException("nor containers"));
        }
    }

    private sealed class ContainerNameRule : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new("ML9993", "container-named", "A container", DiagnosticSeverity.Warning);

        public override void Initialize(AnalysisContext context) =>
            context.RegisterContainerAction(container => container.Report(container.Container.Name!.Value.Node, $"'{container.Container.Name.Value.Value}' is a container"));
    }

    private sealed class NameRule(string id, RulePreset preset = RulePreset.Recommended) : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new(id, "named", "Reports every name", DiagnosticSeverity.Warning, preset);

        public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(resource =>
        {
            if (resource.Resource.NameNode is { } name)
                resource.Report(name.Node, $"'{name.Value}' has a name");
        });
    }
}
