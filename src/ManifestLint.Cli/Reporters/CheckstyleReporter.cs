using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Reporters;

/// <summary>The XML of Checkstyle, which Jenkins (Warnings plugin), reviewdog and many others read.</summary>
internal sealed class CheckstyleReporter : IReporter
{
    // Of Checkstyle's form, not of ManifestLint; readers look at it at most for being there.
    private const string FormVersion = "10.0";

    public void Write(LintReport report, Stream output)
    {
        using StreamWriter writer = ReportText.Open(output);
        writer.WriteLine("""<?xml version="1.0" encoding="UTF-8"?>""");
        writer.WriteLine($"<checkstyle version=\"{FormVersion}\">");
        foreach (FileFindings file in FileFindings.Of(report))
        {
            writer.WriteLine($"  <file name=\"{XmlText.Attribute(file.Path)}\">");
            foreach (Diagnostic finding in file.Findings)
                WriteFinding(writer, finding);
            writer.WriteLine("  </file>");
        }

        writer.WriteLine("</checkstyle>");
    }

    private static void WriteFinding(StreamWriter writer, Diagnostic finding)
    {
        // Jenkins takes what stands behind the last dot for the type of a finding, and what stands before it for its category.
        string source = $"manifestlint.{finding.Descriptor.Category}.{finding.Descriptor.Id}-{finding.Descriptor.Name}";
        writer.WriteLine($"    <error line=\"{finding.Location.Start.Line + 1}\" column=\"{finding.Location.Start.Character + 1}\" severity=\"{ReportText.Name(finding.Severity)}\""
            + $" message=\"{XmlText.Attribute(VisibleText.EscapeControls(finding.Message))}\" source=\"{source}\"/>");
    }
}
