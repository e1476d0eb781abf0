using System.Buffers;
using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Configuration;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Suppressions;

/// <summary>
/// Takes the findings out that comments and annotations suppress, and reports suppressions that are wrong. A file that speaks neither of this tool nor
/// of another linter costs one search of its text.
/// </summary>
/// <param name="rules">All rules, also those that do not run.</param>
/// <param name="configurations">Tells which rules run where, and what may be suppressed.</param>
/// <param name="schemas">The schemas of the run.</param>
internal sealed class Suppressor(ImmutableArray<DiagnosticDescriptor> rules, ConfigurationMap configurations, SchemaCatalog schemas)
{
    /// <summary>What stands in every file that may suppress something.</summary>
    public static readonly SearchValues<string> Marks = SearchValues.Create(
        ["manifestlint", "manifest-lint", "manifest_lint", .. PeerAnnotations.Marks],
        StringComparison.OrdinalIgnoreCase);

    private readonly RuleIndex _names = new(rules);

    /// <summary>Changes the findings of a run, whose order does not matter.</summary>
    /// <returns>How many were suppressed.</returns>
    public static int Apply(ImmutableArray<DiagnosticDescriptor> rules, ConfigurationMap configurations, SchemaCatalog schemas, ResourceSet resources, List<Diagnostic> findings)
    {
        List<(bool IsComplete, ManifestFile File)>? marked = null;
        foreach (Bundle bundle in resources.Bundles)
        {
            foreach (ManifestFile file in bundle.Files)
            {
                if (file is { Role: FileRole.Linted, Tree: { } tree } && tree.Text.Text.AsSpan().ContainsAny(Marks))
                    (marked ??= []).Add((bundle.IsComplete, file));
            }
        }

        return marked is null ? 0 : new Suppressor(rules, configurations, schemas).Apply(marked, readsAnnotations: true, findings);
    }

    /// <summary>Takes out what the comments of files suppress that were rendered, which leaves annotations in place and drops comments.</summary>
    /// <returns>How many were suppressed.</returns>
    public static int ApplyComments(ImmutableArray<DiagnosticDescriptor> rules, ConfigurationMap configurations, SchemaCatalog schemas, ImmutableArray<ManifestFile> sources, List<Diagnostic> findings)
    {
        List<(bool IsComplete, ManifestFile File)> marked =
            [.. sources.Where(file => file is { IsTemplate: false, Tree: { } tree } && tree.Text.Text.AsSpan().ContainsAny(Marks)).Select(file => (IsComplete: true, file))];
        return marked.Count == 0 ? 0 : new Suppressor(rules, configurations, schemas).Apply(marked, readsAnnotations: false, findings);
    }

    private int Apply(List<(bool IsComplete, ManifestFile File)> marked, bool readsAnnotations, List<Diagnostic> findings)
    {
        var files = new Dictionary<ManifestFile, FileSuppressions>(marked.Count);
        foreach ((_, ManifestFile file) in marked)
        {
            FileSuppressions read = files[file] = FileSuppressions.Read(file, _names, readsAnnotations);
            foreach (SuppressionMistake mistake in read.Mistakes)
                Report(EngineDiagnostics.UnknownSuppression, file, mistake, findings);
            foreach (UnexplainedSuppression unexplained in read.Unexplained)
                ReportUnexplained(file, unexplained.Place, unexplained.RuleIds, findings);
        }

        int suppressed = Remove(files, findings);
        var failed = findings.Where(finding => finding.Descriptor.Id == EngineDiagnostics.RuleFailed.Id).Select(finding => finding.Location.File).ToHashSet();
        var later = new List<Diagnostic>();
        foreach ((_, ManifestFile file) in marked)
            ReportPeers(files[file], later);
        suppressed += Remove(files, later);
        findings.AddRange(later);

        later.Clear();
        foreach ((bool isComplete, ManifestFile file) in marked)
            ReportUse(files[file], isKnownWhole: isComplete && !failed.Contains(file), later);
        suppressed += Remove(files, later);
        findings.AddRange(later);
        return suppressed;
    }

    private int Remove(Dictionary<ManifestFile, FileSuppressions> files, List<Diagnostic> findings) => findings.RemoveAll(finding =>
        SuppressionPolicy.IsSuppressible(finding.Descriptor) && files.TryGetValue(finding.Location.File, out FileSuppressions? file) && IsSuppressed(file, finding));

    private bool IsSuppressed(FileSuppressions file, Diagnostic finding)
    {
        string id = finding.Descriptor.Id;
        bool isSuppressed = false;
        foreach (Suppression suppression in file.Index.Covering(finding))
        {
            LintConfiguration configuration = finding.Resource is { } resource ? configurations.For(resource) : configurations.For(file.File);
            if (!SuppressionPolicy.Allows(configuration, id))
            {
                suppression.Refused.TryAdd(id, configuration);
                continue;
            }

            suppression.Suppressed.Add(id);
            isSuppressed |= suppression.Peer is not { Slip: not null };
        }

        return isSuppressed;
    }

    // Another linter's annotation is spoken of only where it meets a finding of ours.
    private void ReportPeers(FileSuppressions file, List<Diagnostic> findings)
    {
        foreach (Suppression suppression in file.Suppressions)
        {
            if (suppression.Peer is not { } peer || suppression.Suppressed.Count == 0)
                continue;
            if (peer.Slip is { } slip)
                Report(EngineDiagnostics.UnknownSuppression, file.File, slip, findings, DiagnosticSeverity.Info);
            else if (SuppressionPolicy.AsksForReasons(At(file.File, suppression.Place)) && !peer.HasReason())
                ReportUnexplained(file.File, suppression.Place, [.. suppression.Suppressed], findings);
        }
    }

    private void ReportUse(FileSuppressions file, bool isKnownWhole, List<Diagnostic> findings)
    {
        foreach (Suppression suppression in file.Suppressions)
        {
            if (suppression.Peer is null)
                RefuseAtPlace(file.File, suppression);
            foreach ((string id, LintConfiguration configuration) in suppression.Refused)
                Report(EngineDiagnostics.SuppressionNotAllowed, file.File, new SuppressionMistake(suppression.Place, SuppressionPolicy.WhyRefused(configuration, id), Fix: null), findings);

            if (isKnownWhole && suppression is { Peer: null, Suppressed.Count: 0, Refused.Count: 0 })
                ReportUnused(file, suppression, findings);
        }
    }

    // Where the rule is locked for all that the suppression covers, it is wrong also while there is nothing to suppress.
    private void RefuseAtPlace(ManifestFile file, Suppression suppression)
    {
        LintConfiguration configuration = At(file, suppression.Scope);
        if (suppression.Suppressed.Count == 0 && !SuppressionPolicy.Allows(configuration, suppression.RuleIds[0]))
            suppression.Refused.TryAdd(suppression.RuleIds[0], configuration);
    }

    private void ReportUnused(FileSuppressions file, Suppression suppression, List<Diagnostic> findings)
    {
        DiagnosticDescriptor rule = _names.Find(suppression.RuleIds[0])!;
        LintConfiguration configuration = At(file.File, suppression.Scope);
        if (rule.Id == EngineDiagnostics.UnusedSuppression.Id || !IsEnabled(rule, file.File, suppression.Scope, configuration))
            return;

        var unused = new SuppressionMistake(suppression.Place, $"Nothing to suppress here: {rule.Id} does not fire on {suppression.ScopeName}", suppression.Removal);
        Report(EngineDiagnostics.UnusedSuppression, file.File, unused, findings);
    }

    // A comment for a whole file of several objects is unused only when the rule runs for each of them.
    private bool IsEnabled(DiagnosticDescriptor rule, ManifestFile file, TextSpan scope, LintConfiguration configuration)
    {
        if (configurations.IsUniform || file.Resources.Length < 2)
            return configuration.IsEnabled(rule);
        if (!configuration.IsEnabled(rule))
            return false;
        foreach (Resource resource in file.Places.In(scope))
        {
            if (scope.Overlaps(resource.Document.Span) && !configurations.For(resource).IsEnabled(rule))
                return false;
        }

        return true;
    }

    private void ReportUnexplained(ManifestFile file, TextSpan place, ImmutableArray<string> ruleIds, List<Diagnostic> findings)
    {
        LintConfiguration configuration = At(file, place);
        if (!SuppressionPolicy.AsksForReasons(configuration))
            return;

        string message = $"Say why {Join(ruleIds)} suppressed";
        new FindingReporter(EngineDiagnostics.SuppressionWithoutReason, configuration, schemas, findings)
            .Report(file, resource: null, node: null, place, message, fix: null, SuppressionPolicy.SeverityOfMissingReason(configuration), []);
    }

    private void Report(DiagnosticDescriptor descriptor, ManifestFile file, SuppressionMistake mistake, List<Diagnostic> findings, DiagnosticSeverity? severity = null)
    {
        LintConfiguration configuration = At(file, mistake.Place);
        if (configuration.IsEnabled(descriptor))
            new FindingReporter(descriptor, configuration, schemas, findings).Report(file, resource: null, node: null, mistake.Place, mistake.Message, mistake.Fix, severity, []);
    }

    // What holds for the object that the characters belong to: the one that they lie in, else the only one of their document.
    private LintConfiguration At(ManifestFile file, TextSpan span)
    {
        if (configurations.IsUniform)
            return configurations.First;

        ResourcePlaces places = file.Places;
        if (places.Around(span) is { } around)
            return configurations.For(around);

        Resource? only = null;
        foreach (Resource resource in places.In(span))
        {
            if (!resource.Document.Span.Contains(span))
                continue;
            if (only is not null)
                return configurations.For(file);
            only = resource;
        }

        return only is null ? configurations.For(file) : configurations.For(only);
    }

    private static string Join(ImmutableArray<string> ids) =>
        ids.Length == 1 ? $"{ids[0]} is" : $"{string.Join(", ", ids.Take(ids.Length - 1))} and {ids[^1]} are";
}
