using System.Collections.Immutable;
using System.Text.Json;
using ManifestLint.Cli.Reporters;
using ManifestLint.Diagnostics;

namespace ManifestLint.Cli.Merging;

/// <summary>Puts reports of the format <c>json</c> together.</summary>
internal static class JsonMerger
{
    private static readonly string[] Counted = ["errors", "warnings", "infos", "fixable"];

    /// <summary>The one report.</summary>
    public static MergedReport Merge(IReadOnlyList<ReportFile> reports)
    {
        ImmutableArray<MergedFinding> findings = FindingOrder.Merge(reports.Select(FindingsOf), PlaceOf, finding => finding.Element.GetRawText());
        if (reports.Count == 1)
            return new MergedReport(reports[0].Bytes, findings);

        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, JsonReporter.WriterOptions))
        {
            json.WriteStartObject();
            foreach (string name in NamesIn(reports.Select(report => report.Root)))
                WriteMember(json, name, reports, findings);
            json.WriteEndObject();
        }

        content.WriteByte((byte)'\n');
        return new MergedReport(content.ToArray(), findings);
    }

    private static IEnumerable<MergedFinding> FindingsOf(ReportFile report) =>
        report.Root.GetProperty("findings").EnumerateArray().Select(finding => new MergedFinding(finding, finding.Text("rule")!, SeverityOf(finding.Text("severity")!)));

    private static DiagnosticSeverity SeverityOf(string name) => name switch
    {
        "error" => DiagnosticSeverity.Error,
        "warning" => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };

    private static FindingPlace PlaceOf(MergedFinding finding)
    {
        JsonElement element = finding.Element;
        return new FindingPlace(
            element.Text("file")!,
            element.Number("line"),
            element.Number("column"),
            element.Number("endLine"),
            element.Number("endColumn"),
            finding.Rule,
            element.Text("message")!);
    }

    private static void WriteMember(Utf8JsonWriter json, string name, IReadOnlyList<ReportFile> reports, ImmutableArray<MergedFinding> findings)
    {
        if (name == "findings")
        {
            json.WriteStartArray(name);
            foreach (MergedFinding finding in findings)
                finding.Element.WriteTo(json);
            json.WriteEndArray();
        }
        else if (name == "summary")
        {
            WriteSummary(json, [.. reports.Select(report => report.Root.GetProperty("summary"))], findings);
        }
        else
        {
            json.WritePropertyName(name);
            reports.Select(report => report.Root.At(name)).First(value => value is not null)!.Value.WriteTo(json);
        }
    }

    // Numbers of findings are counted anew, since overlapping runs have some twice; other numbers are added.
    private static void WriteSummary(Utf8JsonWriter json, ImmutableArray<JsonElement> summaries, ImmutableArray<MergedFinding> findings)
    {
        json.WriteStartObject("summary");
        foreach (string name in NamesIn(summaries))
        {
            JsonElement first = summaries.Select(summary => summary.At(name)).First(value => value is not null)!.Value;
            if (Counted.Contains(name, StringComparer.Ordinal))
            {
                json.WriteNumber(name, Count(name, findings));
            }
            else if (first.ValueKind == JsonValueKind.Number)
            {
                json.WriteNumber(name, summaries.Sum(summary => summary.Number(name)));
            }
            else
            {
                json.WritePropertyName(name);
                first.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    private static int Count(string name, ImmutableArray<MergedFinding> findings) => name switch
    {
        "errors" => findings.Count(finding => finding.Severity == DiagnosticSeverity.Error),
        "warnings" => findings.Count(finding => finding.Severity == DiagnosticSeverity.Warning),
        "infos" => findings.Count(finding => finding.Severity == DiagnosticSeverity.Info),
        _ => findings.Count(finding => finding.Element.At("fix") is { ValueKind: JsonValueKind.Object }),
    };

    // In the order of the first report; what only a later one has comes behind.
    private static IEnumerable<string> NamesIn(IEnumerable<JsonElement> objects) =>
        objects.SelectMany(element => element.EnumerateObject()).Select(member => member.Name).Distinct(StringComparer.Ordinal);
}
