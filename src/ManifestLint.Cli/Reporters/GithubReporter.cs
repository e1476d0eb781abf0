using ManifestLint.Diagnostics;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Reporters;

/// <summary>Workflow commands, from which GitHub Actions makes annotations.</summary>
internal sealed class GithubReporter : IReporter
{
    public void Write(LintReport report, Stream output)
    {
        using StreamWriter writer = ReportText.Open(output);
        foreach (Diagnostic finding in report.Findings)
            writer.WriteLine(Command(finding));
    }

    private static string Command(Diagnostic finding)
    {
        string level = finding.Severity == DiagnosticSeverity.Info ? "notice" : ReportText.Name(finding.Severity);
        LinePosition start = finding.Location.Start;
        LinePosition end = finding.Location.End;

        // GitHub refuses columns when the finding spans lines.
        string columns = start.Line == end.Line && end.Character > start.Character ? $",col={start.Character + 1},endColumn={end.Character + 1}" : "";
        return $"::{level} file={Escape(finding.Location.File.Path, isProperty: true)},line={start.Line + 1},endLine={end.Line + 1}{columns}"
            + $",title={Escape(finding.Descriptor.ToString(), isProperty: true)}::{Escape(finding.Message, isProperty: false)}";
    }

    private static string Escape(string text, bool isProperty) => CommandText.Escape(text, "%25", isProperty ? ":," : "");
}
