using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Reporters;

/// <summary>One line for each finding: <c>path:line:col: severity ID name: message</c>.</summary>
internal sealed class ConciseReporter : IReporter
{
    public void Write(LintReport report, Stream output)
    {
        using StreamWriter writer = ReportText.Open(output);
        foreach (Diagnostic finding in report.Findings)
            writer.WriteLine(Line(finding));
    }

    /// <summary>The line of a finding.</summary>
    public static string Line(Diagnostic finding) =>
        $"{ReportText.Place(finding.Location)}: {ReportText.Name(finding.Severity)} {finding.Descriptor}: {VisibleText.Escape(finding.Message)}";
}
