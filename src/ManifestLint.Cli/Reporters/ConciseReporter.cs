using ManifestLint.Diagnostics;
using ManifestLint.Yaml.Text;

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

    private static string Line(Diagnostic finding)
    {
        LinePosition start = finding.Location.Start;
        string path = VisibleText.Escape(finding.Location.File.Path);
        return $"{path}:{start.Line + 1}:{start.Character + 1}: {ReportText.Name(finding.Severity)} {finding.Descriptor}: {VisibleText.Escape(finding.Message)}";
    }
}
