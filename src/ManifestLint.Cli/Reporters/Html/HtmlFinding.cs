using System.Globalization;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Reporters.Html;

/// <summary>One finding in the page.</summary>
internal static class HtmlFinding
{
    /// <summary>Writes the finding, with as little markup as it can do with: a report may hold ten thousand.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="fingerprint">What a link to it is called.</param>
    /// <param name="excerpt">The source of its file.</param>
    public static void Write(TextWriter writer, Diagnostic finding, string fingerprint, HtmlExcerpt excerpt)
    {
        string severity = ReportText.Name(finding.Severity);
        DiagnosticDescriptor rule = finding.Descriptor;
        LinePosition start = finding.Location.Start;
        writer.WriteLine($"<article id=\"{fingerprint}\" class=\"{severity}\" data-rule=\"{rule.Id}\">");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"<h4><b>{severity}</b> <a href=\"#{rule.Id}\">{rule}</a> <a class=\"place\" href=\"#{fingerprint}\">line {start.Line + 1}, column {start.Character + 1}</a></h4>"));
        writer.WriteLine($"<p>{HtmlText.Escape(finding.Message)}</p>");
        if (excerpt.Render(finding) is { } source)
            writer.WriteLine($"<pre>{source}</pre>");
        if (finding.Fix is { } fix)
            writer.WriteLine($"<p class=\"fix\"><b>Fix:</b> {HtmlText.Escape(fix.Title)} <code>{(fix.Safety == FixSafety.Safe ? "--fix" : "--fix --unsafe-fixes")}</code></p>");
        WriteRelated(writer, finding);
        writer.WriteLine("</article>");
    }

    private static void WriteRelated(TextWriter writer, Diagnostic finding)
    {
        if (finding.Related.IsEmpty)
            return;

        writer.WriteLine("<ul class=\"related\">");
        foreach (RelatedLocation related in finding.Related)
            writer.WriteLine($"<li>see <code>{HtmlText.Escape(ReportText.Place(related.Location))}</code>: {HtmlText.Escape(related.Message)}</li>");
        writer.WriteLine("</ul>");
    }
}
