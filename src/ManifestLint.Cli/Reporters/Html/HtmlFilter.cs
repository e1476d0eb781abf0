using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Reporters.Html;

/// <summary>The form that narrows the page down; hidden until the script that it needs shows it.</summary>
internal static class HtmlFilter
{
    /// <summary>Writes the form.</summary>
    public static void Write(TextWriter writer, LintReport report)
    {
        writer.WriteLine("<form id=\"filter\" role=\"search\" aria-label=\"Filter\" hidden>");
        writer.WriteLine("<fieldset><legend>Severity</legend>");
        foreach (DiagnosticSeverity severity in (DiagnosticSeverity[])[DiagnosticSeverity.Error, DiagnosticSeverity.Warning, DiagnosticSeverity.Info])
        {
            string name = ReportText.Name(severity);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"<label class=\"{name}\"><input type=\"checkbox\" id=\"{name}\" checked> <b>{name}</b> <small>{report.Count(severity)}</small></label>"));
        }

        writer.WriteLine("</fieldset>");
        writer.WriteLine("<label>Rule <select id=\"rule\"><option value=\"\">all rules</option>");
        foreach ((DiagnosticDescriptor rule, int count) in Rules(report))
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"<option value=\"{rule.Id}\">{rule} ({count})</option>"));
        writer.WriteLine("</select></label>");
        writer.WriteLine("<label>File name <input type=\"search\" id=\"file\" autocomplete=\"off\" spellcheck=\"false\"></label>");
        writer.WriteLine("<p class=\"result\"><output id=\"shown\" role=\"status\" aria-live=\"polite\"></output> <button type=\"button\" id=\"reset\">Show all</button></p>");
        writer.WriteLine("</form>");
    }

    /// <summary>The rules that have findings, by id, with their number.</summary>
    public static ImmutableArray<(DiagnosticDescriptor Rule, int Count)> Rules(LintReport report)
    {
        var counts = new SortedDictionary<string, (DiagnosticDescriptor Rule, int Count)>(StringComparer.Ordinal);
        foreach (Diagnostic finding in report.Findings)
            counts[finding.Descriptor.Id] = (finding.Descriptor, counts.GetValueOrDefault(finding.Descriptor.Id).Count + 1);
        return [.. counts.Values];
    }
}
