using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Reporters.Html;

/// <summary>
/// One page for a browser that needs nothing else: findings by file with their source, the pages of their rules, and filters where scripts run. A policy in it
/// forbids the network and every script and style but its own.
/// </summary>
internal sealed class HtmlReporter : IReporter
{
    public void Write(LintReport report, Stream output)
    {
        using StreamWriter writer = ReportText.Open(output);
        ImmutableArray<FileFindings> files = FileFindings.Of(report);
        WriteHead(writer, report);
        if (!files.IsEmpty)
        {
            writer.WriteLine("<aside>");
            HtmlFilter.Write(writer, report);
            WriteContents(writer, files);
            writer.WriteLine("</aside>");
        }

        writer.WriteLine("<main id=\"findings\" tabindex=\"-1\" aria-label=\"Findings\">");
        if (!files.IsEmpty)
            writer.WriteLine("<h2 class=\"unseen\">Findings</h2>");
        WriteFiles(writer, files);
        WriteRules(writer, report);
        writer.WriteLine("</main>");
        writer.WriteLine("</div>");
        writer.WriteLine($"<footer>ManifestLint {HtmlText.Escape(report.Version)}</footer>");
        if (!files.IsEmpty)
            writer.WriteLine($"<script>{HtmlAssets.Script}</script>");
        writer.WriteLine("</body>");
        writer.WriteLine("</html>");
    }

    private static void WriteHead(StreamWriter writer, LintReport report)
    {
        ImmutableArray<(DiagnosticSeverity Severity, string Text)> counts = SummaryNotes.Counts(report.Count);
        string title = report.Findings.IsEmpty ? "no findings" : string.Join(", ", counts.Select(count => count.Text));
        writer.WriteLine($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{HtmlAssets.Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>ManifestLint: {title}</title>
            <style>{HtmlAssets.Style}</style>
            </head>
            <body>
            <a class="skip" href="#findings">Skip to the findings</a>
            <header>
            <h1>ManifestLint</h1>
            <p>{SummaryNotes.Scope(report)}</p>
            """.ReplaceLineEndings("\n"));
        if (report.Findings.IsEmpty)
            writer.WriteLine("<p class=\"clean\">No findings</p>");
        else
            writer.WriteLine($"<ul class=\"counts\">{string.Concat(counts.Select(count => Count(report, count.Severity)))}</ul>");
        foreach (string note in SummaryNotes.Of(report))
            writer.WriteLine($"<p class=\"note\">{HtmlText.Escape(note)}</p>");
        writer.WriteLine("</header>");
        writer.WriteLine("<div class=\"columns\">");
    }

    private static string Count(LintReport report, DiagnosticSeverity severity)
    {
        int count = report.Count(severity);
        string name = ReportText.Name(severity);
        return string.Create(CultureInfo.InvariantCulture, $"<li class=\"{name}{(count == 0 ? " none" : "")}\"><strong>{count}</strong> <b>{(count == 1 ? name : $"{name}s")}</b></li>");
    }

    private static void WriteContents(StreamWriter writer, ImmutableArray<FileFindings> files)
    {
        writer.WriteLine("<nav aria-labelledby=\"contents\">");
        writer.WriteLine("<h2 id=\"contents\">Files</h2>");
        writer.WriteLine("<ol>");
        for (int i = 0; i < files.Length; i++)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"<li><a href=\"#file-{i + 1}\">{HtmlText.Path(files[i].Path)}</a> <small>{Counts(files[i])}</small></li>"));
        writer.WriteLine("</ol>");
        writer.WriteLine("</nav>");
    }

    private static string Counts(FileFindings file) =>
        string.Join(", ", SummaryNotes.Counts(file.Count).Where(count => file.Count(count.Severity) > 0).Select(count => count.Text));

    private static void WriteFiles(StreamWriter writer, ImmutableArray<FileFindings> files)
    {
        var fingerprints = new Fingerprints();
        for (int i = 0; i < files.Length; i++)
        {
            string path = HtmlText.Escape(files[i].Path);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"<section class=\"file\" data-path=\"{path}\" aria-labelledby=\"file-{i + 1}\">"));
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"<h3 id=\"file-{i + 1}\"><b>{HtmlText.Path(files[i].Path)}</b> <small>{Counts(files[i])}</small></h3>"));
            var excerpt = new HtmlExcerpt(files[i].Findings[0].Location.File);
            foreach (Diagnostic finding in files[i].Findings)
                HtmlFinding.Write(writer, finding, fingerprints.Next(finding), excerpt);
            writer.WriteLine("</section>");
        }
    }

    private static void WriteRules(StreamWriter writer, LintReport report)
    {
        if (report.Findings.IsEmpty)
            return;

        writer.WriteLine("<section class=\"rules\" aria-labelledby=\"rules\">");
        writer.WriteLine("<h2 id=\"rules\">Rules</h2>");
        foreach ((DiagnosticDescriptor rule, int count) in HtmlFilter.Rules(report))
        {
            // The name stands inside, so that a browser opens the page of the rule when a link leads to it.
            writer.WriteLine($"<details><summary>{rule} <small>{ReportText.Count(count, "finding")}</small></summary>");
            writer.WriteLine($"<div id=\"{rule.Id}\">");
            writer.WriteLine($"<p><strong>{HtmlText.Escape(rule.Title)}.</strong></p>");
            new HtmlRulePage(writer).Write(report.GetPage(rule));
            writer.WriteLine($"<p><a href=\"{rule.HelpUri}\" rel=\"noopener noreferrer\">{rule.HelpUri}</a></p>");
            writer.WriteLine("</div></details>");
        }

        writer.WriteLine("</section>");
    }
}
