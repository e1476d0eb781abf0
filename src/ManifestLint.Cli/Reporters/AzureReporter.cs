using System.Globalization;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Reporters;

/// <summary>
/// Logging commands, from which Azure Pipelines makes issues. It knows errors and warnings; an info is a plain line of the log, so that it is not counted as
/// what it is not.
/// </summary>
internal sealed class AzureReporter : IReporter
{
    public void Write(LintReport report, Stream output)
    {
        using StreamWriter writer = ReportText.Open(output);
        foreach (Diagnostic finding in report.Findings)
            writer.WriteLine(finding.Severity == DiagnosticSeverity.Info ? ConciseReporter.Line(finding) : Command(finding));
    }

    private static string Command(Diagnostic finding) =>
        string.Create(CultureInfo.InvariantCulture, $"##vso[task.logissue type={ReportText.Name(finding.Severity)};sourcepath={Escape(finding.Location.File.Path, isProperty: true)}")
        + string.Create(CultureInfo.InvariantCulture, $";linenumber={finding.Location.Start.Line + 1};columnnumber={finding.Location.Start.Character + 1};code={finding.Descriptor.Id}]")
        + Escape($"{finding.Descriptor}: {finding.Message}", isProperty: false);

    // As the task library of Azure Pipelines does it (node/taskcommand.ts).
    private static string Escape(string text, bool isProperty) => CommandText.Escape(text, "%AZP25", isProperty ? ";]" : "");
}
