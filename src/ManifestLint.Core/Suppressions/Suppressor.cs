using System.Buffers;
using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Suppressions;

/// <summary>
/// Takes the findings out that comments and annotations suppress, and reports suppressions that are wrong. A file that does not speak of this tool
/// costs one search of its text.
/// </summary>
/// <param name="rules">All rules, also those that do not run.</param>
/// <param name="configurations">Tells which rules run where.</param>
/// <param name="schemas">The schemas of the run.</param>
internal sealed class Suppressor(ImmutableArray<DiagnosticDescriptor> rules, ConfigurationMap configurations, SchemaCatalog schemas)
{
    private static readonly SearchValues<string> Marks = SearchValues.Create(["manifestlint", "manifest-lint", "manifest_lint"], StringComparison.OrdinalIgnoreCase);

    private RuleIndex? _names;

    /// <summary>Whether findings of a rule may be suppressed: not those that say that something could not be looked at, or that speak of the whole run.</summary>
    public static bool IsSuppressible(DiagnosticDescriptor rule) => rule.Id is not ("ML0001" or "ML0010" or "ML0015" or "ML0017" or "ML0019" or "ML0020" or "ML0022");

    /// <summary>Changes the findings of a run, whose order does not matter.</summary>
    /// <returns>How many were suppressed.</returns>
    public int Apply(ResourceSet resources, List<Diagnostic> findings)
    {
        int suppressed = 0;
        foreach (Bundle bundle in resources.Bundles)
        {
            foreach (ManifestFile file in bundle.Files)
            {
                if (file is { Role: FileRole.Linted, Tree: { } tree } && tree.Text.Text.AsSpan().ContainsAny(Marks))
                    suppressed += Apply(bundle, file, findings);
            }
        }

        return suppressed;
    }

    private int Apply(Bundle bundle, ManifestFile file, List<Diagnostic> findings)
    {
        LintConfiguration configuration = configurations.For(file);
        FileSuppressions read = Read(file, _names ??= new RuleIndex(rules));
        Report(configuration, EngineDiagnostics.UnknownSuppression, findings, reporter =>
        {
            foreach (SuppressionMistake mistake in read.Mistakes)
                reporter.Report(file, resource: null, node: null, mistake.Place, mistake.Message, mistake.Fix, severity: null, []);
        });
        Report(configuration, EngineDiagnostics.SuppressionWithoutReason, findings, reporter =>
        {
            foreach (UnexplainedSuppression unexplained in read.Unexplained)
                reporter.Report(file, resource: null, node: null, unexplained.Place, $"Say why {Join(unexplained.Rules)} suppressed", fix: null, severity: null, []);
        });

        int suppressed = Remove(file, read, findings);
        if (!bundle.IsComplete || findings.Exists(finding => finding.Location.File == file && finding.Descriptor.Id == EngineDiagnostics.RuleFailed.Id))
            return suppressed;

        Report(configuration, EngineDiagnostics.UnusedSuppression, findings, reporter =>
        {
            foreach (Suppression unused in read.Suppressions)
            {
                if (!unused.IsUsed && Runs(unused, file) && unused.Rule.Id != EngineDiagnostics.UnusedSuppression.Id)
                    reporter.Report(file, resource: null, node: null, unused.Place, $"Nothing to suppress here: {unused.Rule.Id} does not fire on {unused.ScopeName}", unused.Removal, severity: null, []);
            }
        });
        return suppressed + Remove(file, read, findings);
    }

    // Whether the rule looked at something that the suppression covers: what it is switched off for cannot be suppressed.
    private bool Runs(Suppression suppression, ManifestFile file)
    {
        if (configurations.IsUniform || configurations.AllIn(file).Length == 1)
            return configurations.For(file).IsEnabled(suppression.Rule);
        return file.Resources.Any(resource => resource.Root.Span.Intersects(suppression.Scope) && configurations.For(resource).IsEnabled(suppression.Rule));
    }

    private static FileSuppressions Read(ManifestFile file, RuleIndex names)
    {
        var read = new FileSuppressions(file, names);
        SourceText source = file.Tree!.Text;
        var comments = new CommentSuppressions(read, source);
        comments.ReadTop();
        if (file.IsTemplate)
            return read;

        var annotations = new AnnotationSuppressions(read);
        int next = 0;
        foreach (YamlDocument document in file.Tree.Documents)
        {
            ReadOnlySpan<char> text = source.Text.AsSpan(document.Span.Start, document.Span.Length);
            bool isMarked = text.ContainsAny(Marks);
            if (isMarked)
                comments.Read(document, document.Number + 1 < file.Tree.Documents.Length ? file.Tree.Documents[document.Number + 1] : null);
            for (; next < file.Resources.Length && file.Resources[next].Document.Number <= document.Number; next++)
            {
                if (isMarked)
                    annotations.Read(file.Resources[next]);
            }

            if (isMarked && text.IndexOf(AnnotationSuppressions.Prefix) >= 0)
                annotations.FindMisplaced(document);
            document.ReleaseNodes();
        }

        return read;
    }

    private void Report(LintConfiguration configuration, DiagnosticDescriptor descriptor, List<Diagnostic> findings, Action<FindingReporter> report)
    {
        if (configuration.IsEnabled(descriptor))
            report(new FindingReporter(descriptor, configuration, schemas, findings));
    }

    private static int Remove(ManifestFile file, FileSuppressions read, List<Diagnostic> findings) => findings.RemoveAll(finding =>
    {
        if (finding.Location.File != file || !IsSuppressible(finding.Descriptor))
            return false;

        bool isSuppressed = false;
        foreach (Suppression suppression in read.Suppressions)
        {
            if (suppression.Covers(finding))
                isSuppressed = suppression.IsUsed = true;
        }

        return isSuppressed;
    });

    private static string Join(ImmutableArray<DiagnosticDescriptor> suppressed) =>
        suppressed.Length == 1 ? $"{suppressed[0].Id} is" : $"{string.Join(", ", suppressed.Take(suppressed.Length - 1).Select(rule => rule.Id))} and {suppressed[^1].Id} are";
}
