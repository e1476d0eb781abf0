using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Configuration;

/// <summary>Every object is linted under what holds for it.</summary>
public sealed class ConfigurationMapTests
{
    private static readonly ConfigurationLayer Outer = Configured.Layer("""
        rules:
          option-rule: {minimumShare: 1}
        overrides:
          - files: ["legacy/**"]
            rules: {option-rule: {minimumShare: 2}}
          - kinds: [Service]
            rules: {option-rule: off}
          - namespaces: [shop]
            names: ["web-*"]
            rules: {option-rule: {severity: error, scope: all, strictly: true, names: [a, b]}}
          - files: ["legacy/b.yaml"]
            names: [web-1]
            rules: {option-rule: info}
        """);

    private static readonly ConfigurationLayer Inner = Configured.Layer("extends: strict\nkubernetesVersion: 1.30\nrules: {bundled: {severity: error, names: [inner]}}", "/inner");

    private static readonly ManifestFile[] Files =
    [
        File("a.yaml", Object("Deployment", "web-1", "shop"), Object("Service", "api", "shop"), Object("Deployment", "web-2"), Object("ConfigMap", "db", "shop")),
        File("inner/a.yaml", Object("Deployment", "web-1", "shop"), Object("Deployment", "x")),
        File("legacy/a.yaml", Object("Deployment", "web-1")),
        File("legacy/b.yaml", Object("Deployment", "web-1", "shop")),
    ];

    [Fact]
    public void Severities_options_and_versions_are_those_of_the_object()
    {
        Assert.Equal(
            [
                "a.yaml:3:18: error ML9980 option-rule: 1 all yes [a b] 1.36",
                "a.yaml:11:18: warning ML9980 option-rule: 1 some no [] 1.36",
                "a.yaml:15:18: warning ML9980 option-rule: 1 some no [] 1.36",
                "inner/a.yaml:3:18: error ML9980 option-rule: 1 all yes [a b] 1.30",
                "inner/a.yaml:3:18: info ML9990 named: a name",
                "inner/a.yaml:7:18: warning ML9980 option-rule: 1 some no [] 1.30",
                "inner/a.yaml:7:18: info ML9990 named: a name",
                "legacy/a.yaml:3:18: warning ML9980 option-rule: 2 some no [] 1.36",
                "legacy/b.yaml:3:18: info ML9980 option-rule: 2 all yes [a b] 1.36",
            ],
            Lint(new OptionRule(), new NamedRule()));
    }

    [Fact]
    public void A_rule_about_a_bundle_runs_for_each_configuration_and_speaks_of_its_places()
    {
        string[] findings = Lint(new BundleRule());

        Assert.Equal(8, findings.Length);
        Assert.Equal(
            ["inner/a.yaml:3:18: error ML9970 bundled: bundle inner", "inner/a.yaml:7:18: error ML9970 bundled: bundle inner"],
            findings.Where(finding => finding.StartsWith("inner", StringComparison.Ordinal)));
        Assert.All(findings.Where(finding => !finding.StartsWith("inner", StringComparison.Ordinal)), finding => Assert.EndsWith("warning ML9970 bundled: bundle x", finding, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Threads_change_nothing(int threads) =>
        Assert.Equal(Lint(1, new OptionRule(), new NamedRule(), new BundleRule()), Lint(threads, new OptionRule(), new NamedRule(), new BundleRule()));

    [Fact]
    public void Equal_settings_are_one_configuration()
    {
        ConfigurationMap map = Map();
        Resource[] resources = [.. Files.SelectMany(file => file.Resources)];

        Assert.Same(map.For(Files[0]), map.For(resources[2]));
        Assert.NotSame(map.For(Files[0]), map.For(resources[0]));
        Assert.Same(map.For(resources[0]), map.For(File("b.yaml", Object("StatefulSet", "web-9", "shop")).Resources[0]));
        Assert.Equal(3, map.AllIn(Files[0]).Length);
        Assert.Equal("/inner/.manifestlint.yaml", map.For(Files[1]).Source);
        Assert.Same(map.First, map.All[0]);
    }

    [Fact]
    public void A_finding_about_a_document_follows_the_object_in_it()
    {
        ConfigurationScope scope = Configured.Scope(Configured.Layer("rules: {named: error}\noverrides: [{kinds: service, rules: {named: off}}, {names: db, rules: {named: warning}}]"));
        var map = new ConfigurationMap(scope, file => new ConfiguredPath(scope, "/" + file.Path));
        LintResult result = new Linter([new DocumentRule()], map).Lint(ResourceSet.Create([new Bundle([Files[0]], IsReadWhole: true)]));

        Assert.Equal(
            ["a.yaml:1:1: error ML9990 named: a document", "a.yaml:9:1: error ML9990 named: a document", "a.yaml:13:1: warning ML9990 named: a document"],
            result.Diagnostics.Select(finding => finding.ToString()));
    }

    [Fact]
    public void What_fails_fails_where_it_is_wanted()
    {
        ConfigurationScope scope = Configured.Scope(Configured.Layer("overrides:\n  - {files: legacy, rules: {named: off}}\n  - {files: inner, rules: {named: error}}\n  - {files: /a.yaml, rules: {named: error}}"));
        var map = new ConfigurationMap(scope, file => new ConfiguredPath(scope, "/" + file.Path));
        LintResult result = new Linter([new FailingRule()], map).Lint(ResourceSet.Create([new Bundle([.. Files], IsReadWhole: true)]));

        Assert.Equal(["a.yaml", "inner/a.yaml"], result.Diagnostics.Select(finding => finding.Location.File.Path).Distinct(StringComparer.Ordinal));
    }

    private static string[] Lint(params Rule[] rules) => Lint(1, rules);

    private static string[] Lint(int threads, params Rule[] rules) =>
        [.. new Linter(rules, Map()).Lint(ResourceSet.Create([new Bundle([.. Files], IsReadWhole: true)]), threads).Diagnostics.Select(finding => finding.ToString())];

    private static ConfigurationMap Map()
    {
        ConfigurationScope outer = Configured.Scope(Outer);
        ConfigurationScope inner = Configured.Scope(Outer, Inner);
        return new ConfigurationMap(outer, file => new ConfiguredPath(file.Path.StartsWith("inner/", StringComparison.Ordinal) ? inner : outer, "/" + file.Path));
    }

    private static ManifestFile File(string path, params string[] objects) => ManifestFile.Parse(path, SourceText.From(string.Join("---\n", objects)));

    private static string Object(string kind, string name, string? @namespace = null) =>
        $"apiVersion: example.com/v1\nkind: {kind}\nmetadata: {{name: {name}{(@namespace is null ? "" : $", namespace: {@namespace}")}}}\n";

    private sealed class DocumentRule : Rule
    {
        public override DiagnosticDescriptor Descriptor => new NamedRule().Descriptor;

        public override void Initialize(AnalysisContext context) =>
            context.RegisterDocumentAction(document => document.Report(document.Document.Root!.ContentSpan, "a document"));
    }

    private sealed class FailingRule : Rule
    {
        public override DiagnosticDescriptor Descriptor => new NamedRule().Descriptor;

        public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(_ => throw new InvalidOperationException("on purpose"));
    }
}
