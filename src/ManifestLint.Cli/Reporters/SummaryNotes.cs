using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;

namespace ManifestLint.Cli.Reporters;

/// <summary>The sentences of a summary, for every format that people read.</summary>
internal static class SummaryNotes
{
    private const int NamedKinds = 3;

    /// <summary>Number and noun of every severity, worst first.</summary>
    public static ImmutableArray<(DiagnosticSeverity Severity, string Text)> Counts(Func<DiagnosticSeverity, int> count)
    {
        DiagnosticSeverity[] severities = [DiagnosticSeverity.Error, DiagnosticSeverity.Warning, DiagnosticSeverity.Info];
        return [.. severities.Select(severity => (severity, ReportText.Count(count(severity), ReportText.Name(severity))))];
    }

    /// <summary>What was looked at and repaired: <c>3 files, 7 manifests, 2 findings fixed</c>.</summary>
    public static string Scope(LintReport report)
    {
        string scope = $"{ReportText.Count(report.Files, "file")}, {ReportText.Count(report.Manifests, "manifest")}";
        return report.Fixed is { } repaired ? $"{scope}, {ReportText.Count(repaired.Length, "finding")} fixed" : scope;
    }

    /// <summary>What <c>--fix</c> would repair, and what stands in no finding: one sentence each, free of control characters.</summary>
    public static ImmutableArray<string> Of(LintReport report)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (!report.Findings.IsEmpty && FixHint(report) is { Length: > 0 } hint)
            notes.Add(hint);
        if (report.Suppressed > 0)
            notes.Add($"Suppressed: {ReportText.Count(report.Suppressed, "finding")} by comments or annotations.");
        if (report.Baselined is { } baselined and > 0)
            notes.Add($"Baseline: {ReportText.Count(baselined, "finding")} not shown.");
        if (report.Unchanged is { } unchanged and > 0)
            notes.Add($"Unchanged: {ReportText.Count(unchanged, "finding")} not shown.");
        if (report.Templates > 0)
            notes.Add($"Passed over: {ReportText.Count(report.Templates, "template source")}; render them and lint the result.");
        if (report.OtherDocuments > 0)
            notes.Add($"Not manifests: {ReportText.Count(report.OtherDocuments, "document")} without apiVersion and kind.");
        if (!report.WithoutSchema.IsEmpty)
            notes.Add(VisibleText.Escape(WithoutSchema(report.WithoutSchema)));
        return notes.DrainToImmutable();
    }

    private static string FixHint(LintReport report)
    {
        int safe = report.CountFixable(FixSafety.Safe);
        int risky = report.CountFixable(FixSafety.Unsafe);
        return (safe, risky) switch
        {
            (0, 0) => "",
            (_, 0) => $"Fixable: {safe} with --fix.",
            (0, _) => $"Fixable: {risky} with --fix --unsafe-fixes.",
            _ => $"Fixable: {safe} with --fix, {risky} more with --fix --unsafe-fixes.",
        };
    }

    private static string WithoutSchema(ImmutableArray<KindWithoutSchema> kinds)
    {
        int count = kinds.Sum(kind => kind.Count);
        string names = string.Join(", ", kinds.Take(NamedKinds).Select(kind => $"{kind.ApiVersion} {kind.Kind}"));
        string more = kinds.Length > NamedKinds ? string.Create(CultureInfo.InvariantCulture, $" and {kinds.Length - NamedKinds} more") : "";
        return $"{ReportText.Count(count, "manifest")} {(count == 1 ? "has" : "have")} no schema, so {(count == 1 ? "its" : "their")} fields are not checked ({names}{more}).";
    }
}
