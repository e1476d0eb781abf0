using System.Text;
using ManifestLint.Diagnostics;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Reporters;

/// <summary>Writes a report in one format. Decides nothing: not what is shown, not in which order.</summary>
internal interface IReporter
{
    /// <summary>Writes the report as UTF-8.</summary>
    void Write(LintReport report, Stream output);
}

/// <summary>Words and forms that formats share.</summary>
internal static class ReportText
{
    /// <summary>A writer of plain UTF-8 with line feeds, whatever the system.</summary>
    public static StreamWriter Open(Stream output) =>
        new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16384, leaveOpen: true) { NewLine = "\n" };

    /// <summary>A place as people click on it: <c>path:line:column</c>, both from 1.</summary>
    public static string Place(Location location)
    {
        LinePosition start = location.Start;
        return $"{VisibleText.Escape(location.File.Path)}:{start.Line + 1}:{start.Character + 1}";
    }

    /// <summary>The line, from 1, on which the last character of a place stands.</summary>
    public static int LastLine(Location location)
    {
        LinePosition end = location.End;
        return end.Character == 0 && end.Line > location.Start.Line ? end.Line : end.Line + 1;
    }

    /// <summary>The severity as people type it.</summary>
    public static string Name(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    /// <summary>Number and noun: <c>1 file</c>, <c>2 files</c>.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
