using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;

namespace ManifestLint.Cli.Reporters;

/// <summary>For people: each finding with its line, carets below it, its fix and the places it speaks of; a summary at the end.</summary>
/// <param name="hasColor">Whether a terminal shows it.</param>
/// <param name="hasSummary">Whether the summary is wanted.</param>
/// <param name="width">Columns of the terminal; null when none shows it.</param>
internal sealed class TextReporter(bool hasColor, bool hasSummary, int? width = null) : IReporter
{
    private const int NamedKinds = 3;

    // Where the further lines of a message begin.
    private const int MessageIndent = 4;

    private const string Bold = "1";
    private const string Red = "1;31";
    private const string Yellow = "1;33";
    private const string Blue = "34";
    private const string Cyan = "36";
    private const string Green = "32";

    public void Write(LintReport report, Stream output)
    {
        using StreamWriter writer = ReportText.Open(output);
        foreach (Diagnostic finding in report.Fixed ?? [])
            writer.WriteLine($"{Paint(Green, "fixed")} {ReportText.Place(finding.Location)}: {finding.Descriptor}: {VisibleText.Escape(finding.ProposedFix?.Title ?? "")}");
        if (report.Fixed is { IsEmpty: false } && !report.Findings.IsEmpty)
            writer.WriteLine();

        foreach (Diagnostic finding in report.Findings)
            Write(finding, writer);
        if (hasSummary)
            WriteSummary(report, writer);
    }

    private void Write(Diagnostic finding, StreamWriter writer)
    {
        string color = ColorOf(finding.Severity);
        string place = ReportText.Place(finding.Location);
        string severity = ReportText.Name(finding.Severity);
        int column = width is null ? 0 : WrappedText.WidthOf($"{place}: {severity} {finding.Descriptor}:");
        writer.WriteLine($"{Paint(Bold, place)}: {Paint(color, severity)} {finding.Descriptor}:{WrappedText.Break($" {VisibleText.Escape(finding.Message)}", column, MessageIndent, width)}");
        string margin = "     ";
        if (SourceExcerpt.Of(finding) is { } excerpt)
        {
            string number = excerpt.LineNumber.ToString(CultureInfo.InvariantCulture).PadLeft(margin.Length);
            margin = new string(' ', number.Length);
            writer.WriteLine($"{Paint(Blue, $"{number} |")} {excerpt.Text}".TrimEnd());
            writer.WriteLine($"{Paint(Blue, $"{margin} |")} {new string(' ', excerpt.Column)}{Paint(color, new string('^', excerpt.Width))}");
        }

        foreach (RelatedLocation related in finding.Related)
            WriteNote($"see {ReportText.Place(related.Location)}: ", VisibleText.Escape(related.Message), margin, color: null, writer);
        if (finding.Fix is { } fix)
            WriteNote("fix: ", $"{VisibleText.Escape(fix.Title)} ({(fix.Safety == FixSafety.Safe ? "--fix" : "--fix --unsafe-fixes")})", margin, Cyan, writer);
        writer.WriteLine();
    }

    private void WriteNote(string label, string text, string margin, string? color, StreamWriter writer)
    {
        string shown = color is null ? label : Paint(color, label[..^2]) + label[^2..];
        int indent = margin.Length + 3;
        writer.WriteLine($"{margin} {Paint(Blue, "=")} {shown}{WrappedText.Break(text, indent + WrappedText.WidthOf(label), indent + 2, width)}");
    }

    private void WriteSummary(LintReport report, StreamWriter writer)
    {
        string scope = $"{ReportText.Count(report.Files, "file")}, {ReportText.Count(report.Manifests, "manifest")}";
        string time = report.Elapsed.TotalSeconds < 1
            ? string.Create(CultureInfo.InvariantCulture, $"({report.Elapsed.TotalMilliseconds:0} ms)")
            : string.Create(CultureInfo.InvariantCulture, $"({report.Elapsed.TotalSeconds:0.0} s)");
        if (report.Fixed is { } repaired)
            scope += $", {ReportText.Count(repaired.Length, "finding")} fixed";
        writer.WriteLine($"{scope}: {Findings(report)} {time}");
        if (!report.Findings.IsEmpty && FixHint(report) is { Length: > 0 } hint)
            writer.WriteLine(hint);
        if (report.Suppressed > 0)
            writer.WriteLine($"Suppressed: {ReportText.Count(report.Suppressed, "finding")} by comments or annotations.");
        if (report.Templates > 0)
            writer.WriteLine($"Passed over: {ReportText.Count(report.Templates, "template source")}; render them and lint the result.");
        if (report.OtherDocuments > 0)
            writer.WriteLine($"Not manifests: {ReportText.Count(report.OtherDocuments, "document")} without apiVersion and kind.");
        if (!report.WithoutSchema.IsEmpty)
            writer.WriteLine(VisibleText.Escape(WithoutSchema(report.WithoutSchema)));
    }

    private static string WithoutSchema(ImmutableArray<KindWithoutSchema> kinds)
    {
        int count = kinds.Sum(kind => kind.Count);
        string names = string.Join(", ", kinds.Take(NamedKinds).Select(kind => $"{kind.ApiVersion} {kind.Kind}"));
        string more = kinds.Length > NamedKinds ? $" and {kinds.Length - NamedKinds} more" : "";
        return $"{ReportText.Count(count, "manifest")} {(count == 1 ? "has" : "have")} no schema, so {(count == 1 ? "its" : "their")} fields are not checked ({names}{more}).";
    }

    private string Findings(LintReport report)
    {
        if (report.Findings.IsEmpty)
            return Paint(Green, report.Fixed is { IsEmpty: false } ? "nothing left to report" : "no findings");

        DiagnosticSeverity[] severities = [DiagnosticSeverity.Error, DiagnosticSeverity.Warning, DiagnosticSeverity.Info];
        return string.Join(", ", severities.Select(severity => Count(report, severity)));
    }

    private string Count(LintReport report, DiagnosticSeverity severity)
    {
        int count = report.Count(severity);
        string text = ReportText.Count(count, ReportText.Name(severity));
        return count == 0 ? text : Paint(ColorOf(severity), text);
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

    private static string ColorOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => Red,
        DiagnosticSeverity.Warning => Yellow,
        _ => Blue,
    };

    private string Paint(string color, string text) => hasColor ? $"\u001B[{color}m{text}\u001B[0m" : text;
}
