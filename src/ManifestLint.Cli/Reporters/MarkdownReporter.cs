using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Reporters;

/// <summary>
/// For a job summary or a comment on a merge request, in the Markdown that GitHub and GitLab show: counts, a table for each file, files with errors first,
/// infos folded at the end. One line when there is nothing to tell.
/// </summary>
internal sealed class MarkdownReporter : IReporter
{
    /// <summary>Bytes that the findings may take. GitHub drops a step's summary above 1,048,576 altogether; the rest is for what else the step writes.</summary>
    public const int MaximumLength = 1_000_000;

    public void Write(LintReport report, Stream output)
    {
        using StreamWriter writer = ReportText.Open(output);
        if (report.Findings.IsEmpty)
        {
            WriteClean(writer, report);
            return;
        }

        string counts = string.Join(", ", SummaryNotes.Counts(report.Count).Select(count => count.Text));
        writer.WriteLine($"### ManifestLint: {counts}");
        writer.WriteLine();
        writer.WriteLine($"{SummaryNotes.Scope(report)}. {string.Join(' ', SummaryNotes.Of(report).Select(MarkdownEscape.Text))}".TrimEnd());
        int written = WriteFindings(new Budget(writer, MaximumLength), FileFindings.Of(report));
        if (written < report.Findings.Length)
        {
            writer.WriteLine();
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"**{report.Findings.Length - written} more findings are left out here**, so that the summary is not too long to be shown. The reports json, sarif and html hold all."));
        }
    }

    private static void WriteClean(StreamWriter writer, LintReport report)
    {
        (int Count, string Word)[] hidden = [(report.Suppressed, "suppressed"), (report.Baselined ?? 0, "in the baseline"), (report.Unchanged ?? 0, "unchanged")];
        string rest = string.Concat(hidden.Where(group => group.Count > 0).Select(group => string.Create(CultureInfo.InvariantCulture, $", {group.Count} {group.Word}")));
        writer.WriteLine($"ManifestLint: no findings ({SummaryNotes.Scope(report)}{rest}).");
    }

    // Tells how many findings there was room for.
    private static int WriteFindings(Budget output, ImmutableArray<FileFindings> files)
    {
        int written = 0;
        IEnumerable<FileFindings> worstFirst = files.Where(file => file.Count(DiagnosticSeverity.Error) > 0).Concat(files.Where(file => file.Count(DiagnosticSeverity.Error) == 0));
        foreach (FileFindings file in worstFirst)
        {
            string heading = $"\n#### {MarkdownEscape.Code(file.Path)}\n\n| place | severity | rule | message |\n|---|---|---|---|\n";
            foreach (Diagnostic finding in file.Findings.Where(finding => finding.Severity != DiagnosticSeverity.Info))
            {
                string severity = finding.Severity == DiagnosticSeverity.Error ? "**error**" : "warning";
                if (!output.TryWrite($"{heading}| {Position(finding)} | {severity} | {Rule(finding)} | {MarkdownEscape.Text(finding.Message)} |\n"))
                    return written;
                heading = "";
                written++;
            }
        }

        return written + WriteInfos(output, [.. files.SelectMany(file => file.Findings).Where(finding => finding.Severity == DiagnosticSeverity.Info)]);
    }

    private static int WriteInfos(Budget output, ImmutableArray<Diagnostic> infos)
    {
        const string end = "\n</details>\n";
        string start = $"\n<details><summary>{ReportText.Count(infos.Length, "info")}</summary>\n\n| file | place | rule | message |\n|---|---|---|---|\n";
        int written = 0;
        foreach (Diagnostic finding in infos)
        {
            string row = $"{start}| {MarkdownEscape.CodeInTable(finding.Location.File.Path)} | {Position(finding)} | {Rule(finding)} | {MarkdownEscape.Text(finding.Message)} |\n";
            if (!output.TryWrite(row, reserve: end.Length))
                break;
            start = "";
            written++;
        }

        if (written > 0)
            output.TryWrite(end);
        return written;
    }

    private static string Position(Diagnostic finding) =>
        string.Create(CultureInfo.InvariantCulture, $"{finding.Location.Start.Line + 1}:{finding.Location.Start.Character + 1}");

    private static string Rule(Diagnostic finding) => $"[{finding.Descriptor.Id}]({finding.Descriptor.HelpUri}) {finding.Descriptor.Name}";

    /// <summary>Writes as long as there is room.</summary>
    private sealed class Budget(StreamWriter writer, int bytes)
    {
        private int _left = bytes;

        public bool TryWrite(string text, int reserve = 0)
        {
            int length = Encoding.UTF8.GetByteCount(text);
            if (length + reserve > _left)
                return false;

            _left -= length;
            writer.Write(text);
            return true;
        }
    }
}
