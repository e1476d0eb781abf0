using System.Globalization;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;

namespace ManifestLint.Cli.Reporters;

/// <summary>For people: each finding with its line, carets below it, its fix and the places it speaks of; a summary at the end.</summary>
/// <param name="hasColor">Whether a terminal shows it.</param>
/// <param name="hasSummary">Whether the summary is wanted.</param>
/// <param name="width">Columns of the terminal; null when none shows it.</param>
internal sealed class TextReporter(bool hasColor, bool hasSummary, int? width = null) : IReporter
{
    // Where the further lines of a message begin.
    private const int MessageIndent = 4;

    // Room for the number of a line.
    private const int MarginWidth = 5;

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

    /// <summary>Writes one finding and an empty line.</summary>
    public void Write(Diagnostic finding, TextWriter writer)
    {
        string color = ColorOf(finding.Severity);
        string place = ReportText.Place(finding.Location);
        string severity = ReportText.Name(finding.Severity);
        int column = width is null ? 0 : WrappedText.WidthOf($"{place}:");
        string text = WrappedText.Break($" {severity} {finding.Descriptor}: {VisibleText.Escape(finding.Message)}", column, MessageIndent, width);
        int word = text.IndexOf(severity, StringComparison.Ordinal);
        writer.WriteLine($"{Paint(Bold, place)}:{text[..word]}{Paint(color, severity)}{text[(word + severity.Length)..]}");
        string number = (finding.Location.Start.Line + 1).ToString(CultureInfo.InvariantCulture).PadLeft(MarginWidth);
        string margin = new(' ', MarginWidth);
        if (SourceExcerpt.Of(finding, width - number.Length - " | ".Length) is { } excerpt)
        {
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

    private void WriteNote(string label, string text, string margin, string? color, TextWriter writer)
    {
        string shown = color is null ? label : Paint(color, label[..^2]) + label[^2..];
        int indent = margin.Length + 3;
        writer.WriteLine($"{margin} {Paint(Blue, "=")} {shown}{WrappedText.Break(text, indent + WrappedText.WidthOf(label), indent + 2, width)}");
    }

    private void WriteSummary(LintReport report, StreamWriter writer)
    {
        string time = report.Elapsed.TotalSeconds < 1
            ? string.Create(CultureInfo.InvariantCulture, $"({report.Elapsed.TotalMilliseconds:0} ms)")
            : string.Create(CultureInfo.InvariantCulture, $"({report.Elapsed.TotalSeconds:0.0} s)");
        writer.WriteLine($"{SummaryNotes.Scope(report)}: {Findings(report)} {time}");
        foreach (string note in SummaryNotes.Of(report))
            writer.WriteLine(WrappedText.Break(note, column: 0, MessageIndent, width));
    }

    private string Findings(LintReport report)
    {
        if (report.Findings.IsEmpty)
            return Paint(Green, report.Fixed is { IsEmpty: false } ? "nothing left to report" : "no findings");

        return string.Join(", ", SummaryNotes.Counts(report.Count).Select(count => report.Count(count.Severity) == 0 ? count.Text : Paint(ColorOf(count.Severity), count.Text)));
    }

    private static string ColorOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => Red,
        DiagnosticSeverity.Warning => Yellow,
        _ => Blue,
    };

    private string Paint(string color, string text) => hasColor ? $"\u001B[{color}m{text}\u001B[0m" : text;
}
