using System.Globalization;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Reporters;

/// <summary>
/// JUnit's XML as test reports of Jenkins, GitLab and Azure Pipelines read it, valid against junit-10.xsd of Jenkins' xUnit plugin. A file is a suite;
/// errors and warnings are failures, infos are skipped cases, which all of them show and none calls a failure; a file without findings is a case that passes.
/// </summary>
internal sealed class JunitReporter : IReporter
{
    private static readonly TextReporter Text = new(hasColor: false, hasSummary: false);

    public void Write(LintReport report, Stream output)
    {
        using StreamWriter writer = ReportText.Open(output);
        var files = FileFindings.OfAll(report);
        int failures = report.Findings.Count(IsFailure);
        int tests = report.Findings.Length + Math.Max(files.Count(file => file.Findings.IsEmpty), files.IsEmpty ? 1 : 0);
        writer.WriteLine("""<?xml version="1.0" encoding="UTF-8"?>""");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"<testsuites name=\"manifestlint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" time=\"0\">"));
        foreach (FileFindings file in files)
            WriteSuite(writer, file);

        // Jenkins refuses a report without any case.
        if (files.IsEmpty)
            WriteSuite(writer, new FileFindings("manifestlint", []));
        writer.WriteLine("</testsuites>");
    }

    private static void WriteSuite(StreamWriter writer, FileFindings file)
    {
        string path = XmlText.Attribute(file.Path);
        int infos = file.Count(DiagnosticSeverity.Info);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  <testsuite name=\"{path}\" tests=\"{Math.Max(1, file.Findings.Length)}\" failures=\"{file.Findings.Length - infos}\" errors=\"0\" skipped=\"{infos}\" time=\"0\">"));
        if (file.Findings.IsEmpty)
            writer.WriteLine($"    <testcase classname=\"{path}\" name=\"no findings\" time=\"0\"/>");

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Diagnostic finding in file.Findings)
            WriteCase(writer, path, finding, seen);
        writer.WriteLine("  </testsuite>");
    }

    private static void WriteCase(StreamWriter writer, string path, Diagnostic finding, Dictionary<string, int> seen)
    {
        string element = IsFailure(finding) ? "failure" : "skipped";
        writer.WriteLine($"    <testcase classname=\"{path}\" name=\"{XmlText.Attribute(Name(finding, seen))}\" time=\"0\">");
        writer.Write($"      <{element} type=\"{ReportText.Name(finding.Severity)}\" message=\"{XmlText.Attribute(VisibleText.EscapeControls(finding.Message))}\">");
        using var text = new StringWriter { NewLine = "\n" };
        Text.Write(finding, text);
        writer.Write(XmlText.Content(text.ToString().TrimEnd('\n')));
        writer.WriteLine($"</{element}>");
        writer.WriteLine("    </testcase>");
    }

    // GitLab knows a case of the last run by its name and takes only the first of two equal ones: the name holds the place in the object, not the line.
    private static string Name(Diagnostic finding, Dictionary<string, int> seen)
    {
        string place = finding.Resource is { } resource ? $": {resource} {FindingPath.Of(finding)}".TrimEnd() : "";
        string name = VisibleText.EscapeControls($"{finding.Descriptor}{place}");
        int number = seen[name] = seen.GetValueOrDefault(name) + 1;
        return number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({number})");
    }

    private static bool IsFailure(Diagnostic finding) => finding.Severity != DiagnosticSeverity.Info;
}
