using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Baselines;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Core.Tests.Baselines;

/// <summary>Manifests in which every value that begins with <c>bad</c> is a finding of ML9991, and every <c>worse</c> one of ML9992.</summary>
internal static class GivenFindings
{
    public static ImmutableArray<Rule> Rules { get; } = [new ValueRule("ML9991", "bad"), new ValueRule("ML9992", "worse"), new Named("ML0021", "stale-baseline-entry")];

    public static BaselineScope Scope { get; } = new()
    {
        Configurations = new ConfigurationMap(LintConfiguration.Default),
        Rules = [.. Rules.Select(rule => rule.Descriptor)],
        IsCovered = _ => true,
        TellsStaleEntries = true,
    };

    /// <summary>Files of one bundle: <c>name</c> and text by turns.</summary>
    public static ImmutableArray<Bundle> Bundles(params string[] files) =>
        [new Bundle([.. files.Chunk(2).Select(pair => ManifestFile.Parse(pair[0], SourceText.From(pair[1]))).OrderBy(file => file.Path, StringComparer.Ordinal)], IsReadWhole: true)];

    public static ImmutableArray<Diagnostic> Find(ImmutableArray<Bundle> bundles) => new Linter(Rules, LintConfiguration.Default).Lint(ResourceSet.Create(bundles)).Diagnostics;

    /// <summary>The baseline of what is found, written and read again.</summary>
    public static Baseline BaselineOf(ImmutableArray<Bundle> bundles) => Read(BaselineWriter.Write(new BaselineFilter(Baseline.Empty, Scope).Update(bundles, Find(bundles)).Baseline));

    public static Baseline Read(string text)
    {
        Baseline? read = BaselineReader.Read(ManifestFile.Parse("baseline.json", SourceText.From(text)), out BaselineMistake? mistake);
        Assert.Null(mistake);
        return read!;
    }

    /// <summary>What a baseline leaves, stale entries among it.</summary>
    public static LintResult Lint(Baseline baseline, ImmutableArray<Bundle> bundles, BaselineScope? scope = null)
    {
        scope ??= Scope with { IsGone = name => !bundles[0].Files.Any(file => file.Path == name) };
        return new Linter(Rules, scope.Configurations) { Filters = [new BaselineFilter(baseline, scope)] }.Lint(ResourceSet.Create(bundles));
    }

    /// <summary>What is left, one line each.</summary>
    public static string[] Lines(LintResult result) =>
        [.. result.Diagnostics.Select(finding => $"{finding.Location.File.Path}:{finding.Location.Start.Line + 1} {finding.Descriptor.Id}")];

    // The message tells how many there are, as messages with computed numbers do.
    private sealed class ValueRule(string id, string word) : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new(id, $"no-{word}", "A value is poor", DiagnosticSeverity.Warning);

        public override void Initialize(AnalysisContext context)
        {
            context.RegisterResourceAction(resource =>
            {
                List<YamlNode> found = [.. resource.Resource.Root.DescendantsAndSelf().Where(IsPoor)];
                foreach (YamlNode node in found)
                    resource.Report(node, $"'{node}' is one of {found.Count} poor values");
            });
            context.RegisterDocumentAction(document =>
            {
                if (document.Document.Root is YamlMapping root && root.Find("kind") is null)
                {
                    foreach (YamlNode node in root.DescendantsAndSelf().Where(IsPoor))
                        document.Report(node.Span, "poor");
                }
            });
            context.RegisterFileAction(file =>
            {
                if (file.File.Tree!.Text.Text.StartsWith($"# {word}", StringComparison.Ordinal))
                    file.Report("the file is poor");
            });
        }

        private bool IsPoor(YamlNode node) => node is YamlScalar scalar && scalar.Value.StartsWith(word, StringComparison.Ordinal);
    }

    private sealed class Named(string id, string name) : Rule
    {
        public override DiagnosticDescriptor Descriptor { get; } = new(id, name, "It does nothing", DiagnosticSeverity.Info);

        public override void Initialize(AnalysisContext context)
        {
        }
    }
}
