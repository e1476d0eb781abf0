using System.Text.Json;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Reporters;

/// <summary>The Code Quality report of GitLab: the properties that https://docs.gitlab.com/ci/testing/code_quality/ asks of a tool of one's own.</summary>
internal sealed class GitlabReporter : IReporter
{
    public void Write(LintReport report, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonReporter.WriterOptions))
        {
            var fingerprints = new Fingerprints();
            json.WriteStartArray();
            foreach (Diagnostic finding in report.Findings)
            {
                WriteFinding(json, finding, fingerprints.Next(finding));
                JsonReporter.FlushWhenLarge(json);
            }

            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteFinding(Utf8JsonWriter json, Diagnostic finding, string fingerprint)
    {
        json.WriteStartObject();

        // The list in a merge request shows the description and not the name of the check.
        json.WriteString("description", $"{finding.Descriptor}: {VisibleText.EscapeControls(finding.Message)}");
        json.WriteString("check_name", finding.Descriptor.Name);
        json.WriteString("fingerprint", fingerprint);
        json.WriteString("severity", Severity(finding.Severity));
        json.WriteStartObject("location");
        json.WriteString("path", finding.Location.File.Path);
        json.WriteStartObject("lines");
        json.WriteNumber("begin", finding.Location.Start.Line + 1);
        json.WriteNumber("end", ReportText.LastLine(finding.Location));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // "minor" and "blocker" are left for what is neither hygiene nor an outage.
    private static string Severity(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "critical",
        DiagnosticSeverity.Warning => "major",
        _ => "info",
    };
}
